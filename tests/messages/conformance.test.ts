import { afterAll, beforeAll, expect, test } from 'vitest'
import { pressOneOrTwo } from '#server/line/twiml.ts'
import { KNOWN_CODES } from '#server/messages/core/refusals.ts'
import { templates, wordedBy } from '#server/messages/core/templates.ts'
import { publishedApi } from '#tests/practice/openapi.ts'
import { ErrorCodes, published, TwimlGrammar, twilioData } from '#tests/practice/twilioData.ts'
import { until } from '#tests/support/aNurse.ts'
import { breaches, verbsOf } from '#tests/support/twimlCheck.ts'
import { type MessageHouse, messageHouse, NURSE } from './messageHouse.ts'

let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse()
})
afterAll(() => house.close())

const RING = pressOneOrTwo(
  'https://care.example/webhooks/messages/1/pressed',
  wordedBy('ring_task', { urgency: 'urgency 1', by: 'Wed 02:30' }).words,
)

test('a ring says its words twice, takes one key, and ends by itself', () => {
  expect(verbsOf(RING).map(({ name }) => name)).toEqual(['Gather', 'Gather', 'Say', 'Hangup'])
  expect(RING.length).toBeLessThan(4_000) // what the carrier takes with a command: telephony guide 1.1
  expect(Object.values(templates).filter(one => 'isSaid' in one).length).toBeGreaterThan(1)
})

published('what is asked of the carrier about texts and rings is as it has published', async () => {
  house.phone.faults({ statusCallbacks: { drop: 1 } })
  const text = await house.want('text')
  const ring = await house.want('ring_with_key')
  await until(
    async () => (await house.row(text))?.state === 'sent' && (await house.row(ring))?.state === 'sent',
  )
  house.phone.failRest('timeout')
  await house.want('text')
  await until(async () => house.phone.handset(NURSE).inbox().length === 2)
  house.phone.failRest('no')
  await until(async () => (await house.rows()).every(({ carrierSid }) => carrierSid !== null))
  const { db } = house.database
  await db.run(db.sql`update promises set due_at = now() where kind = 'message.look'`)
  house.house.deps.wakeTicker()
  await until(async () => (await house.row(text))?.state === 'delivered')

  const api = publishedApi()
  const asked = house.phone.trace().filter(({ kind }) => kind === 'rest')
  const ours = asked
    .map(({ detail }) => ({
      method: String(detail.method),
      url: `https://api.twilio.com${String(detail.url).replace(/^\/api/, '')}`,
      form: detail.form as [string, string][],
      status: 200,
      body: {},
    }))
    .filter(({ url }) => /\/(Messages|Calls)(\/|\.json)/.test(url))
  const wrong = ours.flatMap(one => api.request(one))

  expect(wrong).toEqual([])
  for (const kind of [
    /^POST .*Messages.json/,
    /^GET .*Messages.json/,
    /^GET .*Messages\/SM/,
    /^POST .*Calls.json/,
  ])
    expect(ours.some(({ method, url }) => kind.test(`${method} ${url}`))).toBe(true)
})

published('a ring says only what the carrier’s grammar knows', () => {
  expect(breaches(RING, twilioData('twiml-grammar.json', TwimlGrammar))).toEqual([])
})

published('the codes that have words are the carrier’s', () => {
  const there = new Set(twilioData('error-codes.json', ErrorCodes).codes.map(({ code }) => code))

  // Newer than the copy that lies beside the project.
  expect(KNOWN_CODES.filter(code => !there.has(code))).toEqual([21659])
})
