import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STOPPED } from '#server/patients/core/stopped.ts'
import { findByNumber } from '#server/patients/findPatients.ts'
import { decideLink } from '#server/people/core/link.ts'
import type { PatientId } from '#shared/ids.ts'
import { LinkAct, LinkState } from '#shared/links.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { shuffled } from '#tests/support/shuffled.ts'
import { caller, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

const because = 'Same NHS number, and the wife says so'
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

const propose = (nurse: Nurse, keptId: PatientId, otherId: PatientId, commandId = aCommand()) =>
  nurse.ask(routes.proposeLink, { body: { commandId, keptId, otherId, because } })

async function linkOf(keptId: PatientId) {
  const { links } = await lead.ask(routes.links)
  const found = links.find(({ kept }) => kept.patientId === keptId)
  if (!found) throw new Error('no such link in the list')
  return found
}
async function decide(nurse: Nurse, keptId: PatientId, act: LinkAct) {
  const { linkId, version } = await linkOf(keptId)
  return nurse.ask(routes.decideLink, { params: { linkId }, body: { version, act, because } })
}
async function linked(): Promise<{ kept: PatientId; other: PatientId }> {
  const [kept, other] = [await people.aPerson(), await people.aPerson()]
  await propose(aroha, kept, other)
  await decide(lead, kept, 'confirm')
  return { kept, other }
}
/** Everything that is kept of a person, byte for byte. */
const whole = async (patientId: PatientId) =>
  people.db.run(people.db.sql<{ row: string }[]>`
    select p::text as row from patients p where id = ${patientId}
    union all select e::text from (select * from record_entries where patient_id = ${patientId} order by section, item_id, version) e
    union all select f::text from (select * from patient_phones where patient_id = ${patientId} order by item_id, number) f
    union all select a::text from (select * from patient_agreements where patient_id = ${patientId} order by item_id) a`)

describe('two persons', () => {
  test.each(LinkState.options.flatMap(state => LinkAct.options.map(act => [state, act] as const)))(
    'whoever asked for it alone neither joins nor parts two records: %s, %s',
    (state, act) => {
      const decided = decideLink(state, act, true)

      const isInForce = (one: LinkState) => one === 'linked' || one === 'parting'
      if (decided.kind === 'moves') expect(isInForce(decided.to)).toBe(isInForce(state))
    },
  )

  test('a nurse proposes, and nothing is different until a second person confirms', async () => {
    const [kept, other] = [await people.aPerson(), await people.aPerson()]
    await propose(aroha, kept, other)
    const { links } = await lead.ask(routes.links)
    const [row] = await people.db.run(people.db.sql<{ keptAt: string | null }[]>`
      select kept_at from patients where id = ${other}`)

    expect(links[0]).toMatchObject({ state: 'proposed', kept: { patientId: kept }, isMine: false })
    expect(row?.keptAt).toBeNull()
    expect(await decide(lead, kept, 'confirm')).toEqual({ kind: 'done' })
    expect((await linkOf(kept)).steps.map(({ act, by }) => [act, by])).toEqual([
      ['proposed', 'Aroha 1, Test Hospice'],
      ['confirmed', 'Lena Lead, Test Hospice'],
    ])
  })

  test('who proposed it cannot confirm it, nor part it alone', async () => {
    const [kept, other] = [await people.aPerson(), await people.aPerson()]
    await propose(lead, kept, other)

    const own = await decide(lead, kept, 'confirm')
    await decide(office, kept, 'confirm')
    await decide(lead, kept, 'ask_parting')
    const parted = await decide(lead, kept, 'confirm')

    expect([own, parted]).toEqual([
      { kind: 'refused', because: expect.stringContaining('Somebody else must look at this') },
      { kind: 'refused', because: expect.stringContaining('Somebody else must look at this') },
    ])
    expect(await decide(office, kept, 'confirm')).toEqual({ kind: 'done' })
    expect((await linkOf(kept)).state).toBe('parted')
  })

  test('a nurse decides nothing, and somebody of a practice sees no queue', async () => {
    const nurse = await aroha.refused(routes.links)
    const elsewhere = await doctor.refused(routes.links)

    expect([nurse.status, elsewhere.status]).toEqual([403, 403])
  })

  test('proposed twice it is one proposal; two who confirm at once confirm once', async () => {
    const [kept, other] = [await people.aPerson(), await people.aPerson()]
    const commandId = aCommand()
    await Promise.all([propose(aroha, kept, other, commandId), propose(aroha, kept, other, commandId)])
    const turned = await propose(aroha, other, kept)
    const { linkId, version } = await linkOf(kept)
    const body = { version, act: 'confirm' as const, because }

    const answers = await Promise.all(
      [lead, office].map(nurse => nurse.ask(routes.decideLink, { params: { linkId }, body })),
    )

    expect(turned.kind).toBe('refused')
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
    const [row] = await people.db.run(people.db.sql<{ others: number }[]>`
      select others from patients where id = ${kept}`)
    expect(row?.others).toBe(1)
  })

  test('of three records one is written to: a chain is refused with words', async () => {
    const { kept, other } = await linked()
    const third = await people.aPerson()
    await propose(aroha, other, third)
    await propose(aroha, third, kept)

    const answers = [await decide(lead, other, 'confirm'), await decide(lead, third, 'confirm')]

    expect(answers.map(({ kind }) => kind)).toEqual(['refused', 'refused'])
    expect(JSON.stringify(answers)).toContain('undo that link first')
    await decide(lead, third, 'refuse')
    await propose(aroha, kept, third)
    const { links } = await lead.ask(routes.links)
    const star = links.find(one => one.kept.patientId === kept && one.other.patientId === third)
    const body = { version: 1, act: 'confirm' as const, because }
    expect(await lead.ask(routes.decideLink, { params: { linkId: star?.linkId ?? '' }, body })).toEqual({
      kind: 'done',
    })
  })
})

describe('linked', () => {
  test('each says that there is the other; what is new is written to one, and the other refuses with words', async () => {
    const { kept, other } = await linked()
    const talk = await people.talkingAbout(aroha, other)
    const command = { commandId: aCommand(), epoch: 1 }

    const { marks } = await people.read(aroha, talk)
    const refused = await aroha.refused(routes.editRecord, {
      params: talk.params,
      body: { ...command, section: 'notes', version: 0, body: { text: 'New' } },
    })
    const closed = await aroha.ask(routes.closeCall, await people.outcomeOf(aroha, talk))
    await aroha.ask(routes.moveToLinked, { params: talk.params, body: { ...command, patientId: kept } })
    const saved = await aroha.ask(routes.editRecord, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: 2, section: 'notes', version: 0, body: { text: 'New' } },
    })

    expect(marks.linked).toMatchObject([{ patientId: kept, isKept: true }])
    expect(refused).toMatchObject({ status: 409, message: STOPPED.kept_elsewhere })
    expect(closed).toEqual({ kind: 'refused', because: STOPPED.kept_elsewhere })
    expect(saved.kind).toBe('saved')
    await people.endAndClose(aroha, talk)
  })

  test('a call goes to a record only where it is linked to the one it is about', async () => {
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    const stranger = await people.aPerson()

    const refused = await aroha.refused(routes.moveToLinked, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: 1, patientId: stranger },
    })

    expect(refused.status).toBe(404)
    await people.endAndClose(aroha, talk)
  })

  test('a reason to see one is a reason to see the other, and both looks are in the log; parted, it is none', async () => {
    const [kept, other] = [await people.aPerson(), await people.aPerson()]
    await onCaseload(people.db, people.atMillLane, other)
    const standing = async () =>
      (await doctor.ask(routes.openShared, { params: { patientId: kept } })).standing.kind

    const before = await standing()
    await propose(aroha, kept, other)
    await decide(lead, kept, 'confirm')
    const while_ = await standing()
    await decide(lead, kept, 'ask_parting')
    await decide(office, kept, 'confirm')

    expect([before, while_, await standing()]).toEqual(['may_exist', 'open', 'may_exist'])
    const looks = await people.db.run(people.db.sql<{ outcome: string }[]>`
      select outcome from access_log
      where patient_id = ${kept} and organisation = 'Mill Lane Surgery' and action = 'opened' order by id`)
    expect(looks.map(({ outcome }) => outcome)).toEqual(['refused', 'allowed', 'refused'])
  })

  test('a no that stands in one record closes both to those outside', async () => {
    const [kept, other] = [await people.aPerson(), await people.aPerson()]
    await onCaseload(people.db, people.atMillLane, kept)
    await people.db.run(
      people.db.sql`update patient_agreements set agrees = false where patient_id = ${other}`,
    )
    await propose(aroha, kept, other)
    await decide(lead, kept, 'confirm')

    const { standing } = await doctor.ask(routes.openShared, { params: { patientId: kept } })

    expect(standing.kind).toBe('not_shared')
  })

  test('a limit that stands in one record holds in both: what is kept back, and the wish to be asked', async () => {
    const against = { kind: 'scope', scope: 'gp' } as const
    const hide = anEntry('sharingRestrictions', { against, rule: 'hide_sections', sections: ['whatMatters'] })
    const ask = anEntry('sharingRestrictions', { against, rule: 'ask_each_time' })
    const opened = async (entry: typeof hide) => {
      const [kept, other] = [await people.aPerson(), await people.aPerson({ entries: [entry] })]
      await onCaseload(people.db, people.atMillLane, other)
      await propose(aroha, kept, other)
      await decide(lead, kept, 'confirm')
      return doctor.ask(routes.openShared, { params: { patientId: kept } })
    }

    const [hidden, asked] = [await opened(hide), await opened(ask)]

    expect(hidden.standing.kind).toBe('open')
    expect(JSON.stringify(hidden)).not.toContain('The window open at night')
    expect(asked.standing.kind).toBe('ask_first')
  })

  test('a search and a number show one person, and nobody warns of a look-alike who is the same', async () => {
    const identity = { name: { given: 'Zachary', family: 'Onlyone' }, birthDate: '1944-04-04' }
    const phone = '+447700900361'
    const entries = () => [anEntry('phones', { number: phone, use: 'mobile' })]
    const kept = await people.aPerson({ identity, entries: entries() })
    const other = await people.aPerson({ identity, entries: entries() })
    await propose(aroha, kept, other)
    await decide(lead, kept, 'confirm')
    const call = await people.talking(aroha)

    const { matches } = await aroha.ask(routes.findPerson, {
      params: call.params,
      body: { name: 'Zachary Onlyone', birthDate: '1944-04-04' },
    })

    expect(matches.map(({ patientId }) => patientId)).toEqual([kept])
    expect(matches[0]?.differences).toEqual([])
    const hints = await findByNumber(people, { lineId: people.registrar.lineId, from: phone })
    expect(hints.kind === 'candidates' && hints.candidates.map(({ patientId }) => patientId)).toEqual([kept])
    await people.endAndClose(aroha, call)
  })
})

test('in whatever order three records are linked and parted, each is byte for byte as it was', async () => {
  const three = [await people.aPerson(), await people.aPerson(), await people.aPerson()] as const
  const before = await Promise.all(three.map(whole))
  const pairs = three.flatMap(kept =>
    three.filter(other => other !== kept).map(other => [kept, other] as const),
  )

  for (let seed = 1; seed <= 3; seed += 1) {
    for (const [kept, other] of shuffled(pairs, seed)) {
      if ((await propose(aroha, kept, other)).kind === 'done') await decideOpen('confirm')
    }
    await decideOpen('refuse')
    for (;;) {
      const { links } = await lead.ask(routes.links)
      const standing = links.filter(({ state }) => state === 'linked').filter(isOfThree)
      if (standing.length === 0) break
      for (const { linkId, version } of shuffled(standing, seed)) {
        const params = { linkId }
        await lead.ask(routes.decideLink, { params, body: { version, act: 'ask_parting', because } })
        await office.ask(routes.decideLink, {
          params,
          body: { version: version + 1, act: 'confirm', because },
        })
      }
    }
    expect(await Promise.all(three.map(whole))).toEqual(before)
  }

  function isOfThree({ kept }: { kept: { patientId: PatientId } }) {
    return three.includes(kept.patientId)
  }
  async function decideOpen(act: LinkAct) {
    const { links } = await lead.ask(routes.links)
    for (const { linkId, version } of links.filter(({ state }) => state === 'proposed').filter(isOfThree))
      await lead.ask(routes.decideLink, { params: { linkId }, body: { version, act, because } })
  }
})

test('somebody provisional is registered with the NHS number that a record which is linked to theirs has already', async () => {
  const numbered = await people.aPerson({
    identity: {
      name: { given: 'Nora', family: 'Twofold' },
      birthDate: '1931-05-06',
      nhsNumber: '9990000026',
    },
  })
  const { params } = await people.talking(aroha)
  const provisional = aCommand()
  await aroha.ask(routes.provisionalPerson, {
    params,
    body: { commandId: provisional, epoch: 0, name: 'Nora Twofold', where: 'At her sister’s', caller },
  })
  const { sql, run } = people.db
  await run(sql`update patients set kept_at = ${provisional} where id = ${numbered}`)
  await run(sql`update patients set others = 1 where id = ${provisional}`)
  const person = { given: 'Nora', family: 'Twofold', birthDate: '1931-05-06', nhsNumber: '999 000 0026' }
  const body = { commandId: aCommand(), epoch: 1, notThese: [] }

  const done = await aroha.ask(routes.completePerson, {
    params,
    body: { ...body, person: { ...person, agreements: {}, notKnown: {} } as never }, // as a form sends it
  })

  expect(done).toEqual({ kind: 'registered', patientId: provisional })
})
