import { randomUUID } from 'node:crypto'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, noFacts } from '#server/calls/core/facts.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { sid } from '#tests/bench/heldCalls.ts'
import { aVisitLink } from '#tests/carers/aVisitLink.ts'
import { anAnswer } from '#tests/dispatch/anAnswer.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { BIRTH, CANARY, type Ids, nobody } from './everyAsk.ts'
import { EVERYBODY, type SharedHouse } from './sharedHouse.ts'

/** Somebody on these lists, in a call that this nurse of the hub has in hand, and with a task. */
export async function inHand(
  house: SharedHouse,
  holder: Actor,
  lists: readonly Actor[] = [house.hub, house.as('mill').actor],
  also: readonly EntryToWrite[] = [],
): Promise<Ids> {
  const { db } = house.small.database
  const { lineId, staffId } = holder
  const identity = { name: { given: CANARY, family: CANARY }, birthDate: BIRTH }
  const [noteId, contactId] = [randomUUID(), randomUUID()]
  const contact = { name: CANARY, relationship: CANARY, roles: [], phones: [], mayBeTold: 'all' as const }
  const entries = [
    EVERYBODY,
    anEntry('notes', { text: CANARY }, { itemId: noteId }),
    anEntry('personalContacts', contact, { itemId: contactId }),
    ...also,
  ]
  const patientId = await aPatient(db, house.hub, { identity, entries })
  for (const actor of lists) await onCaseload(db, actor, patientId)
  const [callId, taskId] = [randomUUID(), randomUUID()]
  const facts = talking(holder)
  const caller = { name: CANARY, relationship: CANARY }
  // One statement: a check of a call from before that falls due between two of them would give it its nurse back.
  await db.run(db.sql`
    with closed as (
      update calls set state = 'closed', held_by = null where held_by is not null returning id
    ),
    call as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, patient_id, identity_epoch, identity,
        held_by
      )
      select ${callId}, ${lineId}, 6, ${stateOf(facts)}, 'inbound', ${db.sql.json(facts as never)}, ${facts.callSid},
             ${facts.from}, ${facts.firstHeardAt}::timestamptz, ${patientId}::uuid, 1,
             ${db.sql.json({ checked: [], skippedBecause: null, caller, provisional: false })}, ${staffId}::uuid
      from (select count(*) from closed) as none_is_held
      returning id
    )
    insert into tasks (id, line_id, version, kind, state, call_id, origin, patient_id, raised_at, due_at, tries)
    select ${taskId}, ${lineId}, 1, 'call_back_abandoned', 'open', id, 'call', ${patientId}, now(), now(), 0 from call`)
  const { organisationId } = house.as('mill').actor
  const teamTaskId = await aTeamTask(db, holder, { patientId, why: CANARY })
  return {
    ...nobody(),
    patientId,
    itemId: patientId,
    callId,
    taskId,
    teamTaskId,
    answerId: await anAnswer(db, lineId, { teamTaskId, words: CANARY }),
    visitLinkId: await aVisitLink(db, holder, { patientId, teamTaskId, carer: CANARY }),
    noteId,
    contactId,
    organisationId,
    staffId,
  }
}

/** What has been heard of a call in which this nurse is talking. */
export function talking({ staffId, name }: Actor) {
  const begun = new Date(Date.now() - 240_000).toISOString()
  const at = (seconds: number) => plusSeconds(begun, seconds)
  const [caller, leg] = [sid('CA'), sid('CA')]
  const inRoom = { room: sid('CF'), claim: 1 }
  const events: CallEvent[] = [
    { kind: 'rang', at: begun, callSid: caller, from: '+447700900111', to: '+441632960001' },
    { kind: 'queued', at: at(1) },
    { kind: 'offered', at: at(1), offer: 1, to: [staffId] },
    { kind: 'claimed', at: at(6), claim: 1, staffId, name, answersBy: 'browser' },
    { kind: 'joined', at: at(9), ...inRoom, leg, label: 'lead', sequence: 1 },
    { kind: 'joined', at: at(10), ...inRoom, leg: caller, label: 'caller', sequence: 3 },
  ]
  return events.reduce(addFact, noFacts(begun))
}
