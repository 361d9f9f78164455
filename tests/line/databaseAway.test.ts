import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import { until } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows, taskRows } from '#tests/support/tables.ts'

// One story: the database goes, callers ring, the disk goes as well, and another process picks up what was kept.
let folder: string
let house: SmallHouse
let door: CarrierDoor

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-away-'))
  house = await smallHouse({ dataDir: folder })
  door = carrierDoor(house, 'answered')
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const ofCall = (n: number, rest: string) =>
  `/webhooks/voice/${house.north.lineId}/${callIdOf(aLeg(n))}/${rest}`

test('while the database is away every caller is answered as ever, and every word is kept in the spool', async () => {
  const healthy = await door.tell('/webhooks/voice/incoming', aRing(1))
  // On a busy machine the first may have gone by the spool as well: it is stored before the database goes away.
  await until(
    async () => (await callRows(house.database.db)).length === 1 && house.house.line.spool.count() === 0,
  )
  await house.house.deps.callDb.close()

  const answers = [
    await door.tell('/webhooks/voice/incoming', aRing(2)),
    await door.tell(ofCall(2, 'chosen'), aRing(2, { Digits: '2', CallStatus: 'in-progress' })),
    await door.tell('/webhooks/voice/status', aRing(2, { CallStatus: 'completed', CallDuration: '20' })),
    await door.tell('/webhooks/voice/incoming', aRing(3, { From: ['+447700900125', 'x'] })),
    await door.tell('/webhooks/voice/status', aRing(3, { CallStatus: 'completed', From: '+447700900125' })),
  ]

  expect(answers.map(answer => answer.status)).toEqual([200, 200, 204, 200, 204])
  expect(answers[0]?.body).toBe(healthy.body.replaceAll(callIdOf(aLeg(1)), callIdOf(aLeg(2))))
  expect([house.house.line.spool.count(), (await callRows(house.database.db)).length]).toEqual([5, 1])
  expect((await fetch(`${house.url}/health`)).status).toBe(503)
})

test('a nurse’s browser telephone is told to try again: only it needs the database for its answer', async () => {
  const told = await door.tell('/webhooks/voice/softphone', {
    CallSid: aLeg(9),
    From: `client:nurse_${house.north.nurses[0]?.staffId.replaceAll('-', '')}`,
    To: '',
    callId: callIdOf(aLeg(1)),
    CallStatus: 'ringing',
  })

  expect([told.status, told.body.includes('try again in a moment')]).toEqual([200, true])
})

test('when the disk refuses as well the answer is a failure, and the carrier takes the fallback', async () => {
  const kept = house.house.line.spool.count()
  const spool = join(folder, 'spool')
  const aside = join(folder, 'spool-aside')
  // A file where the folder was: nothing can be made in it, even by root.
  house.house.line.spool.close()
  renameSync(spool, aside)
  writeFileSync(spool, '')

  const told = await door.tell('/webhooks/voice/incoming', aRing(4))

  rmSync(spool)
  renameSync(aside, spool)
  expect([told.status, told.body]).toEqual([500, expect.stringContaining('fallback')])
  expect(house.house.line.spool.count()).toBe(kept)
  expect((await door.tell('/webhooks/voice/incoming', aRing(4))).status).toBe(200)
})

test('the next process of the house stores what was kept: every caller has a row, every one who is owed a task', async () => {
  await house.another()

  await until(async () => house.house.line.spool.count() === 0)
  const { db } = house.database
  const calls = (await callRows(db)).map(call => [call.carrierSid, call.state, call.fromNumber])
  expect(new Set(calls.map(String))).toEqual(
    new Set([
      `${aLeg(1)},greeting,+447700900123`,
      `${aLeg(2)},callback_requested,+447700900123`,
      `${aLeg(3)},abandoned,+447700900125`,
      `${aLeg(4)},greeting,+447700900123`,
    ]),
  )
  expect((await taskRows(db)).map(task => [task.kind, task.fromNumber]).toSorted()).toEqual([
    ['call_back_abandoned', '+447700900125'],
    ['call_back_requested', '+447700900123'],
  ])
})
