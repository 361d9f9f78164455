import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { starters } from '#server/triage/starters.ts'
import { routes } from '#shared/routes.ts'
import type { ProtocolContent } from '#shared/triage.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

let house: LineHouse
let nurse: Nurse
let lead: Nurse
let second: Nurse
let elsewhere: Nurse

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const people = [
    ['nurse', 'coordinator', house.north.lineId],
    ['lead', 'shift_lead', house.north.lineId],
    ['second', 'shift_lead', house.north.lineId],
    ['elsewhere', 'shift_lead', house.south.lineId],
  ] as const
  for (const [signInName, role, lineId] of people)
    await aColleague(db, lineId, { signInName, role, organisation: 'Test Hospice', kind: 'hub' })
  ;[nurse, lead, second, elsewhere] = (await Promise.all(
    people.map(([name]) => aNurse(house.url, name)),
  )) as [Nurse, Nurse, Nurse, Nurse]
})
afterAll(() => house.close())

let place = 0
/** A protocol that no test before has touched. */
function another() {
  const starter = starters[place++]
  if (!starter) throw new Error('more tests than starters')
  return starter
}

const starterOf = (version: number) => ({ version, isStarter: true })
const of = (protocolId: string, version = 2) => ({ params: { protocolId, version } })

async function begun(by: Nurse, { protocolId, version }: { protocolId: string; version: number }) {
  const reply = await by.ask(routes.beginProtocol, {
    params: { protocolId },
    body: { commandId: aCommand(), basedOn: starterOf(version) },
  })
  if (reply.kind !== 'begun') throw new Error(reply.because)
  return reply.version
}
const write = (by: Nurse, protocolId: string, content: ProtocolContent, revision = 1) =>
  by.ask(routes.writeProtocol, {
    ...of(protocolId),
    body: { commandId: aCommand(), revision, content, reviewOn: null },
  })
type Act =
  | 'send'
  | 'throw_away'
  | { kind: 'approve'; reviewOn: string }
  | { kind: 'send_back'; because: string }
const act = (by: Nurse, protocolId: string, revision: number, given: Act, commandId = aCommand()) =>
  by.ask(routes.actOnProtocol, {
    ...of(protocolId),
    body: { commandId, revision, act: typeof given === 'string' ? { kind: given } : given },
  })
const shown = async (by: Nurse, protocolId: string) =>
  (await by.ask(routes.protocolsInForce)).protocols.find(one => one.protocolId === protocolId)
const versions = async (by: Nurse, protocolId: string) =>
  (await by.ask(routes.protocolVersions, { params: { protocolId } })).versions

const NEXT_YEAR = '2099-01-01'

test('until somebody has approved one, the starter is shown, and says that nobody has', async () => {
  const { protocols, withdrawn } = await nurse.ask(routes.protocolsInForce)

  expect(protocols).toHaveLength(starters.length)
  expect(protocols.every(({ isStarter, approvedBy }) => isStarter && approvedBy === null)).toBe(true)
  expect(withdrawn).toEqual([])
})

test('a draft is written, sent, and approved by another person; then nurses are shown it', async () => {
  const starter = another()
  const { protocolId, content } = starter
  await begun(lead, starter)
  expect(await write(lead, protocolId, { ...content, title: 'As we ask it' })).toMatchObject({ revision: 2 })
  expect((await shown(nurse, protocolId))?.content.title).toBe(content.title)

  expect(await act(lead, protocolId, 2, 'send')).toEqual({ kind: 'done' })
  expect(await act(lead, protocolId, 3, { kind: 'approve', reviewOn: NEXT_YEAR })).toMatchObject({
    kind: 'refused',
    because: 'You wrote in this version. Another person approves it.',
  })
  expect(await act(second, protocolId, 3, { kind: 'approve', reviewOn: '2020-01-01' })).toMatchObject({
    kind: 'refused',
  })
  expect(await act(second, protocolId, 3, { kind: 'approve', reviewOn: NEXT_YEAR })).toEqual({ kind: 'done' })

  expect(await shown(nurse, protocolId)).toMatchObject({
    version: 2,
    isStarter: false,
    content: { title: 'As we ask it' },
    approvedBy: 'second',
    reviewOn: NEXT_YEAR,
  })
  expect((await shown(elsewhere, protocolId))?.isStarter).toBe(true)
  // What was there before is kept, and can be begun from again.
  expect((await versions(nurse, protocolId)).map(one => [one.version, one.state, one.isInForce])).toEqual([
    [2, 'approved', true],
    [1, 'starter', false],
  ])
})

test('whoever wrote in it, later too, does not approve it: the database says so as well', async () => {
  const starter = another()
  const { protocolId, content } = starter
  await begun(lead, starter)
  await write(second, protocolId, { ...content, title: 'Also hers' })
  await act(lead, protocolId, 2, 'send')

  expect(await act(second, protocolId, 3, { kind: 'approve', reviewOn: NEXT_YEAR })).toMatchObject({
    kind: 'refused',
  })
  const { db } = house.database
  await expect(
    db.run(db.sql`
      update protocol_versions
      set state = 'approved', approved_by = author_id, approved_name = 'x', approved_at = now(), settled_at = now(),
          review_on = now()
      where protocol_id = ${protocolId}`),
  ).rejects.toThrow(/approved_by_another/)
})

test('of two who write at once the second is told, and nothing of the first is lost', async () => {
  const starter = another()
  const { protocolId, content } = starter
  await begun(lead, starter)
  await write(lead, protocolId, { ...content, title: 'First' })

  expect(await write(second, protocolId, { ...content, title: 'Second' })).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('A colleague has changed this version'),
  })
  expect((await versions(lead, protocolId))[0]?.content.title).toBe('First')
})

test('sent twice is done once, and one draft is open at a time', async () => {
  const starter = another()
  const { protocolId, version } = starter
  const begin = { commandId: aCommand(), basedOn: starterOf(version) }
  const first = await lead.ask(routes.beginProtocol, { params: { protocolId }, body: begin })

  expect(await lead.ask(routes.beginProtocol, { params: { protocolId }, body: begin })).toEqual(first)
  expect(
    await second.ask(routes.beginProtocol, {
      params: { protocolId },
      body: { ...begin, commandId: aCommand() },
    }),
  ).toMatchObject({ kind: 'refused', because: expect.stringContaining('lead has a draft of this open') })
  const commandId = aCommand()
  expect(await act(lead, protocolId, 1, 'send', commandId)).toEqual({ kind: 'done' })
  expect(await act(lead, protocolId, 1, 'send', commandId)).toEqual({ kind: 'done' })
  expect(
    await act(second, protocolId, 2, { kind: 'send_back', because: 'The third asks yes or no' }),
  ).toEqual({
    kind: 'done',
  })
  expect((await versions(lead, protocolId))[0]).toMatchObject({
    state: 'draft',
    sentBackBecause: 'The third asks yes or no',
  })
  expect(await act(lead, protocolId, 3, 'throw_away')).toEqual({ kind: 'done' })
  expect((await shown(nurse, protocolId))?.isStarter).toBe(true)
})

describe('withdrawn', () => {
  const withdraw = (by: Nurse, protocolId: string, version: number, isStarter: boolean) =>
    by.ask(routes.withdrawProtocol, {
      params: { protocolId },
      body: { commandId: aCommand(), version, isStarter, because: 'It names a number that is no more' },
    })

  test('a starter is shown no more, with the reason, and comes back only by an act', async () => {
    const starter = another()
    const { protocolId, version, content } = starter

    expect(await withdraw(lead, protocolId, version, true)).toEqual({ kind: 'done' })
    expect(await withdraw(second, protocolId, version, true)).toMatchObject({ kind: 'refused' })

    expect(await shown(nurse, protocolId)).toBeUndefined()
    expect((await nurse.ask(routes.protocolsInForce)).withdrawn).toContainEqual({
      title: content.title,
      because: 'It names a number that is no more',
    })
    const { protocols } = await nurse.ask(routes.protocols)
    expect(protocols.find(one => one.protocolId === protocolId)?.shown).toMatchObject({ state: 'withdrawn' })

    // The older as a new draft, and another's yes.
    const reply = await lead.ask(routes.beginProtocol, {
      params: { protocolId },
      body: { commandId: aCommand(), basedOn: starterOf(version) },
    })
    expect(reply).toEqual({ kind: 'begun', version: 3 })
  })

  test('an approved one leaves nothing older in its place', async () => {
    const starter = another()
    const { protocolId } = starter
    await begun(lead, starter)
    await act(lead, protocolId, 1, 'send')
    await act(second, protocolId, 2, { kind: 'approve', reviewOn: NEXT_YEAR })

    expect(await withdraw(lead, protocolId, starter.version, true)).toMatchObject({ kind: 'refused' })
    expect(await withdraw(lead, protocolId, 2, false)).toEqual({ kind: 'done' })
    expect(await shown(nurse, protocolId)).toBeUndefined()
  })
})

test('nurses read and do not write', async () => {
  const { protocolId, version } = another()
  const refusal = await nurse.refused(routes.beginProtocol, {
    params: { protocolId },
    body: { commandId: aCommand(), basedOn: starterOf(version) },
  })

  expect(refusal.status).toBe(403)
})

test('nobody sees a draft of another line', async () => {
  const starter = another()
  await begun(lead, starter)

  expect(await versions(elsewhere, starter.protocolId)).toHaveLength(1)
  expect(await write(elsewhere, starter.protocolId, starter.content)).toMatchObject({ kind: 'refused' })
})
