import type { Database, Fragment } from '#server/platform/database.ts'
import type { CallId, LineId, PatientId } from '#shared/ids.ts'
import { BesideThis, OtherNotes } from '#shared/otherCalls.ts'

type About = {
  callId: CallId
  lineId: LineId
  patientId: PatientId
  relationship: Fragment
  accessLogged: Fragment
}

/**
 * Who else talks about this person at this moment, and what is owed about them. `owed` is one JSON value over `asked (id)`. In the
 * access log when somebody else does. Undefined where the asker's own call is not about this person any more.
 */
export async function readOtherCalls(
  db: Database,
  { callId, lineId, patientId, relationship, accessLogged }: About,
  owed: Fragment,
): Promise<BesideThis | undefined> {
  const { sql } = db
  const [row] = await db.run(sql`
    with asked as (
      select ${patientId}::uuid as id where ${relationship}
    ),
    others as (
      select c.id, staff.name as nurse, c.state, c.started_at, c.identity
      from calls c
      join staff on staff.id = c.held_by
      where c.line_id = ${lineId}
        and c.patient_id = (select id from asked)
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
               'caller', identity -> 'caller' ->> 'name', 'relationship', identity -> 'caller' ->> 'relationship'
             ) order by started_at)
             from others
           ), '[]') as calls,
           ${owed} as owed
    from asked`)
  return row && BesideThis.parse(row)
}

/** What a colleague has written in another call about the same person; a look, like any other. */
export async function readOtherNotes(
  db: Database,
  otherCallId: CallId,
  { lineId, patientId, relationship, accessLogged }: Omit<About, 'callId'>,
): Promise<OtherNotes | undefined> {
  const { sql } = db
  const [row] = await db.run(sql`
    with other as (
      select c.id, staff.name as nurse
      from calls c
      join staff on staff.id = c.held_by
      where c.id = ${otherCallId}
        and c.line_id = ${lineId}
        and c.patient_id = ${patientId}
        and (${relationship})
    ),
    looked as (
      select ${patientId}::uuid as patient_id, array['another nurse’s notes'] as what,
             case when exists (select from other) then 'allowed' else 'refused' end as outcome
    ),
    ${accessLogged}
    select other.nurse, coalesce(n.text, '') as text, coalesce(n.revision, 0) as revision, n.saved_at
    from other
    left join call_notes n on n.call_id = other.id`)
  return row && OtherNotes.parse(row)
}
