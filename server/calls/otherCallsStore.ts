import type { Database, Fragment } from '#server/platform/database.ts'
import type { CallId, LineId, PatientId } from '#shared/ids.ts'
import { BesideThis, OtherNotes } from '#shared/otherCalls.ts'

type About = {
  callId: CallId
  lineId: LineId
  patientId: PatientId
  /** A query of one row `(id, records, is_covered)`: the person, their records, and whether where they are is protected. */
  person: Fragment
  relationship: Fragment
  accessLogged: Fragment
}

/**
 * Who else talks about this person at this moment, whichever of their records the call is about, and what is owed about them. `owed` is
 * one JSON value over `asked (id, records, is_covered)`. Of a protected person no caller is named. In the access log when somebody else
 * talks. Undefined where the asker's own call is not about this person any more.
 */
export async function readOtherCalls(
  db: Database,
  { callId, lineId, person, relationship, accessLogged }: Omit<About, 'patientId'>,
  owed: Fragment,
): Promise<BesideThis | undefined> {
  const { sql } = db
  const [row] = await db.run(sql`
    with asked as (
      select * from (${person}) as person where ${relationship}
    ),
    others as (
      select c.id, staff.name as nurse, c.state, c.started_at, c.identity
      from calls c
      join staff on staff.id = c.held_by
      where c.line_id = ${lineId}
        and c.patient_id = any((select records from asked)::uuid[])
        and c.id <> ${callId}
        and c.state not in ('closed', 'abandoned', 'voicemail', 'callback_requested')
    ),
    looked as (
      select id as patient_id, array['another call'] as what, 'allowed' as outcome
      from asked
      where exists (select from others)
    ),
    ${accessLogged}
    select coalesce((
             select json_agg(json_build_object(
               'callId', id, 'nurse', nurse, 'state', state,
               'since', to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
               'caller', case when not asked.is_covered then identity -> 'caller' ->> 'name' end,
               'relationship', case when not asked.is_covered then identity -> 'caller' ->> 'relationship' end
             ) order by started_at)
             from others
           ), '[]') as calls,
           ${owed} as owed
    from asked`)
  return row && BesideThis.parse(row)
}

/**
 * What a colleague has written in another call about the same person; a look, like any other. Undefined where there is no such call, and
 * null where it is not shown: where the person is, is protected, and free words may say it.
 */
export async function readOtherNotes(
  db: Database,
  otherCallId: CallId,
  { lineId, patientId, person, relationship, accessLogged }: Omit<About, 'callId'>,
): Promise<OtherNotes | null | undefined> {
  const { sql } = db
  const [row] = await db.run(sql`
    with asked as (
      select * from (${person}) as person where ${relationship}
    ),
    other as (
      select c.id, staff.name as nurse, asked.is_covered
      from asked
      join calls c on c.line_id = ${lineId} and c.id = ${otherCallId} and c.patient_id = any(asked.records)
      join staff on staff.id = c.held_by
    ),
    looked as (
      select ${patientId}::uuid as patient_id, array['another nurse’s notes'] as what,
             case when exists (select from other where not is_covered) then 'allowed' else 'refused' end as outcome
    ),
    ${accessLogged}
    select other.nurse, other.is_covered,
           case when other.is_covered then '' else coalesce(n.text, '') end as text,
           coalesce(n.revision, 0) as revision, n.saved_at
    from other
    left join call_notes n on n.call_id = other.id`)
  if (row?.isCovered) return null
  return row && OtherNotes.parse(row)
}
