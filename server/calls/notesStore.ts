import type { Database, Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { CallNotes } from '#shared/calls.ts'
import type { CallId, LineId, PatientId, StaffId } from '#shared/ids.ts'
import { OutcomeInProgress } from '#shared/outcomes.ts'
import { TalkedBefore } from '#shared/talkedBefore.ts'

export type NotesSaved =
  | { kind: 'saved'; revision: number }
  | { kind: 'changed_meanwhile'; text: string; revision: number }
  | { kind: 'not_yours' }

/** Replaces the draft where it still is the one this nurse saw, and she holds the call. The text is kept as typed. */
export async function saveNotes(
  db: Database,
  by: { callId: CallId; lineId: LineId; staffId: StaffId },
  { text, revision }: Pick<CallNotes, 'text' | 'revision'>,
): Promise<NotesSaved> {
  const { sql } = db
  const told = [{ kind: 'notes' as const, callId: by.callId, revision: revision + 1 }]
  const [row] = await db.run(sql<{ inHand: boolean; saved: boolean }[]>`
    with in_hand as (
      select id from calls where id = ${by.callId} and line_id = ${by.lineId} and held_by = ${by.staffId} for share
    ),
    saved as (
      insert into call_notes (call_id, text, revision, staff_id, saved_at)
      select in_hand.id, ${text}, 1, ${by.staffId}::uuid, now()
      from in_hand
      where ${revision} = 0
         or exists (select 1 from call_notes where call_id = ${by.callId} and revision = ${revision})
      on conflict (call_id) do update
      set text = excluded.text,
          revision = call_notes.revision + 1,
          staff_id = excluded.staff_id,
          saved_at = excluded.saved_at
      where call_notes.revision = ${revision}
      returning revision
    ),
    ${appendFeed(sql, by.lineId, told, sql`exists (select 1 from saved)`)}
    select exists (select 1 from in_hand) as in_hand, exists (select 1 from saved) as saved`)
  if (!row?.inHand) return { kind: 'not_yours' }
  if (row.saved) return { kind: 'saved', revision: revision + 1 }
  const { notes: now } = await readKeptWords(db, by.callId)
  // The same text again is our own save whose answer was lost: it is saved, and not a quarrel.
  if (now.text === text) return { kind: 'saved', revision: now.revision }
  return { kind: 'changed_meanwhile', text: now.text, revision: now.revision }
}

/** Keeps the outcome's fields as they stand, for the nurse who holds the call. False when it is not with her. */
export async function keepOutcomeDraft(
  db: Database,
  by: { callId: CallId; lineId: LineId; staffId: StaffId },
  draft: OutcomeInProgress,
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    insert into call_notes (call_id, staff_id, outcome_draft)
    select id, held_by, ${sql.json(draft)}::jsonb
    from calls
    where id = ${by.callId}
      and line_id = ${by.lineId}
      and held_by = ${by.staffId}
    on conflict (call_id) do update
    set outcome_draft = excluded.outcome_draft
    returning call_id`)
  return rows.length > 0
}

/** All that is kept of what its nurse writes. */
export async function readKeptWords(
  db: Database,
  callId: CallId,
): Promise<{ notes: CallNotes; outcomeDraft: OutcomeInProgress | null }> {
  const [row] = await db.run(db.sql<(CallNotes & { outcomeDraft: unknown })[]>`
    select text, revision, saved_at, outcome_draft from call_notes where call_id = ${callId}`)
  if (!row) return { notes: { text: '', revision: 0, savedAt: null }, outcomeDraft: null }
  const { outcomeDraft, ...notes } = row
  return { notes, outcomeDraft: outcomeDraft ? OutcomeInProgress.parse(outcomeDraft) : null }
}

/**
 * Of a call for which something is owed: whom it was about, and the notes, as one statement with the look. Null where the task is not in
 * the asker's hand any more, or the call is about somebody else by now. `isCovered`: a boolean over `p`, a patients.
 */
export async function readKeptOfTask(
  db: Database,
  callId: CallId,
  {
    patientId,
    isInHand,
    isCovered,
    accessLogged,
  }: { patientId: PatientId | null; isInHand: Fragment; isCovered: Fragment; accessLogged: Fragment },
): Promise<TalkedBefore['kept']> {
  const { sql } = db
  const [row] = await db.run(sql`
    with asked as (
      select p.id, p.name, coalesce(${isCovered}, false) as is_covered, coalesce(n.text, '') as text
      from calls c
      left join patients p on p.line_id = c.line_id and p.id = c.patient_id
      left join call_notes n on n.call_id = c.id
      where c.id = ${callId} and c.patient_id is not distinct from ${patientId}::uuid and ${isInHand}
    ),
    looked as (
      select id as patient_id,
             array_remove(array[
               case when id is not null then 'name' end,
               case when text <> '' and not is_covered then 'another nurse’s notes' end
             ], null) as what,
             'allowed' as outcome
      from asked
      where id is not null or text <> ''
    ),
    ${accessLogged}
    select name, is_covered, case when is_covered then '' else text end as notes
    from asked`)
  return row ? TalkedBefore.shape.kept.parse(row) : null
}
