import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findByNumber } from '#server/patients/findPatients.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { aReport, OWN, promised, report, SON } from './deathHouse.ts'
import { because, type LinkedHouse, linkedHouse, theirs } from './linkedHouse.ts'

let people: LinkedHouse
let aroha: Nurse
let lead: Nurse
let callBacks: LinkedHouse['callBacks']
let onBoard: LinkedHouse['onBoard']

beforeAll(async () => {
  people = await linkedHouse()
  ;({ aroha, lead, callBacks, onBoard } = people)
})
afterAll(() => people.house.close())

test('a death that one of two records tells of is theirs when that one is not kept: what follows it is written there, and the kept one says it everywhere', async () => {
  const phone = '+447700900362'
  const its = [...theirs(), anEntry('phones', { number: phone, use: 'mobile' })]
  const [kept, other] = [await people.aPerson({ entries: its }), (await people.two())[1]]
  await promised(people.house, kept, OWN)
  const sons = await promised(people.house, kept, SON)
  await people.dies(other)
  const { seq } = await aroha.board()

  expect(await people.link(kept, other)).toEqual({ kind: 'done' })

  expect(await callBacks(kept)).toEqual(['done', 'open'])
  expect(await onBoard(kept)).toMatchObject([{ taskId: sons, hasDied: true }])
  expect(JSON.stringify(await aroha.ask(routes.feed, { query: { after: seq } }))).toContain(sons)
  const talk = await people.talkingAbout(aroha, kept)
  const read = await people.read(aroha, talk)
  expect(read.record.banner.deceased).toContain('other record')
  expect(read.record.blocks.map(({ title }) => title)).toContain('What mattered to them')
  expect(read.marks.linked).toMatchObject([{ patientId: other, hasDied: true }])
  const again = await aroha.ask(routes.reportDeath, {
    params: talk.params,
    body: { ...aReport(), epoch: talk.epoch },
  })
  expect(again).toMatchObject({ kind: 'refused', because: expect.stringContaining('Aroha 1 has reported') })
  const hints = await findByNumber(people, { lineId: people.registrar.lineId, from: phone })
  expect(hints).toMatchObject({ candidates: [{ patientId: kept, hasDied: true }] })
  await people.endAndClose(aroha, talk)
})

test('a death in the one that is not kept is verified there, and the bereaved are rung and the calls closed, as before they were linked', async () => {
  const [kept, other] = await people.two()
  await people.dies(other)
  await people.link(kept, other)
  const tasks = await people.tasksOf(other)
  const params = (kind: string) => ({ taskId: tasks.find(task => task.kind === kind)?.id as never })
  for (const kind of ['verify_death', 'bereavement_day'])
    await aroha.ask(routes.takeTask, { params: params(kind), body: { version: 1 } })

  const verified = await aroha.ask(routes.verifyDeathOfTask, {
    params: params('verify_death'),
    body: { commandId: aCommand(), verifiedAt: '2026-11-20T05:00:00.000Z', verifiedBy: 'Dr Mill' },
  })
  const closed = await aroha.ask(routes.closeBereavement, {
    params: params('bereavement_day'),
    body: { version: 2, response: 'accepted' },
  })

  expect([verified, closed]).toEqual([{ kind: 'done' }, { kind: 'done' }])
})

test('a death is not the other’s once they are parted: what it stopped there is owed again', async () => {
  const [kept, other] = await people.two()
  await promised(people.house, kept, OWN)
  await people.dies(other)
  await people.link(kept, other)
  const whileLinked = await callBacks(kept)
  const { seq } = await aroha.board()

  await people.part(kept)

  expect([whileLinked, await callBacks(kept)]).toEqual([['done'], ['open']])
  expect((await onBoard(kept)).map(({ hasDied }) => hasDied)).toEqual([undefined])
  expect(JSON.stringify(await aroha.ask(routes.feed, { query: { after: seq } }))).toContain(
    (await onBoard(kept))[0]?.taskId,
  )
  const talk = await people.talkingAbout(aroha, kept)
  expect((await people.read(aroha, talk)).record.banner.deceased).toBeUndefined()
  await people.endAndClose(aroha, talk)
})

test('a death that came with a record, and that nobody reported, stops as much on the one that is linked to it', async () => {
  const [kept, other] = await people.two()
  await promised(people.house, kept, OWN)
  const sons = await promised(people.house, kept, SON)
  const { db } = people.house.database
  await db.run(db.sql`update patients set is_deceased = true where id = ${other}`)
  await people.link(kept, other)
  const whileLinked = [await callBacks(kept), await onBoard(kept)]

  await people.part(kept)
  const parted = await callBacks(kept)
  await people.link(kept, other)

  expect(whileLinked).toMatchObject([['done', 'open'], [{ taskId: sons, hasDied: true }]])
  expect(parted).toEqual(['open', 'open'])
  expect(await callBacks(kept)).toEqual(['done', 'open'])
})

test('a death while they were linked stops what was promised on both, and starts again only what is about somebody else', async () => {
  const [kept, other] = await people.two()
  await promised(people.house, kept, OWN)
  await promised(people.house, other, OWN)
  await people.link(kept, other)
  await people.dies(kept)
  const whileLinked = [await callBacks(kept), await callBacks(other)]

  await people.part(kept)

  expect([whileLinked, await callBacks(kept), await callBacks(other)]).toEqual([
    [['done'], ['done']],
    ['done'],
    ['open'],
  ])
})

test('a death stops the call back to a number that only the other record names, or that is covered, and both records are told', async () => {
  const [kept, other] = [await people.aPerson(), (await people.two())[1]]
  const landline = '+441632960363'
  const hidden = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
  const covered = await people.aPerson({
    entries: [hidden, anEntry('phones', { number: landline, use: 'home' })],
  })
  await people.link(kept, other)
  await promised(people.house, kept, OWN)
  await promised(people.house, covered, landline)
  const { seq } = await aroha.board()

  await people.dies(kept)
  await people.dies(covered)

  expect([await callBacks(kept), await callBacks(covered)]).toEqual([['done'], ['done']])
  const told = JSON.stringify(await aroha.ask(routes.feed, { query: { after: seq } }))
  for (const patientId of [kept, other]) expect(told).toContain(`"kind":"record","patientId":"${patientId}"`)
})

test('a death that both tell of: the bereaved are rung by one of the two', async () => {
  const [kept, other] = await people.two()
  await people.dies(kept)
  await people.dies(other)
  const { bereavement } = people

  await people.link(kept, other)
  const linkedUp = [await bereavement(kept), await bereavement(other)]
  await people.part(kept)

  expect(linkedUp).toEqual([
    ['open', 'open', 'open'],
    ['done', 'done', 'done'],
  ])
  expect(await bereavement(other)).toEqual(['open', 'open', 'open'])
})

describe.each(['the kept one', 'the other', 'a third'] as const)(
  'a death on %s that is undone at the same moment as the link stops nothing any more',
  whose => {
    test.each(['the link', 'the undoing'] as const)('%s first', async first => {
      const [kept, other] = await people.two()
      const third = await people.aPerson({ entries: theirs() })
      const dead = { 'the kept one': kept, 'the other': other, 'a third': third }[whose]
      for (const patientId of [kept, other]) await promised(people.house, patientId, OWN)
      const talk = await people.talkingAbout(aroha, dead)
      const { deathId } = await report(aroha, talk)
      await people.endAndClose(aroha, talk)
      if (whose === 'a third') await people.link(kept, third)
      await people.propose(kept, other)
      const { linkId, version } = await people.linkOf(kept)
      const acts = [
        () => lead.ask(routes.decideLink, { params: { linkId }, body: { version, act: 'confirm', because } }),
        () => aroha.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } }),
      ]

      const done = await heldBack(
        people.house.database,
        whose === 'the other' ? other : kept,
        first === 'the link' ? acts : acts.toReversed(),
      )

      expect(done).toEqual(done.map(() => ({ status: 'fulfilled', value: { kind: 'done' } })))
      expect([await callBacks(kept), await callBacks(other)]).toEqual([['open'], ['open']])
      expect((await onBoard(kept)).map(({ hasDied }) => hasDied)).toEqual([undefined])
    })
  },
)

test.each(['the link', 'the death'] as const)(
  'a death at the same moment as the link stops what was promised on the other, %s first',
  async first => {
    const [kept, other] = await people.two()
    await promised(people.house, other, OWN)
    await people.propose(kept, other)
    const talk = await people.talkingAbout(aroha, kept)
    const { linkId, version } = await people.linkOf(kept)
    const acts = [
      () => lead.ask(routes.decideLink, { params: { linkId }, body: { version, act: 'confirm', because } }),
      () => report(aroha, talk),
    ]

    const done = await heldBack(people.house.database, kept, first === 'the link' ? acts : acts.toReversed())

    expect(done.map(one => (one.status === 'rejected' ? String(one.reason) : one.value.kind)).sort()).toEqual(
      ['done', 'reported'],
    )
    expect(await callBacks(other)).toEqual(['done'])
    await people.endAndClose(aroha, talk)
  },
)

test('a call back is not promised by the way to somebody of whose death the record tells that is linked at this moment', async () => {
  const [kept, other] = await people.two()
  await people.dies(other)
  await people.propose(kept, other)
  const talk = await people.talkingAbout(aroha, kept)
  await aroha.ask(routes.endCall, { params: talk.params, body: {} })
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const { params, body } = await people.outcomeOf(aroha, talk)
  const promise = () =>
    aroha.ask(routes.closeCall, {
      params,
      body: {
        ...body,
        outcome: { ...body.outcome, next: 'We ring again', callBack: { needed: true, dueAt } },
      } as never,
    })

  const [linked, saved] = await heldBack(people.house.database, kept, [
    () => people.decide(lead, kept, 'confirm'),
    promise,
  ])

  expect(linked).toEqual({ status: 'fulfilled', value: { kind: 'done' } })
  expect(saved).toEqual({
    status: 'fulfilled',
    value: { kind: 'refused', because: expect.stringContaining('has died') },
  })
  expect(await callBacks(kept)).toEqual([])
  expect((await promise()).kind).toBe('closed')
  expect(await onBoard(kept)).toMatchObject([{ hasDied: true }])
})

test('a process of the version before, which knows of reported deaths alone, still says what a death stopped', async () => {
  const { db } = people
  const asThere = db.sql`
    insert into death_stops (death_id, kind, subject_id, because, was)
    select d.id, 'task', d.id, 'Their own call back', '{}'
    from deaths d
    where false
    on conflict (death_id, kind, subject_id) do update set because = excluded.because`

  await expect(db.run(asThere)).resolves.toEqual([])
})
