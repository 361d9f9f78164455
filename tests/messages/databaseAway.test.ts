import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#tests/support/aNurse.ts'
import { carrierDoor } from '#tests/support/carrierDoor.ts'
import { type MessageHouse, messageHouse, NURSE, TEXTS } from './messageHouse.ts'

let folder: string
let house: MessageHouse
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-texts-'))
  house = await messageHouse({}, { dataDir: folder })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what is texted, pressed and told while the database is away is answered, kept on the disk, and stored once when it is back', async () => {
  const door = carrierDoor(house, 'answered')
  const text = await house.want('text')
  await until(async () => (await house.row(text))?.state === 'delivered')
  const ring = await house.want('ring_with_key')
  const call = await house.phone.handset(NURSE).waitForRing()
  await until(async () => (await house.row(ring))?.state === 'sent' && house.house.line.spool.count() === 0)
  await house.house.deps.callDb.close()

  const one = { MessageSid: `SM${'1'.repeat(32)}`, From: NURSE, To: TEXTS, Body: 'ACCEPT 4F7' }
  const answers = [
    await door.tell('/webhooks/messages/incoming', one),
    await door.tell('/webhooks/messages/incoming', one),
    await door.tell(`/webhooks/messages/${text}/text`, { MessageSid: one.MessageSid, MessageStatus: 'read' }),
  ]
  call.answer()
  await call.waitToHear(/Press 1/)
  call.press('1')
  await call.waitToHear(/That is noted/)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 204])
  expect(await house.answers()).toEqual([])
  expect(house.house.line.spool.count()).toBeGreaterThanOrEqual(4)

  await house.another()
  await until(async () => house.house.line.spool.count() === 0)
  await until(async () => (await house.answers()).length === 2)
  expect(
    (await house.answers()).map(({ via, messageId, said }) => [via, messageId, said.kind]).toSorted(),
  ).toEqual([
    ['key', ring, 'accept'],
    ['text', text, 'accept'],
  ])
  expect([(await house.row(text))?.state, (await house.row(ring))?.state]).toEqual(['answered', 'answered'])
})
