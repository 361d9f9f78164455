import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ItemId, type PatientId } from '#shared/ids.ts'
import { PLACES_A_DAY } from '#shared/location.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type Browser, signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aboutThem, addressesOf, aTaskAbout, idsInPaths } from './aboutThem.ts'

const caller = { name: 'Yvonne', relationship: 'mother' }
/** Stands in everything that tells where she is, and nowhere else. */
const PLACE = /Canary|960987/
/** As her practice has her on a list that it brought: otherwise than her record, in what tells where she is. */
const LISTED = {
  'NHS number': '9990000018',
  'First name': 'Claire',
  'Family name': 'Whitwell',
  'Birth date': '1979-03-25',
  Address: '9 Else Street',
  Telephone: '01632 960111',
}
const LANDLINE = { number: '+441632960987', use: 'home' as const }
const WHO = ['mill', 'clerk', 'crew', 'officer', 'lead'] as const

let house: LineHouse
let nurse: Nurse
let her: PatientId
/** Another record of hers, linked to the one that says she is protected; it says nothing of it itself. */
let twin: PatientId
let call: HeldCall & { epoch: number }
let twinsNurse: Nurse
let twinsCall: HeldCall
let between: string
let oldAddress: ItemId
const at = new Map<string, Browser>()
/** Of each kind of thing one that hangs on her record, and was there before her place was protected. */
let about: Readonly<Record<string, string>>

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const of = (signInName: string, organisation: string, kind: never, role: never) =>
    aColleague(db, lineId, { signInName, organisation, kind, role })
  const hub = await of('hub.nurse', 'Test Hospice', 'hub' as never, 'coordinator' as never)
  const mill = await of('mill', 'Mill Lane Surgery', 'gp' as never, 'clinician' as never)
  await of('clerk', 'Mill Lane Surgery', 'gp' as never, 'administrator' as never)
  await of('crew', 'Fell Ambulance', 'ambulance' as never, 'paramedic' as never)
  await of('officer', 'Test Hospice', 'hub' as never, 'privacy_officer' as never)
  await of('lead', 'Test Hospice', 'hub' as never, 'shift_lead' as never)
  oldAddress = ItemId.parse(randomUUID())
  const wrong = anEntry(
    'addresses',
    { kind: 'temporary', lines: ['1 Canary Mews'], postcode: 'BD16 4XX' },
    { itemId: oldAddress },
  )
  const identity = { name: { given: 'Claire', family: 'Whitwell' }, birthDate: '1979-03-25' }
  const places = () => [
    anEntry('addresses', { kind: 'main', lines: ['12 Canary Row'], postcode: 'BD16 4XX' }),
    anEntry('currentLocation', { text: 'At her sister’s, Canary Street' }),
    anEntry('gpPractice', { name: 'Canary Surgery' }),
    anEntry('phones', LANDLINE),
    anEntry('accessNotes', { atTheDoor: 'Behind the Canary Arms', keysafe: { exists: true } }),
    anEntry('personalContacts', {
      name: 'Yvonne',
      relationship: 'Mother',
      roles: [],
      phones: [LANDLINE],
      mayBeTold: 'nothing',
    }),
    anEntry('preferredPlaceOfDeath', { first: { place: 'home', named: 'Canary Row' } }),
    anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
  ]
  her = await aPatient(db, hub, {
    identity: { ...identity, nhsNumber: '9990000018' },
    entries: [wrong, ...places()],
  })
  twin = await aPatient(db, hub, { identity, entries: places() })
  await db.run(db.sql`
    with other as (update patients set kept_at = ${her} where id = ${twin})
    update patients set others = 1 where id = ${her}`)
  await onCaseload(db, mill, her)
  const past = { found: 'Rang from Canary Street', notes: 'Canary Row', caller }
  await aPastCall(db, hub, twin, past)
  const otherCallId = await aPastCall(db, hub, her, past)
  nurse = await aNurse(house.url, 'aroha1')
  twinsNurse = await aNurse(house.url, 'bertil1')
  for (const name of WHO) at.set(name, await signedIn(house.url, name))
  const bringing = { small: house, hub, as: () => ({ actor: mill, at: at.get('mill') as Browser }) }
  about = {
    ...(await aboutThem(bringing, 'mill', her, LISTED)),
    otherCallId,
    taskId: await aTaskAbout(db, lineId, her, otherCallId),
  }
  call = { ...(await talkingTo(house, nurse, '+447700900777')), epoch: 1 }
  const said = { name: 'Claire Whitwell', birthDate: '1979-03-25' }
  const body = { commandId: aCommand(), epoch: 0, patientId: her, said, caller }
  await nurse.ask(routes.confirmIdentity, { params: call.params, body })
  twinsCall = await talkingTo(house, twinsNurse, '+447700900778')
  const ofTwin = { ...body, commandId: aCommand(), patientId: twin }
  await twinsNurse.ask(routes.confirmIdentity, { params: twinsCall.params, body: ofTwin })
  const item = { section: 'addresses' as const, itemId: oldAddress, version: 1 }
  await nurse.ask(routes.retractEntry, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1, item, because: 'Never lived there' },
  })
  between = new Date().toISOString()
  await edit('locationProtection', 0, { isProtected: true, because: 'He looks for her' })
  await at.get('crew')?.post(`/api/people/${her}/break-glass`, {
    commandId: randomUUID(),
    because: 'Found collapsed in the street',
  })
})
afterAll(() => house.close())

const edit = (section: SectionName, version: number, body: unknown, itemId?: ItemId) =>
  nurse.ask(routes.editRecord, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1, section, version, body, ...(itemId ? { itemId } : {}) },
  })

const SECTIONS = [
  'addresses',
  'currentLocation',
  'gpPractice',
  'phones',
  'accessNotes',
  'personalContacts',
] as const
/** What each route that reads is asked with; a new one needs a line where it needs a query. */
const QUERIES: Readonly<Record<string, () => string[]>> = {
  feed: () => ['?after=0'],
  teamsForCall: () => ['?epoch=1&kind=symptom_visit'],
  rotaWeek: () => [`?teamId=${randomUUID()}&from=2026-12-01`],
  itemHistory: () => SECTIONS.map(section => `?epoch=1&section=${section}`),
  sharedHistory: () => SECTIONS.map(section => `?section=${section}`),
  recordAsOf: () => [`?epoch=1&at=${between}`, `?epoch=1&at=${new Date().toISOString()}`],
  sharedAsOf: () => [`?at=${between}`],
}
const READS = Object.entries(routes).filter(([, route]) => route.method === 'GET') as [string, AnyRoute][]
type Open = { patientId: PatientId; callId: string; by: Nurse }
/** Both records of hers, each in a call of its own. */
const RECORDS: Readonly<Record<string, () => Open>> = {
  'the record that says so': () => ({ patientId: her, callId: call.callId, by: nurse }),
  'the one that is linked to it': () => ({ patientId: twin, callId: twinsCall.callId, by: twinsNurse }),
}

test('every id in an address is one of hers', () => {
  const named = idsInPaths(READS.map(([, { path }]) => path))
  const missing = named.filter(name => !['patientId', 'callId', 'itemId'].includes(name) && !about[name])

  expect(missing).toEqual([])
})

describe.each(['nurse', ...WHO])('%s, who may open her record or not', who => {
  test.each(READS)('is not told where she is by %s, in either record of hers', async (name, route) => {
    const browser = who === 'nurse' ? undefined : at.get(who)
    const isOfOne = route.path.includes(':patientId') || route.path.includes(':callId')
    for (const record of Object.values(RECORDS)
      .slice(0, isOfOne ? 2 : 1)
      .map(open => open())) {
      const asked = {
        route,
        queries: QUERIES[name]?.(),
        ids: { ...about, patientId: record.patientId, callId: record.callId },
      }
      for (const path of await addressesOf(house.database.db, asked)) {
        const answer = await fetch(`${house.url}${path}`, {
          headers: { cookie: browser?.cookie ?? record.by.cookie, 'sec-fetch-site': 'same-origin' },
        })
        const text = await answer.text()

        expect(text, path).not.toMatch(PLACE)
        expect([200, 403, 404, 409], `${path}: ${text}`).toContain(answer.status)
      }
    }
  })
})

test.each(Object.entries(RECORDS))(
  'the commands that answer with something of her tell no place either: %s',
  async (_, open) => {
    const { by, callId, patientId } = open()
    const params = { callId }
    const said = { address: 'BD16 4XX', name: 'Claire Whitwell' }
    const code = await by.ask(routes.makeCodeForCall, { params, body: { commandId: aCommand(), epoch: 1 } })
    const found = await by.ask(routes.findPerson, {
      params,
      body: { name: 'Claire Whitwell', postcode: 'BD16 4XX' },
    })
    // Never by the street, and not beside the name either, whether it is hers or not.
    const byStreet = await by.ask(routes.findPerson, { params, body: { street: '12 Canary Row' } })
    const marksOf = async (street: string) => {
      const { matches } = await by.ask(routes.findPerson, {
        params,
        body: { name: 'Claire Whitwell', street },
      })
      return matches.map(({ marks }) => marks)
    }
    expect(byStreet.matches).toEqual([])
    expect(await marksOf('12 Canary Row')).toEqual(await marksOf('3 Else Lane'))
    expect(await marksOf('Canary Row')).toContainEqual({ name: 'match' })
    const answers = [
      found,
      await by.ask(routes.checkIdentity, { params, body: { said } }),
      await by.ask(routes.openByCode, { body: { code: code.kind === 'made' ? code.code : '' } }),
      await at.get('mill')?.post('/api/people/find', { nhsNumber: '9990000018' }),
    ]

    expect(JSON.stringify(answers)).toContain('Claire')
    expect(JSON.stringify(answers)).not.toMatch(PLACE)
    // That it is the same would tell it as well.
    expect(found.matches.flatMap(({ matched, notMatched }) => [...matched, ...notMatched])).not.toContain(
      'address',
    )
    const confirm = { commandId: aCommand(), epoch: 1, patientId, said, caller }
    expect(await by.ask(routes.confirmIdentity, { params, body: confirm })).toMatchObject({
      kind: 'not_enough',
      match: { matched: ['name'], notMatched: [] },
    })
  },
)

test('a colleague who was first does not learn the place from being second, and a save sent twice is one', async () => {
  const body = { kind: 'main', lines: ['9 Canary Close'] }
  const { itemId } = (await edit('addresses', 0, body)) as { itemId: ItemId }
  await edit('addresses', 1, { ...body, lines: ['10 Canary Close'] }, itemId)
  const asked = { commandId: aCommand(), epoch: 1, section: 'addresses' as const, itemId, version: 1 }

  const late = await nurse.refused(routes.editRecord, {
    params: call.params,
    body: { ...asked, body: { kind: 'main', lines: ['11 Else'] } },
  })
  const again = await nurse.ask(routes.editRecord, {
    params: call.params,
    body: { ...asked, body: { ...body, lines: ['10 Canary Close'] } },
  })

  expect(late).toMatchObject({ status: 409, message: expect.stringContaining('Have it shown again') })
  expect(JSON.stringify(late)).not.toMatch(PLACE)
  expect(again).toEqual({ kind: 'saved', itemId, version: 2 })
})

test('what was looked at is in her log without the place, and not as if it had been shown', async () => {
  const { db } = house.database
  const rows = await db.run(db.sql<{ what: string[]; text: string }[]>`
    select what, l::text as text from access_log l where patient_id in (${her}, ${twin}) and action in ('opened', 'summarised')`)

  expect(rows.length).toBeGreaterThan(10)
  expect(rows.map(({ text }) => text).join()).not.toMatch(PLACE)
  expect(rows.flatMap(({ what }) => what)).not.toContain('addresses')
})

test('who is registered in a call keeps the practice that stands on the record, and the nurse is told why', async () => {
  const by = await aNurse(house.url, 'hub.nurse')
  const { params } = await talkingTo(house, by, '+447700900779')
  await by.ask(routes.provisionalPerson, {
    params,
    body: { commandId: aCommand(), epoch: 0, name: 'Nina Nought', where: 'At her sister’s', caller },
  })
  const write = (section: SectionName, body: object) =>
    by.ask(routes.editRecord, {
      params,
      body: { commandId: aCommand(), epoch: 1, section, version: 0, body },
    })
  await write('gpPractice', { name: 'Canary Surgery' })
  await write('locationProtection', { isProtected: true, because: 'He looks for her' })
  const person = { given: 'Nina', family: 'Nought', agreements: {}, notKnown: {} }
  const body = { commandId: aCommand(), epoch: 1, person, notThese: [] }
  const withPractice = { ...body, person: { ...person, gpPractice: 'Mill Lane Surgery' } }

  const refused = await by.refused(routes.completePerson, { params, body: withPractice })
  const done = await by.ask(routes.completePerson, { params, body })

  expect(refused).toMatchObject({ status: 400, fields: { gpPractice: expect.stringContaining('protected') } })
  expect(JSON.stringify(refused)).not.toMatch(PLACE)
  expect(done.kind).toBe('registered')
})

describe('shown for a reason', () => {
  const because = 'An ambulance is on its way'

  test('it is there whole, as it may be changed, and she reads who saw it and why', async () => {
    const shown = await nurse.ask(routes.revealPlaceForCall, {
      params: call.params,
      body: { epoch: 1, because },
    })

    expect(shown).toMatchObject({ kind: 'shown' })
    const items = shown.kind === 'shown' ? shown.items : []
    expect(new Set(items.map(({ section }) => section))).toEqual(
      new Set([...SECTIONS, 'preferredPlaceOfDeath']),
    )
    expect(items.filter(({ isCovered, body }) => isCovered || body === undefined)).toEqual([])
    const log = await at.get('mill')?.get(`/api/people/${her}/access-log`)
    expect(JSON.stringify(log?.body)).toContain('was shown your protected place during a call')
    expect(JSON.stringify(log?.body)).toContain(because)
  })

  test('what is changed of it then does not come back by itself with the record, whenever it was protected', async () => {
    const shown = await nurse.ask(routes.revealPlaceForCall, {
      params: call.params,
      body: { epoch: 1, because },
    })
    const item = shown.kind === 'shown' && shown.items.find(({ section }) => section === 'currentLocation')
    if (!item) throw new Error('it was not shown')
    const { section, itemId, version, knownState, body } = item
    const form = {
      section,
      itemId: ItemId.parse(itemId),
      isNew: false,
      base: { version, knownState, body },
      writing: { whyNot: '', value: body },
      typedAt: '2026-11-22T02:10:00.000Z',
    }
    const opened = async () =>
      JSON.stringify(await nurse.ask(routes.openRecord, { params: call.params, query: { epoch: 1 } }))
    const keep = () => nurse.refused(routes.keepForm, { params: call.params, body: { ...form, epoch: 1 } })

    const refused = await keep()
    const isNew = { ...form, isNew: true, itemId: ItemId.parse(randomUUID()), section: 'phones' as const }
    const added = { ...isNew, base: { version: 0, knownState }, writing: { whyNot: '', value: 'typed' } }
    await nurse.ask(routes.keepForm, { params: call.params, body: { ...added, epoch: 1 } })
    const { db } = house.database
    await db.run(db.sql`
      insert into half_written (line_id, patient_id, staff_id, way, section, item_id, body, typed_at)
      select line_id, patient_id, staff_id, way, ${section}, ${itemId}::uuid,
             ${db.sql.json({ isNew: false, base: form.base, writing: form.writing } as never)}::jsonb, typed_at
      from half_written where patient_id = ${her}`)

    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('protected place') })
    expect(await opened()).not.toMatch(PLACE)
    expect(await opened()).toContain(added.itemId)
  })

  test('in the linked record as well, counted and reported as there', async () => {
    const counted = async () => {
      const { db } = house.database
      const [row] = await db.run(db.sql<{ n: number }[]>`
        select coalesce(sum(count), 0)::int as n from reveal_counts where of = 'location'`)
      return row?.n ?? 0
    }
    const before = await counted()
    const shown = await twinsNurse.ask(routes.revealPlaceForCall, {
      params: twinsCall.params,
      body: { epoch: 1, because },
    })

    expect(JSON.stringify(shown)).toMatch(PLACE)
    expect(await counted()).toBe(before + 1)
  })

  test('by the broken glass it is shown too, and a privacy officer is told', async () => {
    const shown = await at.get('crew')?.post(`/api/people/${her}/record/reveal-place`, { because })

    expect(JSON.stringify(shown?.body)).toMatch(PLACE)
    const { db } = house.database
    const reviews = await db.run(
      db.sql<
        { kind: string }[]
      >`select kind from access_reviews where patient_id = ${her} and kind = 'location_without_call'`,
    )
    expect(reviews).toHaveLength(1)
  })

  test.each(['clerk', 'officer'])('never to %s', async who => {
    const refused = await at.get(who)?.post(`/api/people/${her}/record/reveal-place`, { because })

    expect(refused?.status).toBe(403)
  })

  test('a word is no reason', async () => {
    const refused = await nurse.refused(routes.revealPlaceForCall, {
      params: call.params,
      body: { epoch: 1, because: 'x' },
    })

    expect(refused.fields).toMatchObject({ because: expect.stringContaining('Say in a few words') })
  })

  test('a script is stopped at the day’s budget, and a privacy officer is told', async () => {
    const ask = () => at.get('mill')?.post(`/api/people/${her}/record/reveal-place`, { because })

    const answers = await Promise.all(Array.from({ length: 3 * PLACES_A_DAY }, ask))

    expect(answers.filter(answer => answer?.body.kind === 'shown')).toHaveLength(PLACES_A_DAY)
    expect(answers.every(answer => answer?.status === 200)).toBe(true)
    const { db } = house.database
    expect(
      await db.run(db.sql`select from access_reviews where patient_id = ${her} and kind = 'many_reveals'`),
    ).toHaveLength(1)
  })
})
