import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CallId, LineId, PatientId, StaffId, TaskId } from '#shared/ids.ts'
import type { CloseCall, Disposition } from '#shared/outcomes.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { Mover } from './core/moving.ts'

/** A CTE `outcome_written`: how the call ended, with the notes as they are at this moment. */
export function writeOutcome(
  sql: Sql,
  {
    callId,
    patientId,
    actor,
    close,
    at,
  }: { callId: CallId; patientId: PatientId | null; actor: Actor; close: CloseCall; at: Instant },
  onlyIf: Fragment,
): Fragment {
  const body = bodyOf(close)
  return sql`
    outcome_written as (
      insert into outcomes (
        call_id, line_id, kind, patient_id, body, notes, staff_id, staff_name, staff_role, organisation, at
      )
      select ${callId}::uuid, ${actor.lineId}::uuid, ${close.kind}, ${close.kind === 'clinical' ? patientId : null}::uuid,
             ${sql.json(body as never)}::jsonb, coalesce((select text from call_notes where call_id = ${callId}), ''),
             ${actor.staffId}::uuid, ${actor.name}, ${actor.role}, ${actor.organisation}, ${at}::timestamptz
      where ${onlyIf}
      returning call_id
    )`
}

function bodyOf(close: CloseCall): object {
  return close.kind === 'clinical' ? close.outcome : { call: close.call, note: close.note }
}

/** A boolean: the notes are still those the nurse saw when she pressed save. None at all are revision 0. */
export function areNotesAt(sql: Sql, callId: CallId, revision: number): Fragment {
  return sql`coalesce((select revision from call_notes where call_id = ${callId}), 0) = ${revision}`
}

export type Written = {
  by: StaffId | null
  saysTheSame: boolean
  notesRevision: number
  /** On any of their records; and how far the one that the call is about was read, to which so many others are linked. */
  hasDied: boolean
  version: number
  others: number
  /** A call back about the person is owed already: any, or the one that was chosen to answer this call too. */
  isOwed: boolean
}

/**
 * What is there before an outcome is saved: who has saved one already, whether it is this one, the notes’ revision, and whether the person
 * has died. `isOwed`: a boolean over the call, `c`.
 */
export async function readWritten(
  db: Database,
  lineId: LineId,
  callId: CallId,
  close: CloseCall,
  isOwed: Fragment,
): Promise<Written> {
  const { sql } = db
  const [row] = await db.run(sql<Written[]>`
    select written.staff_id as by,
           coalesce(written.kind = ${close.kind} and written.body = ${sql.json(bodyOf(close) as never)}::jsonb, false)
             as says_the_same,
           coalesce((select revision from call_notes where call_id = ${callId}), 0) as notes_revision,
           coalesce((select not may_be_contacted(patient_id) from calls where id = ${callId}), false) as has_died,
           coalesce(p.version, 0) as version, coalesce(p.others, 0) as others,
           ${isOwed} as is_owed
    from (values (1)) as one
    left join calls c on c.id = ${callId}
    left join patients p on p.id = c.patient_id
    left join outcomes written on written.call_id = ${callId} and written.line_id = ${lineId}`)
  return (
    row ?? {
      by: null,
      saysTheSame: false,
      notesRevision: 0,
      hasDied: false,
      version: 0,
      others: 0,
      isOwed: false,
    }
  )
}

/** The call back that is owed already, where it answers this call too. */
export function linkedTo(close: CloseCall): TaskId | null {
  return close.kind === 'clinical' && close.outcome.callBack.needed === 'owed'
    ? close.outcome.callBack.taskId
    : null
}

/** The task that an outcome promised, if it promised one. */
export async function promisedTask(db: Database, callId: CallId): Promise<string | null> {
  const [row] = await db.run(db.sql<{ id: string }[]>`
    select id from tasks where call_id = ${callId} and origin = 'outcome'`)
  return row?.id ?? null
}

const LAST_CALLS = 20

/**
 * `records`: a uuid[], those of the person. `hasNotes`: whether this reader is shown what the nurse typed while she listened.
 * `showsPlace`: what was said is shown although it may tell a protected place. `mover`: a reader who may move what they saved.
 */
type Telling = { records: Fragment; hasNotes: boolean; showsPlace: boolean; mover: Mover | null }

/** Of an outcome without its words: what they could tell is told by none of its parts. */
const WORDLESS = { found: '', advice: '', next: '', whereAfter: null, triage: null }

/**
 * What was done that moved nobody. Whatever else was done is not told either: where only admissions were left out, it would be told by
 * their silence that there was one.
 */
const MOVES_NOBODY: readonly Disposition[] = [
  'advice_only',
  'district_nurse',
  'gp_or_out_of_hours',
  'hospice_at_home',
  'specialist_palliative_care',
  'pharmacy',
  'death_reported',
]

/**
 * One JSON value: the last calls of the person whom `asked (id, is_protected)` names, newest first, each as a PastCall. A call that
 * turned out to be about somebody else is not among them, whether it is known by now who that is or not. Of a
 * person whose place is protected nothing is told in words, since anything said may tell it. Notes are as they stood when the call
 * was over: what is typed after an outcome that was saved while the two still talked belongs to it, unless by then the call was
 * about another record of this person: then the notes are that one's.
 */
export function pastCallsOf(
  sql: Sql,
  lineId: LineId,
  { records, hasNotes, showsPlace, mover }: Telling,
): Fragment {
  const isCovered = showsPlace ? sql`false` : sql`(select is_protected from asked)`
  return sql`(
    select coalesce(json_agg(past order by past.at desc), '[]')
    from (
      select outcomes.call_id as "callId", outcomes.patient_id as "patientId",
             to_char(outcomes.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
             ${toldOf(sql, { isCovered, hasNotes })},
             extract(epoch from calls.ended_at - calls.talking_since)::int as seconds,
             case
               when ${isCovered} then outcomes.moved || '{"because": ""}'
               else outcomes.moved
             end as moved,
             case when ${mayMove(sql, mover)} then calls.identity_epoch end as "moveEpoch"
      from outcomes
      join calls on calls.id = outcomes.call_id
      ${besideOutcome(sql)}
      where outcomes.line_id = ${lineId}
        and outcomes.patient_id = (select id from asked)
        and calls.patient_id = any(${records})
      order by outcomes.at desc
      limit ${LAST_CALLS}
    ) past
  )`
}

/**
 * Columns over `outcomes`, its `calls` and `besideOutcome`: what is told of a saved call, each as a PastCall has it. `isWhole`: the notes
 * to their end, whomever the call is about by then.
 */
export function toldOf(
  sql: Sql,
  { isCovered, hasNotes, isWhole = false }: { isCovered: Fragment; hasNotes: boolean; isWhole?: boolean },
): Fragment {
  return sql`
    case
      when not ${isCovered} then outcomes.body
      when outcomes.body ->> 'disposition' = any(${MOVES_NOBODY as string[]}) then outcomes.body || ${sql.json(WORDLESS)}::jsonb
      else outcomes.body || ${sql.json({ ...WORDLESS, disposition: null })}::jsonb
    end as outcome,
    outcomes.staff_name as nurse,
    case
      when ${isCovered} or not ${hasNotes}::boolean then ''
      when about.same or ${isWhole}::boolean then coalesce(call_notes.text, outcomes.notes)
      else outcomes.notes
    end as notes,
    case when about.same and not ${isCovered} then calls.identity -> 'caller' ->> 'name' end as "callerName",
    case when about.same and not ${isCovered} then calls.identity -> 'caller' ->> 'relationship' end
      as "callerRelationship",
    ${isCovered} as "isCovered"`
}

/** What `toldOf` reads beside an outcome and its call. */
export function besideOutcome(sql: Sql): Fragment {
  return sql`
    cross join lateral (select calls.patient_id = outcomes.patient_id as same) about
    left join call_notes on call_notes.call_id = outcomes.call_id`
}

/**
 * A boolean over `outcomes` and its `calls`: this is the one to say that the call, which nobody has in hand any more, was about somebody
 * else. As `whyNotTheirs` in core/moving.ts.
 */
export function mayMove(sql: Sql, mover: Mover | null): Fragment {
  if (!mover) return sql`false`
  const { staffId, isLead, since } = mover
  return sql`(
    calls.held_by is null
    and case
          when ${isLead}::boolean then outcomes.patient_id is null or outcomes.at >= ${since}::timestamptz
          else outcomes.staff_id = ${staffId} and outcomes.at >= ${since}::timestamptz
        end
  )`
}
