import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPatients } from '#server/patients/findPatients.ts'
import { PatientId } from '#shared/ids.ts'
import type { LinkAct, PairOfRecords, PairPlace } from '#shared/links.ts'
import { PatientQuery } from '#shared/patients.ts'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { anEntry, TODAY } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { liveConsole, until } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { caller, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

const because = 'Same address, and the wife says so'
let people: PeopleHouse
let aroha: Nurse
let lead: Nurse
let office: Nurse
let doctor: Nurse

beforeAll(async () => {
  people = await peopleHouse()
  ;({ aroha, lead, office, doctor } = people)
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

async function decide(nurse: Nurse, keptId: PatientId, otherId: PatientId, act: LinkAct) {
  const { links } = await lead.ask(routes.links)
  const link = links.find(({ kept, other }) => kept.patientId === keptId && other.patientId === otherId)
  if (!link) throw new Error('no such link in the list')
  const body = { version: link.version, act, because }
  return nurse.ask(routes.decideLink, { params: { linkId: link.linkId }, body })
}

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

  test('that says “tell no carer anything” is heard in the record that is open, once they are linked', async () => {
    const contact = anEntry('personalContacts', {
      name: 'Wilf Tarn',
      relationship: 'brother',
      roles: [],
      phones: [],
      mayBeTold: 'all',
    })
    const identity = { name: { given: 'Hester', family: 'Tarn' }, birthDate: '1943-02-03' as never }
    const one = await people.aPerson({ identity, entries: [contact] })
    const two = await people.aPerson({
      identity,
      entries: [anEntry('consentToTellCarers', { value: 'declined' })],
    })
    await freed([aroha])
    const { params } = await people.talking(aroha)
    await aroha.ask(routes.confirmIdentity, {
      params,
      body: {
        commandId: aCommand(),
        epoch: 0,
        patientId: one,
        said: {},
        caller: { name: 'Wilf Tarn', relationship: 'brother' },
        skippedBecause: 'He had to ring off',
      },
    })
    const told = async () => (await aroha.ask(routes.openRecord, { params, query: { epoch: 1 } })).mayBeTold

    const before = await told()
    await propose(one, two)
    const proposed = await told()
    await decide(lead, one, two, 'confirm')
    const linked = await told()

    expect([before.level, proposed.level, linked.level]).toEqual(['all', 'all', 'nothing'])
    expect(linked.because).toContain('does not want carers to be told')
    await freed([aroha])
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

describe('a protected place that one record tells of', () => {
  beforeAll(() => freed([aroha]))
  const birthDate = '1951-06-07'
  const postcode = 'ZE7 7ZZ'
  const phone = '01632 960 661'
  const PLACE = /Canary|960661/
  const identity = { name: { given: 'Perdita', family: 'Hiding' }, birthDate }
  const placed = () => [
    anEntry('addresses', { kind: 'main', lines: ['7 Canary Close'], postcode }),
    anEntry('phones', { number: '+441632960661', use: 'home' }),
    anEntry('gpPractice', { name: 'Canary Surgery' }),
  ]
  const openedBy = async (nurse: Nurse, patientId: PatientId) => {
    const opened = await nurse.ask(routes.openShared, { params: { patientId } })
    // All but the moment and the mark that says that there is another.
    return JSON.stringify({ ...opened, record: { ...opened.record, asOf: '' }, marks: null })
  }
  const findBy = async (body: Record<string, string>) => {
    const looking = { actor: people.registrar, why: { kind: 'search' as const }, today: TODAY }
    const { patients } = await findPatients(people, { ...looking, query: PatientQuery.parse(body) })
    return patients.map(({ patientId, marks }) => [patientId, Object.keys(marks)])
  }
  const ownFound = async (body: Record<string, string>) => {
    const { people: found } = await doctor.ask(routes.findKnown, { body })
    return found.map(({ patientId, marks }) => [patientId, Object.keys(marks)])
  }

  test.each(['kept', 'other'] as const)(
    'covers the place in the %s one too, for as long as they are linked, and not a moment longer',
    async which => {
      const open = await people.aPerson({ identity, entries: placed() })
      const says = await people.aPerson({
        identity: { name: { given: 'Perdita', family: 'Hiding' } },
        entries: [anEntry('locationProtection', { isProtected: true })],
      })
      const [kept, other] = which === 'kept' ? [open, says] : [says, open]
      await onCaseload(people.db, people.atMillLane, open)
      const before = await openedBy(doctor, open)
      const [foundBefore, ownBefore] = [await findBy({ postcode }), await ownFound({ phone })]

      await propose(kept, other)
      await decide(lead, kept, other, 'confirm')
      const covered = await openedBy(doctor, open)
      const beside = await lead.ask(routes.pairBeside, { params: { patientId: kept, otherId: other } })
      const found = [await findBy({ postcode }), await findBy({ phone })]
      const own = await doctor.refused(routes.findKnown, { body: { phone } })
      const named = await ownFound({ name: 'Perdita', postcode, phone })
      await decide(lead, kept, other, 'ask_parting')
      await decide(office, kept, other, 'confirm')

      expect(before).toMatch(PLACE)
      expect([foundBefore, ownBefore]).toEqual([[[open, ['postcode']]], [[open, ['phone']]]])
      expect(covered).not.toMatch(PLACE)
      expect(covered).toContain('"isProtectedLocation":true')
      expect(JSON.stringify(beside)).not.toMatch(PLACE)
      expect(found).toEqual([[], []])
      expect(own.status).toBe(400)
      expect(named).toContainEqual([open, ['name']])
      expect(await openedBy(doctor, open)).toBe(before)
      expect([await findBy({ postcode }), await ownFound({ phone })]).toEqual([foundBefore, ownBefore])
      await people.db.run(people.db.sql`delete from patient_postcodes where patient_id = ${open}`)
      await people.db.run(people.db.sql`delete from patient_phones where patient_id = ${open}`)
    },
  )

  test('whoever has the other one open looks again: when it is said, when they are linked, when they are parted', async () => {
    const other = await people.aPerson({ identity, entries: placed() })
    const [kept, third] = [await people.aPerson(), await people.aPerson()]
    await onCaseload(people.db, people.atMillLane, other)
    const origin = new URL(people.house.url).origin
    const page = await liveConsole(`${people.house.url}?record=${other}`, doctor.cookie, { origin })
    const board = await liveConsole(people.house.url, lead.cookie)
    let looks = 0
    page.socket.on('recordChanged', (_, version) => {
      if (version === null) looks += 1
    })
    const toldOf = () =>
      board.entries.filter(({ message }) => message.kind === 'record' && message.patientId === other).length
    const told = async (act: () => Promise<unknown>) => {
      const before = [looks, toldOf()] as const
      await act()
      await until('page and board are told', () => looks > before[0] && toldOf() > before[1])
    }
    const link = async (one: PatientId) => {
      await propose(kept, one)
      await decide(lead, kept, one, 'confirm')
    }
    const part = async (one: PatientId) => {
      await decide(lead, kept, one, 'ask_parting')
      await decide(office, kept, one, 'confirm')
    }
    const talk = await people.talkingAbout(aroha, kept)

    await told(() => link(other))
    await told(() =>
      aroha.ask(routes.editRecord, {
        params: talk.params,
        body: {
          commandId: aCommand(),
          epoch: 1,
          section: 'locationProtection',
          version: 0,
          body: { isProtected: true },
        },
      }),
    )
    await told(() => link(third))
    await told(() => part(other))

    page.close()
    board.close()
    await people.endAndClose(aroha, talk)
  })

  test('a page that a crew has open is told that it shows another place than it should', async () => {
    const other = await people.aPerson({ entries: placed() })
    const kept = await people.aPerson({
      entries: [anEntry('locationProtection', { isProtected: true })],
    })
    const talk = await people.talkingAbout(aroha, other)
    const made = await aroha.ask(routes.makeCodeForCall, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: 1 },
    })
    const code = made.kind === 'made' ? made.code : ''
    const { summary } = await aroha.ask(routes.openByCode, { body: { code } })
    const still = () => aroha.ask(routes.codeStillOpens, { body: { code } })

    const before = await still()
    await propose(kept, other)
    await decide(lead, kept, other, 'confirm')
    const after = await still()
    const again = await aroha.ask(routes.openByCode, { body: { code } })

    expect(before).toMatchObject({ version: summary.version, isProtectedLocation: false })
    expect(after).toMatchObject({ version: summary.version, isProtectedLocation: true })
    expect([JSON.stringify(summary), JSON.stringify(again)]).toEqual([
      expect.stringMatching(PLACE),
      expect.not.stringMatching(PLACE),
    ])
    await people.endAndClose(aroha, talk)
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

  test('beside nobody, or beside themselves, nobody is shown', async () => {
    const one = await people.aPerson()

    for (const otherId of [PatientId.parse(randomUUID()), one])
      expect(await lead.refused(routes.pairBeside, { params: { patientId: one, otherId } })).toMatchObject({
        status: 404,
        message: 'There is no such pair of records.',
      })
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
