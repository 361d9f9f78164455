import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noFacts } from '#server/calls/core/facts.ts'
import { disputeIdentity } from '#server/people/raiseDispute.ts'
import { CommandId } from '#shared/ids.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { ALL, ask, BIRTH, BODIES, CANARY, type Ids, nobody } from './everyAsk.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let foreign: Ids

beforeAll(async () => {
  house = await sharedHouse()
  const { db } = house.small.database
  const { lineId } = house.small.south
  const hub = await aColleague(db, lineId, {
    signInName: 'south.hub',
    organisation: 'South Hub',
    kind: 'hub',
    role: 'coordinator',
  })
  const entries = [
    anEntry('whatMatters', { whatMatters: CANARY }),
    anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
    anEntry('addresses', { kind: 'main', lines: [CANARY], postcode: 'BD16 4XX' }),
  ]
  const identity = { name: { given: CANARY, family: CANARY }, birthDate: BIRTH, nhsNumber: '9990000018' }
  const patientId = await aPatient(db, hub, { identity, entries })
  const [callId, taskId] = [randomUUID(), randomUUID()]
  await db.run(db.sql`
    with call as (
      insert into calls (id, line_id, version, state, direction, facts, started_at, patient_id, identity_epoch, identity)
      values (${callId}, ${lineId}, 1, 'closed', 'inbound', ${db.sql.json(noFacts(new Date().toISOString()) as never)}, now(), ${patientId}, 1,
              ${db.sql.json({ checked: [], skippedBecause: null, caller: { name: CANARY, relationship: CANARY }, provisional: false })})
      returning id
    )
    insert into tasks (id, line_id, version, kind, state, call_id, origin, patient_id, raised_at, due_at, tries)
    select ${taskId}, ${lineId}, 1, 'call_back_abandoned', 'open', id, 'call', ${patientId}, now(), now(), 0 from call`)
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
  const [exportId, linkId] = [randomUUID(), randomUUID()]
  const otherId = await aPatient(db, hub, { identity })
  await db.run(db.sql`
    insert into person_links (id, line_id, kept_id, other_id, state, because, asked_by)
    values (${linkId}, ${lineId}, ${patientId}, ${otherId}, 'proposed', ${CANARY}, ${hub.staffId})`)
  await db.run(db.sql`
    insert into list_exports (id, line_id, organisation_id, staff_id, staff_name, purpose, because, included, not_shared, opted_out)
    values (${exportId}, ${lineId}, ${hub.organisationId}, ${hub.staffId}, ${CANARY}, 'direct_care', ${CANARY}, 1, 0, 0)`)
  // An item of a section that is there once has the person's own id.
  foreign = {
    patientId,
    callId,
    taskId,
    reviewId: review?.id ?? '',
    deathId,
    disputeId,
    exportId,
    itemId: patientId,
    otherCallId: callId,
    linkId,
  }
})
afterAll(() => house.small.close())

const because = 'A reason that is long enough to be one'
const said = { name: `${CANARY} ${CANARY}`, birthDate: BIRTH }
const caller = { name: 'Somebody', relationship: 'friend' }
const outcome = {
  reason: 'pain',
  found: '',
  advice: '',
  disposition: 'advice_only',
  whereAfter: 'usual_home',
  next: 'nothing',
  callBack: { needed: false },
}
const draft = {
  reason: '',
  found: '',
  advice: '',
  disposition: '',
  whereAfter: '',
  next: '',
  callBack: '',
  callBackAt: '',
}
const seen = () => ({ section: 'notes', itemId: randomUUID(), version: 1 })
const door = () => ({
  ...command(),
  kind: 'keysafe_code',
  version: 0,
  change: { what: 'keep', value: '4711' },
})
const form = () => ({
  section: 'notes',
  itemId: randomUUID(),
  isNew: true,
  base: { version: 0, knownState: 'known' },
  writing: {},
  typedAt: '2026-01-01T00:00:00.000Z',
})
const command = () => ({ commandId: randomUUID() })
const death = () => ({
  ...command(),
  answers: {
    at: { unknown: 'not_known' },
    place: 'home',
    wasExpected: true,
    reportedBy: 'Somebody',
    howKnown: 'x',
    ambulance: 'not_known',
  },
  confirmed: { kind: 'name', typed: CANARY },
})
const verified = () => ({ ...command(), verifiedAt: '2026-01-01T00:00:00.000Z', verifiedBy: 'Somebody' })

/** A body that each command would take, so that what refuses it is who asks and not how. A new route needs a line here. */
const BODIES: Readonly<Record<string, (ids: Ids) => object>> = {
  signIn: () => ({ signInName: CANARY, password: 'nothing of the kind' }),
  openByCode: () => ({ code: 'AAAAAA' }),
  codeStillOpens: () => ({ code: 'AAAAAA' }),
  pdfByCode: () => ({ code: 'AAAAAA' }),
  choosePassword: () => ({ current: 'not it', next: 'four words of no kin' }),
  sayReady: () => ({ state: 'away', answersBy: 'browser' }),
  softphonePass: () => ({}),
  claimCall: () => ({ ...command(), answersBy: 'browser' }),
  releaseCall: () => ({}),
  rejoinCall: () => ({ answersBy: 'browser' }),
  endCall: () => ({}),
  checkIdentity: () => ({ said }),
  findPerson: () => said,
  confirmIdentity: ({ patientId }) => ({
    ...command(),
    epoch: 1,
    patientId,
    said: {},
    caller,
    skippedBecause: because,
  }),
  provisionalPerson: () => ({ ...command(), epoch: 1, name: CANARY, caller }),
  clearIdentity: () => ({ ...command(), epoch: 1, because }),
  editRecord: () => ({ ...command(), epoch: 1, section: 'notes', version: 0, body: { text: 'x' } }),
  keepForm: () => ({ ...form(), epoch: 1 }),
  dropForm: () => ({ section: 'notes', itemId: randomUUID(), epoch: 1 }),
  keepSharedForm: () => form(),
  dropSharedForm: () => ({ section: 'notes', itemId: randomUUID() }),
  openSealed: () => ({ epoch: 1, section: 'safeguarding', because }),
  openSealedShared: () => ({ section: 'safeguarding', because }),
  confirmEntries: () => ({ ...command(), epoch: 1, items: [seen()] }),
  retractEntry: () => ({ ...command(), epoch: 1, item: seen(), because }),
  settleSharing: () => ({
    ...command(),
    epoch: 1,
    said: { decider: 'person', how: 'telephone', inTheirWords: 'Yes' },
    answers: [{ about: 'recording', says: 'yes', version: 0 }],
  }),
  limitSharing: () => ({
    ...command(),
    epoch: 1,
    against: { kind: 'section', section: 'whatMatters' },
    rule: 'hide_all',
    inTheirWords: 'Not that',
  }),
  endLimit: () => ({ ...command(), epoch: 1, version: 1, inTheirWords: 'They may again' }),
  withdrawSharing: () => ({ ...command(), epoch: 1, inTheirWords: 'No', consequencesExplained: true }),
  makeCodeForCall: () => ({ ...command(), epoch: 1 }),
  saveNotes: () => ({ text: 'x', revision: 0 }),
  keepOutcomeDraft: () => draft,
  closeCall: () => ({ kind: 'clinical', ...command(), epoch: 1, notesRevision: 0, outcome }),
  takeTask: () => ({ version: 1 }),
  callBack: () => ({ ...command(), answersBy: 'browser' }),
  closeTask: () => ({ version: 1, result: 'not_needed', note: '' }),
  findKnown: () => ({ ...said, nhsNumber: '9990000018' }),
  claimPerson: () => ({ ...command(), because }),
  breakGlass: () => ({ ...command(), because }),
  editShared: () => ({ ...command(), section: 'notes', version: 0, body: { text: 'x' } }),
  confirmShared: () => ({ ...command(), items: [seen()] }),
  retractShared: () => ({ ...command(), item: seen(), because }),
  makeCode: () => command(),
  reportDeath: () => ({ ...death(), epoch: 1 }),
  verifyDeath: () => ({ ...verified(), epoch: 1 }),
  correctDeath: () => ({ ...command(), epoch: 1, because }),
  reportDeathShared: death,
  verifyDeathShared: verified,
  correctDeathShared: () => ({ ...command(), because }),
  undoDeath: command,
  verifyDeathOfTask: verified,
  closeBereavement: () => ({ version: 1, response: 'accepted' }),
  revealDoorForCall: () => ({ epoch: 1, kind: 'keysafe_code' }),
  changeDoorForCall: () => ({ ...door(), epoch: 1 }),
  revealDoor: () => ({ kind: 'keysafe_code' }),
  changeDoor: () => door(),
  registerPerson: () => ({
    ...command(),
    person: { family: 'Nobody', agreements: {}, notKnown: {} },
    notThese: [],
  }),
  completePerson: () => ({
    ...command(),
    epoch: 1,
    person: { family: 'Nobody', agreements: {}, notKnown: {} },
    notThese: [],
  }),
  besideAlike: ({ patientId }) => ({ patientId, said }),
  moveToLinked: ({ patientId }) => ({ ...command(), epoch: 1, patientId }),
  proposeLink: ({ patientId }) => ({ ...command(), keptId: patientId, otherId: randomUUID(), because }),
  decideLink: () => ({ version: 1, act: 'confirm', because }),
  disputeForCall: () => ({ ...command(), epoch: 1, because }),
  disputeShared: () => ({ ...command(), because }),
  settleDispute: () => ({ ...command(), verdict: 'right_after_all', because, wrong: [] }),
  bringList: () => ({ ...command(), pieces: 1 }),
  bringPiece: () => ({ place: 1, content: 'YQ==' }),
  readList: () => ({}),
  writeList: () => ({ writesChanges: true }),
  askForList: () => ({ ...command(), purpose: 'research', because }),
  revealPlaceForCall: () => ({ epoch: 1, because }),
  revealPlace: () => ({ because }),
  judgeReview: () => ({ verdict: 'justified', note: 'Rang her.' }),
}
/** They end the session, or are the same for everybody. */
const LEFT_OUT = ['signOut', 'signIn', 'openByCode', 'codeStillOpens', 'pdfByCode']
const QUERIES: Readonly<Record<string, string>> = {
  feed: '?after=0',
  openRecord: '?epoch=1',
  summaryForCall: '?epoch=1',
  sharing: '?epoch=1',
  otherCalls: '?epoch=1',
  otherNotes: '?epoch=1',
  summaryPdfForCall: '?epoch=1',
  offerDeath: '?epoch=1',
  itemHistory: '?epoch=1&section=notes',
  recordAsOf: '?epoch=1&at=2026-01-01T00:00:00.000Z',
  sharedHistory: '?section=notes',
  sharedAsOf: '?at=2026-01-01T00:00:00.000Z',
}
const WHO = ['hub.nurse', 'lead', 'mill', 'clerk', 'hospice', 'crew', 'officer', 'hospice.officer'] as const

test('every command of the table has a body here', () => {
  const commands = ALL.filter(([, route]) => route.method !== 'GET').map(([name]) => name)

  expect(commands.filter(name => !BODIES[name])).toEqual([])
})

test('every id in an address is one that the other line has', () => {
  const named = ALL.flatMap(([, route]) => [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''))

  expect([...new Set(named)].filter(name => !(name in foreign))).toEqual([])
})

describe.each(WHO)('%s', who => {
  test('learns nothing of the other line from any route', async () => {
    for (const [name, route] of ALL) {
      const [theirs, none] = await Promise.all([
        ask(house, who, name, route, foreign),
        ask(house, who, name, route, nobody()),
      ])

      expect(theirs.whole, name).not.toContain(CANARY)
      expect(theirs.status, name).toBeLessThan(500)
      expect(theirs.headers.get('etag'), name).toBeNull()
      // Two boards are never quite the same, and what is asked for by no id is not about the other line.
      if (route.path.includes(':'))
        expect([theirs.status, theirs.said], name).toEqual([none.status, none.said])
    }
  })
})
