import { randomBytes, randomUUID } from 'node:crypto'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, noFacts } from '#server/calls/core/facts.ts'
import type { Database } from '#server/platform/database.ts'
import { plusSeconds } from '#shared/time.ts'
import type { BenchNurse } from './people.ts'
import { patientIdOf, phoneOf } from './population.ts'

export type HeldCall = { callId: string; nurse: BenchNurse; patientId: string }

/**
 * Puts one call into the hands of each nurse: it was answered, the two have talked, the caller has hung up, who it is about
 * was confirmed, and the outcome is owed. Calls held before are closed. `aboutOf` says which person
 * (a number) and what telephone they ring from.
 */
export async function holdCalls(
  db: Database,
  nurses: readonly BenchNurse[],
  aboutOf: (nurse: BenchNurse) => { n: number; from: string } = ({ patient }) => ({
    n: patient,
    from: phoneOf(patient),
  }),
): Promise<HeldCall[]> {
  const held = nurses.map(nurse => {
    const { n, from } = aboutOf(nurse)
    return { callId: randomUUID(), nurse, patientId: patientIdOf(n), facts: factsOf(nurse, from) }
  })
  const rows = held.map(({ callId, nurse, patientId, facts }) => ({
    id: callId,
    line_id: nurse.lineId,
    held_by: nurse.staffId,
    patient_id: patientId,
    facts,
    state: stateOf(facts),
    carrier_sid: facts.callSid,
    from_number: facts.from,
    started_at: facts.firstHeardAt,
    ended_at: facts.callerEnded?.at,
  }))
  await db.run(db.sql`update calls set state = 'closed', held_by = null where held_by is not null`)
  await db.run(db.sql`update readiness set state = 'ready', call_id = null where state = 'busy'`)
  await db.run(db.sql`
    with held as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, ended_at, held_by,
        patient_id, identity_epoch
      )
      select id, line_id, 6, state, 'inbound', facts, carrier_sid, from_number, started_at, ended_at, held_by, patient_id, 1
      from jsonb_to_recordset(${db.sql.json(rows as never)}::jsonb) as given (
        id uuid, line_id uuid, state text, facts jsonb, carrier_sid text, from_number text, started_at timestamptz,
        ended_at timestamptz, held_by uuid, patient_id uuid
      )
      returning id, held_by
    )
    update readiness
    set state = 'busy', call_id = held.id
    from held
    where readiness.staff_id = held.held_by`)
  return held.map(({ callId, nurse, patientId }) => ({ callId, nurse, patientId }))
}

function factsOf(nurse: BenchNurse, from: string) {
  const begun = new Date(Date.now() - 240_000).toISOString()
  const at = (seconds: number) => plusSeconds(begun, seconds)
  const [caller, lead, room] = [sid('CA'), sid('CA'), sid('CF')]
  const inRoom = { room, claim: 1 }
  const events: CallEvent[] = [
    { kind: 'rang', at: begun, callSid: caller, from, to: '+441632960100' },
    { kind: 'queued', at: at(1) },
    { kind: 'offered', at: at(1), offer: 1, to: [nurse.staffId] },
    {
      kind: 'claimed',
      at: at(6),
      claim: 1,
      staffId: nurse.staffId,
      name: nurse.name,
      answersBy: 'phone',
    },
    { kind: 'joined', at: at(9), ...inRoom, leg: lead, label: 'lead', sequence: 1 },
    { kind: 'joined', at: at(10), ...inRoom, leg: caller, label: 'caller', sequence: 3 },
    { kind: 'left', at: at(200), ...inRoom, leg: caller, label: 'caller', sequence: 4 },
    { kind: 'caller_ended', at: at(200), status: 'completed' },
  ]
  return events.reduce(addFact, noFacts(begun))
}

/** A name as the carrier gives them. */
export function sid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}
