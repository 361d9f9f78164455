import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { inTheSameBreath } from '#tests/support/inTheSameBreath.ts'
import { caller, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

let people: PeopleHouse

beforeAll(async () => {
  people = await peopleHouse()
})
afterAll(() => people.house.close())

test('a provisional person who agrees to share is registered also while a colleague writes on the record', async () => {
  const { aroha, db, registrar } = people
  const call = await people.talking(aroha)
  const patientId = PatientId.parse(aCommand())
  await aroha.ask(routes.provisionalPerson, {
    params: call.params,
    body: { commandId: patientId, epoch: 0, name: 'Nora Newling', caller },
  })
  const person = {
    given: 'Nora',
    family: 'Newling',
    agreements: { register: 'given_by_person', share: 'given_by_person' },
    notKnown: {},
  }

  const [written, completed] = await heldBack(people.house.database, patientId, [
    () =>
      changeRecord(
        { db },
        {
          actor: registrar,
          patientId,
          why: { kind: 'registration' },
          relationship: db.sql`true`,
          at: new Date().toISOString(),
          entries: [anEntry('notes', { text: 'Her sister rang' })],
        },
      ),
    () =>
      aroha.ask(routes.completePerson, {
        params: call.params,
        body: { commandId: aCommand(), epoch: 1, person: person as never, notThese: [] }, // as a form sends it
      }),
  ])

  expect([written, completed]).toMatchObject([
    { status: 'fulfilled', value: { kind: 'saved' } },
    { status: 'fulfilled', value: { kind: 'registered', patientId } },
  ])
  await people.endAndClose(aroha, call)
})

test('a nurse without a call learns that a record of nearly this name may exist, and is shown it for a reason', async () => {
  const { aroha } = people
  const register = (person: object) =>
    aroha.ask(routes.registerPerson, {
      body: { commandId: aCommand(), person: person as never, notThese: [] }, // as a form sends it
    })
  const there = await people.aPerson({
    identity: { name: { given: 'Philippa', family: 'Loudname' }, birthDate: '1941-02-03' },
    entries: [anEntry('addresses', { kind: 'main', lines: ['1 Loudlane Row'], postcode: 'WZ9 7QP' })],
  })
  const nearly = { agreements: {}, notKnown: {}, given: 'Phillipa', family: 'Loudname' }
  const told = {
    kind: 'alike',
    people: [],
    beside: null,
    sameNumber: [],
    mayExist: there,
    isStopped: false,
  }

  const answers = [
    await register(nearly),
    await register({ ...nearly, birthDate: '1941-03-02' }),
    // Neither where somebody lives nor a name that many have is tried out so.
    await register({ agreements: {}, notKnown: {}, given: 'Xenia', family: 'Loudname', postcode: 'WZ9 7QP' }),
    await register({ ...nearly, given: 'Philippa', birthDate: '1958-11-12' }),
  ]
  await aroha.ask(routes.claimPerson, {
    params: { patientId: there },
    body: { commandId: aCommand(), because: 'Her hospice refers her: is she here?' },
  })
  const claimed = await register(nearly)

  expect(answers.slice(0, 2)).toEqual([told, told])
  expect(answers.slice(2).map(({ kind }) => kind)).toEqual(['registered', 'registered'])
  expect(claimed).toMatchObject({
    kind: 'alike',
    people: [{ patientId: there, name: 'Philippa Loudname' }],
  })
  expect(JSON.stringify(claimed)).toContain('Loudlane')
  const looks = await people.db.run(people.db.sql<{ what: string[]; outcome: string }[]>`
    select what, outcome from access_log
    where patient_id = ${there} and actor_name = 'Aroha 1' and action = 'compared'
    order by id limit 2`)
  expect(looks).toEqual(Array(2).fill({ what: [], outcome: 'refused' }))
})

test('of several whose record may exist, it is asked about one who has every name that was typed', async () => {
  const born = (given: string) =>
    people.aPerson({ identity: { name: { given, family: 'Tarnbeck' }, birthDate: '1941-02-03' } })
  const [there] = [await born('Wilhelmina Joy'), await born('Wilhelmena')]

  const asked = await people.aroha.ask(routes.registerPerson, {
    body: {
      commandId: aCommand(),
      person: { given: 'Wilhelmina', family: 'Tarnbeck', agreements: {}, notKnown: {} },
      notThese: [],
    },
  })

  expect(asked).toMatchObject({ kind: 'alike', people: [], mayExist: there })
})

test('sent twice, the second time while the first is being saved, it is never taken for its own look-alike', async () => {
  await people.house.administrator(inTheSameBreath('patients'))
  // Nobody is named nearly like another: who is would be asked about.
  const families = 'Ackroyd Birtle Coombe Drury Elkin Frobisher Garth Hobday Inskip Jagger'.split(' ')
  for (const [turn, family] of families.entries()) {
    const commandId = aCommand()
    const person = {
      agreements: {},
      notKnown: {},
      given: 'Often',
      family,
      phone: `07700 9004${turn}${turn}`,
    }
    const again = async (after: number) => {
      await new Promise(resolve => setTimeout(resolve, after))
      return people.aroha.ask(routes.registerPerson, {
        body: { commandId, person: person as never, notThese: [] }, // as a form sends it
      })
    }

    const answers = await Promise.all([0, 2, 4, 6, 8, 10, 12].map(again))

    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['registered']))
  }
})

test('nobody is registered with a birth in 1800: it is said which year to look at', async () => {
  const { aroha } = people
  const person = {
    given: 'Otto',
    family: 'Farback',
    birthDate: '1800-02-03',
    agreements: {},
    notKnown: {},
  }

  const refused = await aroha.refused(routes.registerPerson, {
    body: { commandId: aCommand(), person: person as never, notThese: [] }, // as a form sends it
  })

  expect(refused.message).toMatch(
    /^By this birth date they would be 22\d years old: look at the year again\.$/,
  )
})
