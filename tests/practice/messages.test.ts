import { expect, test } from 'vitest'
import { segmentsOf } from '#server/practice/messages.ts'
import { aLine, MOBILE_NUMBER, NUMBER, sdk, twiml } from './aLine.ts'

const TEAM = '+447700900555'

test('a text goes from queued to delivered, and lies in the inbox', async () => {
  const { line, hub, clock } = await aLine()
  const message = await sdk(line).messages.create({
    from: MOBILE_NUMBER,
    to: TEAM,
    body: 'Task 4F7',
    statusCallback: `${hub.origin}/sms-status`,
  })
  await clock.advance(1_000)

  expect(message.status).toBe('queued')
  expect(hub.at('/sms-status').map(one => one.form.MessageStatus)).toEqual(['queued', 'sent', 'delivered'])
  expect(
    line
      .handset(TEAM)
      .inbox()
      .map(m => m.body),
  ).toEqual(['Task 4F7'])
})

test.each([
  ['a landline', '+441632960555', 'ring', '30006'],
  ['a telephone that is off', TEAM, 'unreachable', '30003'],
] as const)('a text to %s is not delivered, and says why', async (_to, to, habit, code) => {
  const { line, hub, clock } = await aLine()
  line.handset(to).setHabit(habit)
  await sdk(line).messages.create({
    from: MOBILE_NUMBER,
    to,
    body: 'x',
    statusCallback: `${hub.origin}/sms-status`,
  })
  await clock.advance(1_000)

  expect(hub.at('/sms-status').at(-1)?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: code })
  expect(line.handset(to).inbox()).toEqual([])
})

test('a text may be lost in the networks, come an hour late, or be read by whoever has the number now', async () => {
  const { line, hub, clock } = await aLine()
  const send = () =>
    sdk(line).messages.create({
      from: MOBILE_NUMBER,
      to: TEAM,
      body: 'x',
      statusCallback: `${hub.origin}/sms-status`,
    })
  const newest = () => hub.at('/sms-status').at(-1)?.form
  line.faults({ messages: { undelivered: 1 } })
  await send()
  await clock.advance(1_000)
  expect(newest()).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30008' })

  line.faults({ messages: { lateMs: 3_600_000 } })
  await send()
  await clock.advance(3_600_000)
  expect(newest()).toMatchObject({ MessageStatus: 'sent' })
  await clock.advance(1_000)
  expect(newest()).toMatchObject({ MessageStatus: 'delivered' })

  line.faults({ messages: { toNumber: '+447700900556' } })
  await send()
  await clock.advance(1_000)
  expect(newest()).toMatchObject({ MessageStatus: 'delivered', To: TEAM })
  expect([line.handset(TEAM).inbox().length, line.handset('+447700900556').inbox().length]).toEqual([1, 1])
})

test('a lone STOP stops every further text to that telephone, START lets them through again', async () => {
  const { line, clock } = await aLine({ '/sms': twiml() })
  const send = () => sdk(line).messages.create({ from: MOBILE_NUMBER, to: TEAM, body: 'Task' })
  const team = line.handset(TEAM)
  team.sendText(MOBILE_NUMBER, ' Stop ')
  await expect(send()).rejects.toMatchObject({ status: 400, code: 21610 })
  team.sendText(MOBILE_NUMBER, 'stop by the house')
  team.sendText(MOBILE_NUMBER, 'START')
  await send()
  await clock.advance(1_000)

  expect(team.inbox()).toHaveLength(1)
})

test.each([
  [{ from: MOBILE_NUMBER, to: '07700900555', body: 'x' }, 21211],
  [{ from: '+447700900999', to: TEAM, body: 'x' }, 21606],
  [{ from: MOBILE_NUMBER, to: TEAM, body: 'x'.repeat(1601) }, 21617],
  [{ from: MOBILE_NUMBER, to: TEAM }, 21602],
])('a text that cannot be sent is refused with the carrier’s code: %j', async (message, code) => {
  const { line } = await aLine()

  await expect(sdk(line).messages.create(message)).rejects.toMatchObject({ status: 400, code })
})

test('a text to a number without an address for texts is kept and answered by nobody', async () => {
  const { line, hub } = await aLine()
  line.handset(TEAM).sendText(NUMBER, 'hello')
  await line.settle()

  expect(hub.asked).toEqual([])
  expect(line.checkInvariants()).toEqual([])
})

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['’'.repeat(70), 1],
  ['’'.repeat(71), 2],
])('a text of that length has so many parts', (body, parts) => {
  expect(segmentsOf(body)).toBe(parts)
})
