import { randomUUID } from 'node:crypto'
import { stateOf } from '#server/calls/core/call.ts'
import { noFacts } from '#server/calls/core/facts.ts'
import { disputeIdentity } from '#server/people/raiseDispute.ts'
import type { Database } from '#server/platform/database.ts'
import { beginDraft } from '#server/triage/protocolStore.ts'
import { starters } from '#server/triage/starters.ts'
import { CommandId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aVisitLink } from '#tests/carers/aVisitLink.ts'
import { anAnswer } from '#tests/dispatch/anAnswer.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aHandOver, anIncident, aRoundCall, aWatch } from '#tests/shift/aWatch.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { BIRTH, CANARY, type Ids } from './everyAsk.ts'
import { talking } from './inHand.ts'
import type { SharedHouse } from './sharedHouse.ts'

/**
 * The ids of something of each kind that the other line has, all of it full of canaries: a call in which its nurse is talking, with a
 * task that she has taken; and, as `isOver`, one that is closed, with a task that nobody has taken.
 */
export async function otherLine(
  house: SharedHouse,
): Promise<{ foreign: Ids; isOver: Pick<Ids, 'callId' | 'taskId'> }> {
  const { db } = house.small.database
  const { lineId } = house.small.south
  const hub = await aColleague(db, lineId, {
    signInName: 'south.hub',
    organisation: 'South Hub',
    kind: 'hub',
    role: 'coordinator',
  })
  const [noteId, contactId] = [randomUUID(), randomUUID()]
  const contact = { name: CANARY, relationship: CANARY, roles: [], phones: [], mayBeTold: 'all' as const }
  const entries = [
    anEntry('whatMatters', { whatMatters: CANARY }),
    anEntry('notes', { text: CANARY }, { itemId: noteId }),
    anEntry('personalContacts', contact, { itemId: contactId }),
    anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
    anEntry('addresses', { kind: 'main', lines: [CANARY], postcode: 'BD16 4XX' }),
  ]
  const identity = { name: { given: CANARY, family: CANARY }, birthDate: BIRTH, nhsNumber: '9990000018' }
  const patientId = await aPatient(db, hub, { identity, entries })
  await aPastCall(db, hub, patientId, { found: CANARY, advice: CANARY, next: CANARY, notes: CANARY })
  const [callId, taskId, closedId, openTaskId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const { sql } = db
  const facts = talking(hub)
  const aboutThem = sql.json({
    checked: [],
    skippedBecause: null,
    caller: { name: CANARY, relationship: CANARY },
    provisional: false,
  })
  // The carrier knows nothing of the call: with no leg, and not yet a minute old, it is never asked.
  await db.run(sql`
    with calls_there as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, patient_id, identity_epoch, identity,
        held_by
      )
      values
        (${callId}, ${lineId}, 6, ${stateOf(facts)}, 'inbound', ${sql.json(facts as never)}, null, ${facts.from},
         now() + interval '1 day', ${patientId}, 1, ${aboutThem}, ${hub.staffId}),
        (${closedId}, ${lineId}, 1, 'closed', 'inbound', ${sql.json(noFacts(new Date().toISOString()) as never)}, null, null, now(),
         ${patientId}, 1, ${aboutThem}, null)
    )
    insert into tasks (id, line_id, version, kind, state, taken_by, call_id, origin, patient_id, raised_at, due_at, tries)
    values
      (${taskId}, ${lineId}, 2, 'call_back_abandoned', 'taken', ${hub.staffId}, ${callId}, 'call', ${patientId}, now(), now(), 0),
      (${openTaskId}, ${lineId}, 1, 'call_back_abandoned', 'open', null, ${closedId}, 'call', ${patientId}, now(), now(), 0)`)
  await house.ask('other.gp', patientId, 'break-glass', `${CANARY} needs help at once`)
  const disputeId = randomUUID()
  const way = { actor: hub, patientId, why: { kind: 'search' }, relationship: db.sql`true` } as const
  const dispute = { commandId: CommandId.parse(disputeId), because: CANARY, callId: null }
  await disputeIdentity(house.small.house.deps as never, way, dispute, 'test') // all that it needs of them
  const [review] = await db.run(
    db.sql<{ id: string }[]>`select id from access_reviews where patient_id = ${patientId}`,
  )
  const deathId = randomUUID()
  await db.run(db.sql`
    insert into deaths (id, line_id, patient_id, reported_by, reported_by_name, why)
    values (${deathId}, ${lineId}, ${patientId}, ${hub.staffId}, ${CANARY}, '{"kind": "registration"}')`)
  const [exportId, importId, linkId] = [randomUUID(), randomUUID(), randomUUID()]
  const otherId = await aPatient(db, hub, { identity })
  await db.run(db.sql`
    insert into person_links (id, line_id, kept_id, other_id, state, because, asked_by)
    values (${linkId}, ${lineId}, ${patientId}, ${otherId}, 'proposed', ${CANARY}, ${hub.staffId})`)
  await db.run(db.sql`
    insert into list_exports (id, line_id, organisation_id, staff_id, staff_name, purpose, because, included, not_shared, opted_out)
    values (${exportId}, ${lineId}, ${hub.organisationId}, ${hub.staffId}, ${CANARY}, 'direct_care', ${CANARY}, 1, 0, 0)`)
  const proposalId = randomUUID()
  const { staffId: proposedId } = await aColleague(db, lineId, {
    signInName: 'proposed.there',
    organisation: hub.organisation,
    kind: 'hub',
    name: CANARY,
  })
  await db.run(db.sql`
    insert into role_proposals (
      id, staff_id, line_id, organisation_id, role, was_line_id, was_organisation_id, was_role, was_disabled, due_at, lapses_at
    )
    values (${proposalId}, ${proposedId}, ${lineId}, ${hub.organisationId}, 'administrator', ${lineId}, ${hub.organisationId},
            'clinician', false, now() + interval '2 days', now() + interval '7 days')`)
  const finding = { who: CANARY, because: CANARY, problems: [], differs: [] }
  await db.run(db.sql`
    with list as (
      insert into list_imports (id, line_id, organisation_id, staff_id, actor, parts, state, reading, rows)
      values (${importId}, ${lineId}, ${hub.organisationId}, ${hub.staffId}, ${db.sql.json(hub)}, 1, 'read',
              ${db.sql.json({ says: [CANARY], headings: [CANARY] })}, 1)
    )
    insert into list_import_rows (import_id, place, first_line, last_line, cells, verdict, finding)
    values (${importId}, 1, 2, 2, ${db.sql.json([CANARY])}, 'bad', ${db.sql.json(finding)})`)
  const [teamId, shiftId, swapId, leaveId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await db.run(sql`
    with team as (
      insert into teams (id, line_id, organisation_id, name, kind, capacity, area, hours)
      values (${teamId}, ${lineId}, ${hub.organisationId}, ${CANARY}, 'night_nursing', 1,
              '{"postcodes": [], "practices": []}', '{"weekday": [], "saturday": [], "sunday": [], "bank_holiday": []}')
    ),
    member as (
      insert into team_members (team_id, staff_id, line_id, rungs) values (${teamId}, ${hub.staffId}, ${lineId}, '{app}')
    ),
    shift as (
      insert into team_shifts (id, line_id, team_id, staff_id, position, day, from_clock, until_clock, every_weeks)
      values (${shiftId}, ${lineId}, ${teamId}, ${hub.staffId}, 'first', '2024-01-01', '00:00', '00:00', 1)
    ),
    swap as (
      insert into team_swaps (id, line_id, shift_id, day, asked_by)
      values (${swapId}, ${lineId}, ${shiftId}, '2198-01-01', ${hub.staffId})
    )
    insert into team_leave (id, line_id, staff_id, from_at, until_at, said_by)
    values (${leaveId}, ${lineId}, ${hub.staffId}, '2198-01-01', '2198-01-02', ${hub.staffId})`)
  const teamTaskId = await aTeamTask(db, hub, { patientId, why: CANARY })
  const foreign = {
    patientId,
    callId,
    taskId,
    teamTaskId,
    answerId: await anAnswer(db, lineId, { teamTaskId, words: CANARY }),
    visitLinkId: await aVisitLink(db, hub, { patientId, teamTaskId, carer: CANARY }),
    reviewId: review?.id ?? '',
    deathId,
    disputeId,
    exportId,
    proposalId,
    importId,
    itemId: patientId, // an item of a section that is there once has the person's own id
    otherCallId: closedId,
    linkId,
    otherId,
    noteId,
    contactId,
    organisationId: hub.organisationId,
    staffId: hub.staffId,
    ...(await aProtocolOf(db, hub)),
    teamId,
    shiftId,
    swapId,
    leaveId,
    watchId: await aWatch(db, hub, { patientId, because: CANARY }),
    roundCallId: await aRoundCall(db, hub, { patientId, because: CANARY }),
    handOverId: await aHandOver(db, hub, { patientId, words: CANARY }),
    incidentId: await anIncident(db, lineId, teamTaskId),
  }
  return { foreign, isOver: { callId: closedId, taskId: openTaskId } }
}

/** Of a version: as it stands in no answer by chance. */
const LONG_NUMBER = 918_273

/** A draft of theirs over a protocol that every line has. */
async function aProtocolOf(db: Database, actor: Actor): Promise<Pick<Ids, 'protocolId' | 'version'>> {
  const [starter] = starters
  if (!starter) throw new Error('there is no starter')
  const { protocolId, version, content } = starter
  const at = new Date().toISOString()
  await beginDraft(db, {
    lineId: actor.lineId,
    protocolId,
    actor,
    at,
    commandId: CommandId.parse(randomUUID()),
    basedOn: { version, isStarter: true },
    content: { ...content, title: CANARY },
    starterVersion: LONG_NUMBER,
  })
  return { protocolId, version: String(LONG_NUMBER + 1) }
}
