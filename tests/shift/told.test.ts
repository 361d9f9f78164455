import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HandOvers } from '#shared/handOver.ts'
import type { ShiftNow } from '#shared/shift.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { type LiveConsole, liveConsole, until } from '#tests/support/browser.ts'

// What of the shift stands on every board is told to it, and asked for by no clock.
let house: SharedHouse
let live: LiveConsole
beforeAll(async () => {
  house = await sharedHouse()
  const { url } = house.small
  live = await liveConsole(url, house.as('lead').at.cookie, { origin: url })
})
afterAll(async () => {
  live.close()
  await house.small.close()
})

const heard = () => live.entries.filter(({ message }) => message.kind === 'shift').length
const says = (path: string, body: object, who = 'hub.nurse') =>
  house.as(who).at.post(path, { commandId: randomUUID(), ...body })
const now = async () => (await house.as('lead').at.get('/api/shift')).body as unknown as ShiftNow

/** Does it, and waits until the board has heard once more. */
async function isTold(act: () => Promise<unknown>): Promise<void> {
  const before = heard()
  await act()
  await until('the board hears', () => heard() === before + 1)
}

test('a hand-over that is given, taken back or acknowledged is heard on every board, and is another on the page', async () => {
  const waiting = async () =>
    ((await house.as('lead').at.get('/api/shift/hand-overs')).body as unknown as HandOvers).waiting[0]
  const change = async (act: 'withdraw' | 'take', who: string) => {
    const { handOverId, version } = (await waiting()) ?? {}
    await says('/api/shift/hand-overs', { act, handOverId, version }, who)
  }
  const marks = new Set([(await now()).handOverMark])

  await isTold(() => says('/api/shift/hand-overs', { act: 'give', worries: [] }))
  marks.add((await now()).handOverMark)
  await isTold(() => change('withdraw', 'hub.nurse'))
  marks.add((await now()).handOverMark)
  await isTold(() => says('/api/shift/hand-overs', { act: 'give', worries: [] }))
  await isTold(() => change('take', 'lead'))
  marks.add((await now()).handOverMark)

  expect(marks.size).toBe(4)
})

test('a pause that is asked for, and one that nobody wants any more, is heard on every board', async () => {
  await isTold(() => says('/api/shift/pause', { act: 'ask' }))
  await isTold(() => says('/api/shift/pause', { act: 'end' }))
})

test('the ring-round is another on the page once somebody is chosen, skipped or put on the board', async () => {
  const patientId = await house.person([
    anEntry('phaseOfIllness', { phase: 'dying', at: '2026-11-20T10:00:00.000Z' }),
  ])
  const { sql, run } = house.small.database.db
  await run(sql`update patients set status = 'active' where id = ${patientId}`)
  const marks = new Set([(await now()).roundMark])
  await says('/api/shift/round', { act: 'draw' })
  marks.add((await now()).roundMark)
  const { body } = await house.as('lead').at.get('/api/shift/round')
  const { calls } = body as unknown as { calls: { roundCallId: string; patientId: string }[] }
  const roundCallId = calls.find(one => one.patientId === patientId)?.roundCallId
  await says('/api/shift/round', { act: 'assign', roundCallId, staffId: house.as('lead').actor.staffId })
  marks.add((await now()).roundMark)
  await says('/api/shift/round', { act: 'skip', roundCallId, because: 'Her nurse sits with her' })
  marks.add((await now()).roundMark)

  expect(marks.size).toBe(4)
})
