import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { caller, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

let people: PeopleHouse
let aroha: Nurse
let doctor: Nurse

beforeAll(async () => {
  people = await peopleHouse()
  ;({ aroha, doctor } = people)
})
afterAll(() => people.house.close())

const nothing = { agreements: {}, notKnown: {} }
const whole = {
  given: 'Thaddeus',
  family: 'Quill',
  birthDate: '1931-05-06',
  nhsNumber: '999 000 0018',
  addressLines: ['3 Chapel Row'],
  postcode: 'BD16 4XX',
  phone: '07700 900 341',
  gpPractice: 'Mill Lane Surgery',
  carer: { name: 'Wilma Quill', relationship: 'wife', phone: '+44 7700 900342', mayBeTold: 'all' as const },
  diagnosis: 'Cancer of the lung',
  referral: { by: 'Sister Ames', reason: 'Weeks, wants to stay at home' },
  agreements: { register: 'given_by_person' as const, share: 'given_by_person' as const },
  notKnown: {},
}
const register = (nurse: Nurse, person: object, more: { commandId?: CommandId; notThese?: string[] } = {}) =>
  nurse.ask(routes.registerPerson, {
    body: { commandId: more.commandId ?? aCommand(), person: person as never, notThese: more.notThese ?? [] }, // as a form sends it
  })
const entriesOf = (patientId: string) =>
  people.db.run(people.db.sql<
    { section: string; knownState: string; body: never; author: { name: string }; source: { kind: string } }[]
  >`
    select section, known_state, body, author, source from record_entries where patient_id = ${patientId}`)

const withNumber = async (nhsNumber: string) => {
  const rows = await people.db.run(people.db.sql`select 1 from patients where nhs_number = ${nhsNumber}`)
  return rows.length
}

describe('registering somebody new', () => {
  test('nobody is born on a day to come', async () => {
    await expect(register(aroha, { ...whole, birthDate: '2199-01-01' })).rejects.toThrow('still to come')
    expect(await withNumber('9990000018')).toBe(0)
  })

  test('a whole referral is one record: every part with its author and source, on the list of whoever refers', async () => {
    const { organisations } = await aroha.ask(routes.registering)
    const mill = organisations.find(({ name }) => name === 'Mill Lane Surgery')
    const person = { ...whole, referral: { ...whole.referral, organisationId: mill?.organisationId } }

    const registered = await register(aroha, person)

    if (registered.kind !== 'registered') throw new Error('not registered')
    const entries = await entriesOf(registered.patientId)
    const bodies = Object.fromEntries(entries.map(({ section, body }) => [section, body]))
    expect(bodies).toMatchObject({
      identity: {
        name: { given: 'Thaddeus', family: 'Quill' },
        nhsNumber: '9990000018',
        nhsNumberStatus: '02',
      },
      registerStatus: { status: 'active' },
      referral: { by: 'Sister Ames', organisation: 'Mill Lane Surgery', consentRecorded: true },
      consentToRegister: { value: 'given_by_person' },
      consentToShare: { scope: 'everyone_caring', value: 'given_by_person' },
      addresses: { lines: ['3 Chapel Row'], postcode: 'BD16 4XX' },
      phones: { number: '+447700900341', use: 'mobile' },
      personalContacts: { name: 'Wilma Quill', mayBeTold: 'all' },
      primaryDiagnosis: { text: 'Cancer of the lung' },
    })
    expect(entries.map(({ author, source }) => [author.name, source.kind])).toEqual(
      entries.map(() => ['Aroha 1', 'referral']),
    )
    // The practice looks after him from now on, and may see what he agreed to share.
    const { people: listed } = await doctor.ask(routes.caseload)
    expect(listed.map(({ name }) => name)).toContain('Thaddeus Quill')
    const opened = await doctor.ask(routes.openShared, { params: { patientId: registered.patientId } })
    expect(opened.standing.kind).toBe('open')
  })

  test('a name is enough; what nobody asked is not there, and what is not known says so', async () => {
    const registered = await register(aroha, {
      family: 'Onlyname',
      agreements: {},
      notKnown: { diagnosis: 'not_known', birthDate: 'not_known' },
    })

    if (registered.kind !== 'registered') throw new Error('not registered')
    const entries = await entriesOf(registered.patientId)
    expect(entries.map(({ section }) => section).sort()).toEqual([
      'consentToRegister',
      'identity',
      'primaryDiagnosis',
      'referral',
      'registerStatus',
    ])
    expect(entries.find(({ section }) => section === 'primaryDiagnosis')?.knownState).toBe('not_known')
    expect(entries.find(({ section }) => section === 'registerStatus')?.body).toMatchObject({
      status: 'referred',
    })
  })

  test('one agreement says nothing of the three others', async () => {
    const registered = await register(aroha, {
      family: 'Fourthings',
      agreements: { register: 'given_by_person' },
      notKnown: {},
    })

    if (registered.kind !== 'registered') throw new Error('not registered')
    const sections = (await entriesOf(registered.patientId)).map(({ section }) => section)
    expect(sections.filter(section => section.startsWith('consent'))).toEqual(['consentToRegister'])
  })

  test.each([
    ['no name', { ...nothing }, 'family'],
    ['a telephone that lost a digit', { ...nothing, family: 'Roe', phone: '07700 90034' }, 'phone'],
    ['an NHS number with a slip', { ...nothing, family: 'Roe', nhsNumber: '9990000019' }, 'nhsNumber'],
    [
      'somebody who said no',
      { family: 'Roe', agreements: { register: 'declined' }, notKnown: {} },
      'agreements.register',
    ],
  ])('%s is refused at its field, and nothing is saved', async (_, person, field) => {
    const refused = await aroha.refused(routes.registerPerson, {
      body: { commandId: aCommand(), person: person as never, notThese: [] }, // as a form sends it
    })

    expect(refused.status).toBe(400)
    expect(Object.keys(refused.fields ?? {}).some(name => name.endsWith(field))).toBe(true)
  })

  test('sent twice, because the answer was lost, is one person; another form under the same id is not said to be saved', async () => {
    const commandId = aCommand()
    const person = { ...nothing, given: 'Twice', family: 'Senton', phone: '07700 900343' }

    const answers = await Promise.all([
      register(aroha, person, { commandId }),
      register(aroha, person, { commandId }),
    ])
    const again = await register(aroha, person, { commandId })
    const other = await aroha.refused(routes.registerPerson, {
      body: { commandId, person: { ...person, diagnosis: 'Something new' }, notThese: [] },
    })

    expect([...answers, again].map(({ kind }) => kind)).toEqual(['registered', 'registered', 'registered'])
    expect(other.code).toBe('conflict')
  })

  test('an id of somebody else is no way to their record', async () => {
    const patientId = await people.aPerson()

    const refused = await aroha.refused(routes.registerPerson, {
      body: { commandId: CommandId.parse(patientId), person: { ...nothing, family: 'Roe' }, notThese: [] },
    })

    expect(refused.code).toBe('conflict')
    expect(JSON.stringify(refused)).not.toContain('Ellis')
  })
})

describe('who may already be the same', () => {
  test('is shown side by side before anything is saved; said not to be they, the person is registered', async () => {
    const there = await people.aPerson({
      identity: { name: { given: 'Ottilie', family: 'Marsden' }, birthDate: '1940-02-02' },
    })
    await onCaseload(people.db, people.atMillLane, there)
    const person = { ...nothing, given: 'Otillie', family: 'Marsden', birthDate: '1940-02-02' }

    const first = await register(doctor, person)
    if (first.kind !== 'alike') throw new Error('nobody was shown')
    const second = await register(doctor, person, {
      notThese: first.people.map(({ patientId }) => patientId),
    })

    expect(first.people).toMatchObject([{ patientId: there, name: 'Ottilie Marsden' }])
    expect(first.beside?.people.map(({ label }) => label)).toEqual(['You wrote', 'Ottilie Marsden'])
    expect(second.kind).toBe('registered')
  })

  test('two records of one NHS number are never begun knowingly', async () => {
    const there = await people.aPerson({
      identity: { name: { given: 'Una', family: 'Number' }, nhsNumber: '9990000026' },
    })
    await onCaseload(people.db, people.atMillLane, there)

    const answer = await register(
      doctor,
      { ...nothing, family: 'Otherwise', nhsNumber: '9990000026' },
      { notThese: [there] },
    )

    expect(answer).toMatchObject({ kind: 'alike', sameNumber: [there], isStopped: true })
  })

  test('nor by somebody of another organisation, who learns no more than that a record may exist', async () => {
    const there = await people.aPerson({
      identity: { name: { given: 'Vera', family: 'Unseen' }, nhsNumber: '9990000034' },
    })
    const person = { ...nothing, family: 'Otherwise', nhsNumber: '9990000034' }

    const answers = [
      await register(doctor, person),
      await register(doctor, person, { notThese: [there] }),
      await register(doctor, person, { notThese: [there] }),
    ]

    const told = { kind: 'alike', people: [], beside: null, sameNumber: [], mayExist: there, isStopped: true }
    expect(answers).toEqual([told, told, told])
    expect(await withNumber('9990000034')).toBe(1)
  })

  test('nor by two who register the same number at once: one is made, and the other is shown it', async () => {
    const names = {
      '9990000042': ['Ames', 'Birtle', 'Coombe'],
      '9990000050': ['Drury', 'Elkin', 'Frobisher'],
      '9990000069': ['Garth', 'Hobday', 'Inskip'],
    }
    for (const [nhsNumber, families] of Object.entries(names)) {
      const answers = await Promise.all(
        [aroha, people.bertil, doctor].map((nurse, place) =>
          register(nurse, { ...nothing, family: families[place], nhsNumber }),
        ),
      )

      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['alike', 'alike', 'registered'])
      expect(answers.filter(({ kind }) => kind === 'alike')).toMatchObject(Array(2).fill({ isStopped: true }))
      expect(await withNumber(nhsNumber)).toBe(1)
    }
  })

  test('somebody of another organisation learns at most that a record may exist', async () => {
    const there = await people.aPerson({
      identity: { name: { given: 'Hidden', family: 'Canarius' }, birthDate: '1933-03-03' },
    })
    const person = { ...nothing, given: 'Hidden', family: 'Canarius', birthDate: '1933-03-03' }

    const answer = await register(doctor, person)

    expect(answer).toEqual({
      kind: 'alike',
      people: [],
      beside: null,
      sameNumber: [],
      mayExist: there,
      isStopped: false,
    })
    const known = await register(doctor, person, { notThese: [there] })
    expect(known.kind).toBe('registered')
  })
})

describe('beside what was typed', () => {
  let asked = 0
  const mayAlreadyBe = async (
    limits: Parameters<typeof anEntry<'sharingRestrictions'>>[1][],
    nurse: Nurse,
  ) => {
    asked += 1
    const family = ['Quennell', 'Abrahams', 'Tredinnick', 'Vossberg'][asked - 1]
    const birthDate = `1931-0${asked}-05`
    const there = await people.aPerson({
      identity: { name: { given: 'Known', family }, birthDate },
      entries: [
        anEntry('addresses', { kind: 'main', lines: ['1 Loudlane Row'], postcode: 'WZ3 7QP' }),
        anEntry('personalContacts', {
          name: 'Loudcarer',
          relationship: 'wife',
          roles: [],
          phones: [],
          mayBeTold: 'all',
        }),
        ...limits.map(one => anEntry('sharingRestrictions', one)),
      ],
    })
    await onCaseload(people.db, people.atMillLane, there)
    const answer = await register(nurse, { ...nothing, given: 'Known', family, birthDate })
    expect(answer).toMatchObject({ kind: 'alike', people: [{ patientId: there }] })
    return JSON.stringify(answer)
  }
  const against = { kind: 'scope', scope: 'gp' } as const

  test('stands nothing of what the person keeps back, nor what is told after asking', async () => {
    const open = await mayAlreadyBe([], doctor)
    const hidden = await mayAlreadyBe([{ against, rule: 'hide_sections', sections: ['addresses'] }], doctor)
    const asked = await mayAlreadyBe([{ against, rule: 'ask_each_time' }], doctor)

    expect(open).toMatch(/Loudlane.*Loudcarer/)
    expect(hidden).not.toMatch(/Loudlane|WZ3/)
    expect(asked).not.toMatch(/Loudlane|WZ3|Loudcarer/)
  })

  test('stands nothing that the role is not shown in a record', async () => {
    const clerk = {
      signInName: 'clerk',
      organisation: 'Mill Lane Surgery',
      kind: 'gp',
      role: 'administrator',
    } as const
    await aColleague(people.db, people.house.north.lineId, clerk)

    const shown = await mayAlreadyBe([], await aNurse(people.house.url, 'clerk'))

    expect(shown).toContain('Loudlane')
    expect(shown).not.toContain('Loudcarer')
  })
})

describe('an unmatched caller’s provisional person', () => {
  test('is registered by one step in the call, over what was begun, and once', async () => {
    const call = await people.talking(aroha)
    const commandId = aCommand()
    await aroha.ask(routes.provisionalPerson, {
      params: call.params,
      body: { commandId, epoch: 0, name: 'Nora Newling', where: 'At her sister’s', caller },
    })
    const body = {
      commandId: aCommand(),
      epoch: 1,
      person: {
        ...whole,
        given: 'Nora',
        family: 'Newling',
        nhsNumber: undefined,
        phone: '07700 900 351',
      } as never, // as a form sends it
      notThese: [],
    }

    const first = await aroha.ask(routes.completePerson, { params: call.params, body })
    const again = await aroha.ask(routes.completePerson, { params: call.params, body })
    const { record } = await aroha.ask(routes.openRecord, { params: call.params, query: { epoch: 1 } })

    expect([first.kind, again.kind]).toEqual(['registered', 'registered'])
    expect(record.banner).toMatchObject({
      name: 'Nora Newling',
      birthDate: '1931-05-06',
      isProvisional: false,
    })
    const sections = (await entriesOf(commandId)).filter(({ section }) => section === 'phones')
    expect(sections).toHaveLength(1)
    const { sharing } = await aroha.ask(routes.sharing, { params: call.params, query: { epoch: 1 } })
    expect(sharing.changes.map(({ receipts }) => receipts.map(({ what }) => what))).toEqual([
      [
        'Mill Lane Surgery does not look after you now. If it does later, it sees the whole record; before, it could have seen nothing.',
        'Wilma Quill (wife) may be told: everything.',
      ],
    ])
    await people.endAndClose(aroha, call)
  })

  test('is not completed by a nurse whose call is about nobody, or while it is disputed', async () => {
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    await people.db.run(
      people.db.sql`update patients set status = 'provisional' where id = ${talk.patientId}`,
    )
    const body = { commandId: aCommand(), epoch: 1, person: { ...nothing, family: 'Roe' }, notThese: [] }

    const [registered, elsewhere] = [
      await aroha.refused(routes.completePerson, { params: talk.params, body }),
      await people.bertil.refused(routes.completePerson, { params: talk.params, body }),
    ]

    expect([registered.code, elsewhere.code]).toEqual(['conflict', 'not_allowed'])
    await people.endAndClose(aroha, talk)
  })
})

test('who may not register is refused', async () => {
  await aColleague(people.db, people.house.north.lineId, {
    signInName: 'crew',
    organisation: 'Fell Ambulance',
    kind: 'ambulance',
    role: 'paramedic',
  })
  const crew = await signedIn(people.house.url, 'crew')

  const { status } = await crew.post('/api/people/register', {
    commandId: randomUUID(),
    person: { ...nothing, family: 'Roe' },
    notThese: [],
  })

  expect(status).toBe(403)
})
