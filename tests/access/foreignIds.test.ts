import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { disputeIdentity } from '#server/people/raiseDispute.ts'
import { CommandId, PatientId } from '#shared/ids.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { ask, BODIES, CANARY, type Ids } from './everyAsk.ts'
import { inHand } from './inHand.ts'
import { otherLine } from './otherLine.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

// T-14: the call and the person of the address are one's own, and an id in the body or the question is the other line's. It is worth as
// much as an id of nothing, and nothing of the other line is touched. Which ids there are is read from the routes.
let house: SharedHouse
let foreign: Ids
beforeAll(async () => {
  house = await sharedHouse()
  ;({ foreign } = await otherLine(house))
})
afterAll(() => house.small.close())

const because = 'A reason that is long enough to be one'
const told = { decider: 'person', how: 'telephone', inTheirWords: 'Yes' }
const contact = { about: 'contact', mayBeTold: 'all', version: 1 }
const away = { from: '2198-01-01T00:00:00.000Z', until: '2198-01-02T00:00:00.000Z' }
const command = () => ({ commandId: randomUUID() })
const usual = (name: string, own: Ids) => BODIES[name]?.(own) ?? {}
/** Each of a name of their own: nobody is alike to whom another test registered. */
const person = () => ({ family: `Nobody${randomUUID()}`, agreements: {}, notKnown: {} })
const note = (itemId: string) => ({ section: 'notes', itemId, version: 1 })

const usedOf = (protocolId: string) => ({
  used: [{ protocolId, version: 1, isStarter: true, title: 'Pain', answers: [], ticks: [], advice: [] }],
  isCallerWorried: false,
})
const triageOf = (protocolId: string) => ({
  ...usedOf(protocolId),
  suggested: { result: 'advice', urgency: 'U6', because: [] },
  chosen: 'U6',
  override: null,
})

type Given = { body: object } | { query: string }
/** Where a route takes an id: what is sent when it is this one. `own`: what is rightly the asker's. */
const TAKES: Readonly<Record<string, (id: Ids, own: Ids) => Given>> = {
  'confirmIdentity patientId': ({ patientId }, own) => ({
    body: { ...usual('confirmIdentity', own), patientId },
  }),
  'sayWhoCalls itemId': ({ contactId: itemId }) => ({ body: { ...command(), epoch: 1, itemId } }),
  'closeCall outcome.callBack.taskId': ({ taskId }, own) => {
    const body = usual('closeCall', own) as { outcome: object }
    return { body: { ...body, outcome: { ...body.outcome, callBack: { needed: 'owed', taskId } } } }
  },
  'closeCall outcome.triage.used.protocolId': ({ protocolId }, own) => {
    const body = usual('closeCall', own) as { outcome: object }
    return { body: { ...body, outcome: { ...body.outcome, triage: triageOf(protocolId) } } }
  },
  'keepOutcomeDraft triage.used.protocolId': ({ protocolId }, own) => ({
    body: {
      ...usual('keepOutcomeDraft', own),
      triage: { ...usedOf(protocolId), chosen: '', overrideBecause: '', wrote: { found: '', advice: '' } },
    },
  }),
  'raiseTeamTask first': ({ teamId }, own) => ({ body: { ...usual('raiseTeamTask', own), first: teamId } }),
  'bringInContact itemId': ({ contactId: itemId }, own) => ({
    body: { ...usual('bringInContact', own), itemId },
  }),
  'sendVisitLink contactItem': ({ contactId: contactItem }, own) => ({
    body: { ...usual('sendVisitLink', own), contactItem },
  }),
  'sendVisitLink teamTaskIds': ({ teamTaskId }, own) => ({
    body: { ...usual('sendVisitLink', own), teamTaskIds: [teamTaskId] },
  }),
  'progressTeamTask outcome.given.doseId': ({ noteId: doseId }) => {
    const at = new Date().toISOString()
    const given = [{ doseId, drug: 'Morphine', dose: '2.5 mg', givenAt: at }]
    return { body: { ...command(), step: 'done', at, outcome: { found: 'x', done: 'x', given } } }
  },
  'handleTeamTask teamId': ({ teamId }) => ({ body: { ...command(), act: 'offer', version: 1, teamId } }),
  'besideAlike patientId': ({ patientId }) => ({ body: { patientId, said: { name: 'X' } } }),
  'besideMove patientId': ({ patientId }) => ({ body: { patientId, said: { name: 'X' } } }),
  'moveToLinked patientId': ({ patientId }) => ({ body: { ...command(), epoch: 1, patientId } }),
  'moveOutcome to.patientId': ({ patientId }, own) => {
    const body = usual('moveOutcome', own) as { to: object }
    return { body: { ...body, to: { ...body.to, patientId } } }
  },
  'settleLeft patientId': ({ patientId }, own) => ({ body: { ...usual('settleLeft', own), patientId } }),
  'settleLeft item.itemId': ({ noteId }, own) => ({
    body: { ...usual('settleLeft', own), item: note(noteId) },
  }),
  'editRecord itemId': ({ noteId }) => ({
    body: { ...command(), epoch: 1, section: 'notes', itemId: noteId, version: 1, body: { text: 'x' } },
  }),
  'editShared itemId': ({ noteId }) => ({
    body: { ...command(), section: 'notes', itemId: noteId, version: 1, body: { text: 'x' } },
  }),
  ...Object.fromEntries(
    ['keepForm', 'dropForm', 'keepSharedForm', 'dropSharedForm'].map(name => [
      `${name} itemId`,
      (id: Ids) => ({ body: usual(name, id) }),
    ]),
  ),
  'confirmEntries items.itemId': ({ noteId }) => ({
    body: { ...command(), epoch: 1, items: [note(noteId)] },
  }),
  'confirmShared items.itemId': ({ noteId }) => ({ body: { ...command(), items: [note(noteId)] } }),
  'retractEntry item.itemId': ({ noteId }) => ({
    body: { ...command(), epoch: 1, item: note(noteId), because },
  }),
  'codeStillOpens page': ({ patientId }) => ({ body: { page: patientId } }),
  'retractShared item.itemId': ({ noteId }) => ({ body: { ...command(), item: note(noteId), because } }),
  ...Object.fromEntries(
    (
      [
        ['settleSharing', { epoch: 1 }],
        ['settleSharingShared', {}],
      ] as const
    ).flatMap(([name, also]) => [
      [
        `${name} answers.itemId`,
        ({ contactId: itemId }: Ids) => ({
          body: { ...command(), ...also, said: told, answers: [{ ...contact, itemId }] },
        }),
      ],
      [
        `${name} answers.organisationId`,
        ({ organisationId }: Ids) => ({
          body: {
            ...command(),
            ...also,
            said: told,
            answers: [
              { about: 'organisation', organisationId, itemId: randomUUID(), says: 'yes', version: 0 },
            ],
          },
        }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    ['withdrawSharing', 'withdrawSharingShared'].map(name => [
      `${name} tellNothing`,
      ({ contactId }: Ids, own: Ids) => ({ body: { ...usual(name, own), tellNothing: [contactId] } }),
    ]),
  ),
  ...Object.fromEntries(
    ['limitSharing', 'limitSharingShared'].flatMap(name => [
      [
        `${name} against.organisationId`,
        ({ organisationId }: Ids, own: Ids) => ({
          body: { ...usual(name, own), against: { kind: 'organisation', organisationId } },
        }),
      ],
      [
        `${name} against.staffId`,
        ({ staffId }: Ids, own: Ids) => ({
          body: { ...usual(name, own), against: { kind: 'person', staffId } },
        }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        ['registerPerson', {}],
        ['completePerson', { epoch: 1 }],
      ] as const
    ).flatMap(([name, also]) => [
      [
        `${name} person.referral.organisationId`,
        ({ organisationId }: Ids) => ({
          body: {
            ...command(),
            ...also,
            person: { ...person(), referral: { organisationId } },
            notThese: [],
          },
        }),
      ],
      [
        `${name} notThese`,
        ({ patientId }: Ids) => ({
          body: { ...command(), ...also, person: person(), notThese: [patientId] },
        }),
      ],
    ]),
  ),
  'proposeLink keptId': ({ patientId }, own) => ({
    body: { ...command(), keptId: patientId, otherId: own.patientId, because },
  }),
  'proposeLink otherId': ({ otherId }, own) => ({
    body: { ...command(), keptId: own.patientId, otherId, because },
  }),
  'pairs one': ({ patientId }, own) => ({ query: `?one=${patientId}&two=${own.patientId}` }),
  'pairs two': ({ patientId }, own) => ({ query: `?one=${own.patientId}&two=${patientId}` }),
  'changeTeams change.teamId': ({ teamId }) => ({
    body: { ...command(), change: { what: 'team_ended', teamId, version: 1 } },
  }),
  'changeTeams change.staffId': ({ staffId }) => ({
    body: { ...command(), change: { what: 'leave', staffId, ...away } },
  }),
  'changeTeams change.shiftId': ({ shiftId }) => ({
    body: { ...command(), change: { what: 'shift_ended', shiftId, lastDay: null } },
  }),
  'changeTeams change.takenBy': ({ shiftId, staffId }) => ({
    body: { ...command(), change: { what: 'swap', shiftId, day: '2198-01-01', takenBy: staffId } },
  }),
  'changeTeams change.leaveId': ({ leaveId }) => ({
    body: { ...command(), change: { what: 'leave_ended', leaveId } },
  }),
  'changeDuty change.shiftId': ({ shiftId }) => ({
    body: { ...command(), change: { what: 'swap_asked', shiftId, day: '2198-01-01', askedOf: null } },
  }),
  'changeDuty change.askedOf': ({ shiftId, staffId }) => ({
    body: { ...command(), change: { what: 'swap_asked', shiftId, day: '2198-01-01', askedOf: staffId } },
  }),
  'changeDuty change.swapId': ({ swapId }) => ({
    body: { ...command(), change: { what: 'swap_taken', swapId } },
  }),
  'changeDuty change.leaveId': ({ leaveId }) => ({
    body: { ...command(), change: { what: 'own_leave_ended', leaveId } },
  }),
  'changeWatch patientId': ({ patientId }) => ({
    body: { ...(usual('changeWatch', foreign) as object), patientId },
  }),
  'changeWatch watchId': ({ watchId }) => ({ body: { ...command(), act: 'off', watchId, because } }),
  'changeHandOver worries.patientId': ({ patientId }) => ({
    body: { ...command(), act: 'give', worries: [{ words: because, patientId }] },
  }),
  'changeHandOver handOverId': ({ handOverId }) => ({
    body: { ...command(), act: 'take', version: 1, handOverId },
  }),
  'changeRound roundCallId': ({ roundCallId }) => ({
    body: { ...command(), act: 'ring', roundCallId },
  }),
  'changeRound staffId': ({ roundCallId, staffId }) => ({
    body: { ...command(), act: 'assign', roundCallId, staffId },
  }),
  'changeIncident incidentId': ({ incidentId }) => ({
    body: { ...command(), act: 'close', incidentId, finding: because },
  }),
  'rotaWeek teamId': ({ teamId }) => ({ query: `?teamId=${teamId}&from=2026-12-01` }),
  'settleDispute wrong.itemId': ({ noteId }) => ({
    body: { ...command(), verdict: 'entries_wrong', because, wrong: [note(noteId)] },
  }),
}

/** 'confirmEntries items.itemId': each id that a route takes beside its address. A command’s own is made by whoever sends it. */
function idsTaken(): string[] {
  return Object.entries(routes).flatMap(([name, { body, query }]: [string, AnyRoute]) =>
    [...new Set([...idsIn(schemaOf(body)), ...idsIn(schemaOf(query))])]
      .filter(path => path !== 'commandId')
      .map(path => `${name} ${path}`),
  )
}
const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

function idsIn(node: unknown, path: readonly string[] = []): string[] {
  if (typeof node !== 'object' || node === null) return []
  const here = 'format' in node && node.format === 'uuid' ? [path.join('.')] : []
  const below = Object.entries(node).flatMap(([key, value]) =>
    key === 'properties' && value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([field, schema]) => idsIn(schema, [...path, field]))
      : idsIn(value, path),
  )
  return [...here, ...below]
}

/** Everything that the other line has. */
async function theirs(): Promise<Record<string, unknown> | undefined> {
  const { db } = house.small.database
  const { lineId } = house.small.south
  const [row] = await db.run(db.sql`
    select
      (select json_agg(to_json(p) order by p.id) from patients p where p.line_id = ${lineId}) as people,
      (select json_agg(to_json(e) order by e.patient_id, e.section, e.item_id, e.version)
       from record_entries e join patients p on p.id = e.patient_id where p.line_id = ${lineId}) as entries,
      (select json_agg(to_json(r) order by r.id) from relationships r where r.line_id = ${lineId}) as relationships,
      (select json_agg(to_json(l) order by l.id) from person_links l where l.line_id = ${lineId}) as links,
      (select json_agg(to_json(t) order by t.id) from teams t where t.line_id = ${lineId}) as teams,
      (select json_agg(to_json(t) order by t.id) from team_shifts t where t.line_id = ${lineId}) as shifts,
      (select json_agg(to_json(t) order by t.id) from team_swaps t where t.line_id = ${lineId}) as swaps,
      (select json_agg(to_json(t) order by t.id) from team_leave t where t.line_id = ${lineId}) as leave,
      (select json_agg(to_json(w) order by w.id) from watched w where w.line_id = ${lineId}) as watched,
      (select json_agg(to_json(r) order by r.id) from round_calls r where r.line_id = ${lineId}) as rounds,
      (select json_agg(to_json(h) order by h.id) from hand_overs h where h.line_id = ${lineId}) as hand_overs,
      (select json_agg(to_json(i) order by i.id) from incident_drafts i where i.line_id = ${lineId}) as incidents,
      (select count(*) from access_log a where a.line_id = ${lineId}) as looks,
      (select count(*) from half_written h where h.line_id = ${lineId}) as half_written`)
  return row
}

test('every id that a route takes beside its address is sent here', () => {
  expect(Object.keys(TAKES).toSorted()).toEqual(idsTaken().toSorted())
})

test.each(Object.keys(TAKES))('T-14: %s of the other line is worth as much as one of nothing', async what => {
  const [name = ''] = what.split(' ')
  const route = (routes as Record<string, AnyRoute>)[name]
  const take = TAKES[what]
  if (!route || !take) throw new Error(`there is no ${what}`)
  const who = ['settleDispute', 'pairs', 'changeTeams', 'changeIncident'].includes(name)
    ? 'lead'
    : 'hub.nurse'
  const before = await theirs()

  const answers: string[] = []
  for (const id of [foreign, ofNothing()]) {
    // One nurse gives no second hand-over while the first waits.
    await house.small.database.db.run(house.small.database.db.sql`
      update hand_overs set withdrawn_at = now() where given_by = ${house.as(who).actor.staffId} and withdrawn_at is null`)
    const own = await inHand(house, house.as(who).actor)
    own.disputeId = name === 'settleDispute' ? await disputed(own) : own.disputeId
    const given = take(id, own)
    const sent = JSON.stringify(given)
    const { status, said, whole } = await ask(house, who, name, route, own, given)
    expect(status, what).toBeLessThan(500)
    expect(
      Object.values(foreign).filter(one => whole.includes(one) && !sent.includes(one)),
      what,
    ).toEqual([])
    // A page of a list begins where it is asked to: it is not the same from another place.
    if (route.method !== 'GET') answers.push(alike(JSON.stringify([status, said]), [id, own]))
  }

  expect(answers[0]).toBe(answers[1])
  expect(await theirs()).toEqual(before)
})

function ofNothing(): Ids {
  return Object.fromEntries(Object.keys(foreign).map(key => [key, randomUUID()])) as Ids // the same keys
}

/** Ids and moments differ by nature. */
function alike(answer: string, known: readonly Ids[]): string {
  const ids = new Set(known.flatMap(each => Object.values(each)))
  return answer
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => (ids.has(id) ? 'known' : 'new'))
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
}

async function disputed({ patientId }: Ids): Promise<string> {
  const disputeId = randomUUID()
  const way = {
    actor: house.hub,
    patientId: PatientId.parse(patientId),
    why: { kind: 'search' },
    relationship: house.small.database.db.sql`true`,
  } as const
  const dispute = { commandId: CommandId.parse(disputeId), because: CANARY, callId: null }
  await disputeIdentity(house.small.house.deps as never, way, dispute, 'test') // all that it needs of them
  return disputeId
}
