import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { PatientId } from '#shared/ids.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { CANARY, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

/** Routes of a call that name no person: what they write stays with the call, whoever it is about. */
const OF_THE_CALL_ALONE = [
  'claimCall',
  'releaseCall',
  'rejoinCall',
  'endCall',
  'bringIn',
  'letGo',
  'notePartyReference',
  'holdCaller',
  'checkIdentity',
  'findPerson',
  'findRightPerson',
  'revealSavedWords',
  'settleLeft',
  'besideAlike',
  'besideMove',
  'saveNotes',
  'keepOutcomeDraft',
]
const because = 'Somebody could come to harm otherwise'
const caller = { name: 'Somebody', relationship: 'friend' }
const item = () => ({ section: 'notes', itemId: randomUUID(), version: 1 })
const outcome = {
  reason: 'pain',
  found: 'x',
  advice: 'x',
  disposition: 'advice_only',
  whereAfter: 'usual_home',
  next: 'x',
  callBack: { needed: false },
}
const said = { decider: 'person', how: 'telephone', inTheirWords: 'Yes' }

/** What each route would take, but for the epoch. A new route that names one needs a line here. */
const BODIES: Readonly<Record<string, (patientId: string) => object>> = {
  confirmIdentity: patientId => ({ patientId, said: {}, caller, skippedBecause: because }),
  provisionalPerson: () => ({ name: 'Somebody', caller }),
  clearIdentity: () => ({ because }),
  sayWhoCalls: () => ({ itemId: randomUUID() }),
  moveOutcome: patientId => ({
    because,
    to: { kind: 'person', patientId, said: {}, caller, skippedBecause: because, isRead: true },
  }),
  raiseTeamTask: () => ({ kind: 'symptom_visit', urgency: 'U2', why: because }),
  bringInContact: () => ({ itemId: randomUUID(), version: 1, phone: 0 }),
  sendVisitLink: () => ({
    contactItem: randomUUID(),
    number: '+447700900688',
    teamTaskIds: [randomUUID()],
    agreed: [{ phrase: 'asked' }],
    language: 'en',
    saidYes: 'Yes',
    wantsTexts: true,
  }),
  restCall: () => ({ act: { kind: 'rest', because } }),
  editRecord: () => ({ section: 'notes', version: 0, body: { text: 'Written over the wrong person' } }),
  keepForm: () => ({
    section: 'notes',
    itemId: randomUUID(),
    isNew: true,
    base: { version: 0, knownState: 'known' },
    writing: {},
    typedAt: '2026-01-01T00:00:00.000Z',
  }),
  dropForm: () => ({ section: 'notes', itemId: randomUUID() }),
  openSealed: () => ({ section: 'safeguarding', because }),
  confirmEntries: () => ({ items: [item()] }),
  retractEntry: () => ({ item: item(), because }),
  settleSharing: () => ({ said, answers: [{ about: 'recording', says: 'yes', version: 0 }] }),
  withdrawSharing: () => ({ inTheirWords: 'No', consequencesExplained: true }),
  limitSharing: () => ({
    against: { kind: 'section', section: 'whatMatters' },
    rule: 'hide_all',
    inTheirWords: 'Not that',
  }),
  endLimit: () => ({ version: 1, inTheirWords: 'They may again' }),
  makeCodeForCall: () => ({}),
  closeCall: () => ({ kind: 'clinical', notesRevision: 0, outcome }),
  revealDoorForCall: () => ({ kind: 'keysafe_code' }),
  changeDoorForCall: () => ({
    kind: 'keysafe_code',
    version: 0,
    change: { what: 'keep', value: '4711' },
  }),
  revealPlaceForCall: () => ({ because }),
  disputeForCall: () => ({ because }),
  askAboutLookForCall: () => ({ lookIds: [1], askedBy: 'Ann', question: because }),
  moveToLinked: patientId => ({ patientId }),
  completePerson: () => ({ person: { family: 'Nobody', agreements: {}, notKnown: {} }, notThese: [] }),
  verifyDeath: () => ({ verifiedAt: '2026-01-01T00:00:00.000Z', verifiedBy: 'Somebody' }),
  correctDeath: () => ({ because }),
  reportDeath: () => ({
    answers: {
      at: { unknown: 'not_known' },
      place: 'home',
      wasExpected: true,
      reportedBy: 'Somebody',
      howKnown: 'x',
      ambulance: 'not_known',
    },
    confirmed: { kind: 'name', typed: CANARY.family },
  }),
}
const QUERIES: Readonly<Record<string, string>> = {
  itemHistory: '&section=notes',
  teamsForCall: '&kind=symptom_visit',
  recordAsOf: '&at=2026-01-01T00:00:00.000Z',
}

const ALL = Object.entries(routes) as [string, AnyRoute][]
const OF_A_CALL = ALL.filter(([, { path }]) => path.includes('/calls/:callId'))
const nameEpoch = (schema: z.ZodType) =>
  JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).includes('"epoch"')
const WITH_EPOCH = OF_A_CALL.filter(([, { body, query }]) => nameEpoch(query) || nameEpoch(body))

let house: LineHouse
let nurse: Nurse
let call: HeldCall
let before: PatientId
let now: PatientId

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const hub = await aColleague(db, house.north.lineId, {
    signInName: 'hub',
    organisation: 'Test Hospice',
    kind: 'hub',
  })
  const somebody = (given: string) =>
    aPatient(db, hub, {
      identity: { name: { given, family: CANARY.family } },
      entries: [anEntry('whatMatters', { whatMatters: CANARY.note })],
    })
  before = await somebody('Margaret')
  now = await somebody('Marian')
  // What only a shift lead may do is asked as well.
  await db.run(db.sql`update staff set role = 'shift_lead' where sign_in_name = 'aroha1'`)
  nurse = await aNurse(house.url, 'aroha1')
  call = await talkingTo(house, nurse, '+447700900655')
  await confirmed(nurse, call, before) // epoch 1: this is what an old page shows
  await nurse.ask(routes.clearIdentity, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1, because: 'It is her sister' },
  })
  await confirmed(nurse, call, now) // epoch 3: this is true
})
afterAll(() => house.close())

test('every command of a call either names the epoch, or is known to be of the call alone', () => {
  const named = new Set([...WITH_EPOCH.map(([name]) => name), ...OF_THE_CALL_ALONE])
  const commands = OF_A_CALL.filter(([, { method }]) => method !== 'GET')

  expect(commands.map(([name]) => name).filter(name => !named.has(name))).toEqual([])
  expect(WITH_EPOCH.length).toBeGreaterThan(20)
})

test('every command that names an epoch has a body here', () => {
  const commands = WITH_EPOCH.filter(([, { method }]) => method !== 'GET').map(([name]) => name)

  expect(commands.filter(name => !BODIES[name])).toEqual([])
})

describe('a page that still shows the person before', () => {
  test.each(WITH_EPOCH)('is refused by %s, writes nothing and is shown nobody', async (name, route) => {
    const at = await signedIn(house.url, 'aroha1')
    const path = route.path.replace(':callId', call.callId).replace(/:\w+/g, () => randomUUID())
    const isRead = route.method === 'GET'
    const body = { commandId: aCommand(), epoch: 1, ...BODIES[name]?.(before) }
    const asked = isRead ? {} : { body: JSON.stringify(withoutSpare(route, body)) }
    const headers = {
      'content-type': 'application/json',
      'x-goldthread': '1',
      origin: new URL(house.url).origin,
    }
    const [was, calls] = [await written(), await callRow()]

    const query = isRead ? `?epoch=1${QUERIES[name] ?? ''}` : ''
    const answer = await at.send(route.method, `${path}${query}`, { ...asked, headers })

    const said = answer.status === 200 ? answer.body.kind : answer.body.code
    expect([answer.status, said], JSON.stringify(answer.body)).toEqual(
      name === 'closeCall' ? [200, 'refused'] : [409, 'stale'],
    )
    expect(JSON.stringify(answer.body)).not.toContain(CANARY.note)
    expect([await written(), await callRow()]).toEqual([was, calls])
  })
})

/** Not every command has an id of its own. */
function withoutSpare(route: AnyRoute, { commandId, ...rest }: { commandId: string }): object {
  const whole = { commandId, ...rest }
  return route.body.safeParse(whole).success ? whole : rest
}

async function written(): Promise<number> {
  const { db } = house.database
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select (select count(*) from record_entries where patient_id in (${before}, ${now}))::int
         + (select count(*) from sharing_changes)::int + (select count(*) from crew_codes)::int + (select count(*) from visit_links)::int
         + (select count(*) from outcomes)::int as count`)
  return row?.count ?? 0
}

async function callRow(): Promise<unknown> {
  const { db } = house.database
  const [row] = await db.run(
    db.sql`select patient_id, identity_epoch, state from calls where id = ${call.callId}`,
  )
  return row
}
