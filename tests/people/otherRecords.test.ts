import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import type { PairOfRecords, PairPlace } from '#shared/links.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { caller, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

const because = 'Same address, and the wife says so'
let people: PeopleHouse
let aroha: Nurse
let lead: Nurse
let doctor: Nurse

beforeAll(async () => {
  people = await peopleHouse()
  ;({ aroha, lead, doctor } = people)
})
afterAll(() => people.house.close())

type Who = { given: string; family: string; birthDate?: string; nhsNumber?: string; postcode?: string }
const aPerson = ({ given, family, birthDate, nhsNumber, postcode }: Who) =>
  people.aPerson({
    identity: {
      name: { given, family },
      birthDate: (birthDate ?? { unknown: 'not_asked' }) as never, // as the section has it
      nhsNumber,
    },
    entries: postcode ? [anEntry('addresses', { kind: 'main', lines: ['1 Mill Row'], postcode })] : [],
  })
const propose = (keptId: PatientId, otherId: PatientId) =>
  aroha.ask(routes.proposeLink, { body: { commandId: aCommand(), keptId, otherId, because } })

/** A nurse who talks to somebody about this person. */
async function talkingAbout(nurse: Nurse, patientId: PatientId) {
  const { params } = await people.talking(nurse)
  const skippedBecause = 'His wife rang off before she could be asked for more'
  const body = { commandId: aCommand(), epoch: 0, patientId, said: {}, caller, skippedBecause }
  await nurse.ask(routes.confirmIdentity, { params, body })
  return { params, query: { epoch: 1 } }
}

/** Every pair of the line, page after page. */
async function allPairs(): Promise<PairOfRecords[]> {
  const all: PairOfRecords[] = []
  let after: PairPlace | Record<string, never> | null = {}
  while (after) {
    const page: { pairs: PairOfRecords[]; next: PairPlace | null } = await lead.ask(routes.pairs, {
      query: after,
    })
    all.push(...page.pairs)
    after = page.next
  }
  return all
}
const isPair =
  (a: PatientId, b: PatientId) =>
  ({ one, two }: PairOfRecords) =>
    [one.patientId, two.patientId].sort().join() === [a, b].sort().join()
const looksAt = async (patientId: PatientId, action = 'compared') => {
  const [row] = await people.db.run(people.db.sql<{ n: number }[]>`
    select count(*)::int as n from access_log
    where patient_id = ${patientId} and action = ${action} and outcome = 'allowed'`)
  return row?.n ?? 0
}

describe('another record of this person', () => {
  test('in a call: who may have a second record, side by side with the one that is open, each look in the log', async () => {
    const one = await aPerson({ given: 'Odette', family: 'Farrow', birthDate: '1940-02-03' })
    const two = await aPerson({ given: 'Odete', family: 'Farrow', birthDate: '1940-02-03' })
    const asked = await talkingAbout(aroha, one)
    const before = await looksAt(two)

    const shown = await aroha.ask(routes.otherRecordsForCall, asked)

    expect(shown.people.map(({ patientId }) => patientId)).toEqual([two])
    expect(shown.people[0]?.same).toContain('same birth date')
    expect(shown.beside?.people.map(({ patientId }) => patientId)).toEqual([one, two])
    expect(await looksAt(two)).toBeGreaterThan(before)
  })

  test('what is linked with it already is no other record of it', async () => {
    const one = await aPerson({ given: 'Percival', family: 'Tarn', birthDate: '1941-02-03' })
    const two = await aPerson({ given: 'Percival', family: 'Tarn', birthDate: '1941-02-03' })
    await propose(one, two)
    const { links } = await lead.ask(routes.links)
    const link = links.find(({ kept }) => kept.patientId === one)
    await lead.ask(routes.decideLink, {
      params: { linkId: link?.linkId ?? '' },
      body: { version: 1, act: 'confirm', because },
    })
    const asked = await talkingAbout(people.bertil, one)

    const shown = await people.bertil.ask(routes.otherRecordsForCall, asked)

    expect(shown.people).toEqual([])
  })

  test('a practice without a reason to see the record learns nothing of any other', async () => {
    const one = await aPerson({ given: 'Quentin', family: 'Marl', birthDate: '1942-02-03' })
    await aPerson({ given: 'Quentin', family: 'Marl', birthDate: '1942-02-03' })

    const refused = await doctor.refused(routes.otherRecords, { params: { patientId: one } })

    expect(refused.status).toBe(403)
  })
})

describe('pairs of the line that may be one person', () => {
  test('the same birth date and nearly the same name, the same name and a postcode; not two NHS numbers, not a namesake', async () => {
    const who = { given: 'Winifred', family: 'Oakes', birthDate: '1933-05-05' }
    const a = await aPerson(who)
    const b = await aPerson({ ...who, given: 'Winifried' })
    const other = await aPerson({ given: 'Hubert', family: 'Stane', birthDate: '1933-05-05' })
    const c = await aPerson({ given: 'Ivor', family: 'Pell', postcode: 'BD16 4XX' })
    const d = await aPerson({ given: 'Ivor', family: 'Pell', postcode: 'BD16 4XX' })
    const away = await aPerson({ given: 'Ivor', family: 'Pell', postcode: 'BD16 4XY' })
    const numbered = { given: 'Una', family: 'Vane', birthDate: '1934-06-06' }
    const e = await aPerson({ ...numbered, nhsNumber: '9990000018' })
    const f = await aPerson({ ...numbered, given: 'Unna', nhsNumber: '9990000026' })

    const pairs = await allPairs()

    expect([pairs.filter(isPair(a, b)).length, pairs.filter(isPair(c, d)).length]).toEqual([1, 1])
    expect([isPair(a, other), isPair(c, away), isPair(e, f)].filter(is => pairs.some(is))).toEqual([])
    expect(pairs.find(isPair(a, b))?.same).toEqual(
      expect.arrayContaining(['same birth date', 'same family name']),
    )
    expect(await looksAt(a)).toBeGreaterThan(0)
    expect(await looksAt(other)).toBe(0)
  })

  test('what somebody has proposed or refused is not listed again', async () => {
    const who = { given: 'Xenia', family: 'Yarrow', birthDate: '1935-07-07' }
    const [a, b] = [await aPerson(who), await aPerson(who)]
    expect((await allPairs()).some(isPair(a, b))).toBe(true)
    await propose(a, b)

    expect((await allPairs()).some(isPair(a, b))).toBe(false)
  })

  test('of many pairs each is shown once, twenty to a page', async () => {
    const dates = Array.from({ length: 23 }, (_, i) => `1930-01-${String(i + 1).padStart(2, '0')}`)
    for (const birthDate of dates) {
      await aPerson({ given: 'Zara', family: 'Quist', birthDate })
      await aPerson({ given: 'Zara', family: 'Quist', birthDate })
    }

    const first = await lead.ask(routes.pairs)
    const all = await allPairs()

    const keys = all.map(({ one, two }) => `${one.patientId} ${two.patientId}`)
    expect(first.pairs).toHaveLength(20)
    expect(new Set(keys).size).toBe(keys.length)
    expect(all.filter(({ one }) => one.name === 'Zara Quist')).toHaveLength(23)
  })

  test('both side by side for whoever decides; a nurse and a practice have no such list', async () => {
    const [one, two] = [await people.aPerson(), await people.aPerson()]

    const beside = await lead.ask(routes.pairBeside, { params: { patientId: one, otherId: two } })
    const refused = [
      await aroha.refused(routes.pairs),
      await doctor.refused(routes.pairs),
      await aroha.refused(routes.pairBeside, { params: { patientId: one, otherId: two } }),
    ]

    expect(beside.people.map(({ patientId }) => patientId)).toEqual([one, two])
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  })
})
