import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import { signatureOf } from '#server/practice/webhooks.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, until } from '#tests/support/aNurse.ts'
import { carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { shuffled } from '#tests/support/shuffled.ts'
import { callRows, tablesHash, taskRows } from '#tests/support/tables.ts'

const SEED = 20_261_123
const REPLAYS = 50
const NIGHTS = 25

let house: LineHouse
beforeAll(async () => {
  house = await lineHouse({ speechRate: 1 })
})
afterAll(() => house.close())

/** One caller who talks and one who leaves a message: nearly every webhook there is. */
async function aBusyNight(): Promise<void> {
  const nurse = await aNurse(house.url, 'aroha1')
  const talker = house.phone.phone('+447700900123', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+447700900123')
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  await nurse.waitForCall(call => call.state === 'talking')
  talker.hangUp()
  await nurse.waitForCall(call => call.state === 'wrapup')
  const detail = await nurse.detail(callId)
  await nurse.ask(routes.closeCall, {
    params: { callId },
    body: {
      kind: 'non_clinical',
      commandId: aCommand(),
      epoch: detail.identity.epoch,
      notesRevision: detail.notes.revision,
      call: 'wrong_number',
      note: '',
    },
  })
  softphone.close()

  const recorder = house.phone.phone('+447700900124', house.numberOf(1))
  await recorder.waitForStatus('in-progress')
  await recorder.waitToHear(/press any key/)
  recorder.press('5')
  await recorder.waitToHear(/press 1/)
  recorder.press('1')
  await recorder.waitToHear(/Please say who you are/)
  recorder.say('It is Iris Faintheart, please ring me.')
  recorder.press('#')
  await recorder.waitForStatus('completed', 10_000)
  await house.phone.settle()
  await isStored()
}

/** What a machine that stood still sent by the spool is stored as well. */
const isStored = () => until(async () => house.house.line.spool.count() === 0)

/** However long the repeats take: nothing falls due meanwhile, and no nurse is found to be silent. */
async function nothingMoreComes(): Promise<void> {
  const { db } = house.database
  await db.run(db.sql`update readiness set last_heard_at = now() + interval '1 hour'`)
  const open = db.sql`kept_at is null and given_up_at is null and kind <> 'line.reconcile'`
  await until(async () => {
    await db.run(db.sql`update promises set due_at = now() where ${open} and leased_until is null`)
    return (await db.run(db.sql`select from promises where ${open}`)).length === 0
  })
}

/** Every webhook that the practice line sent to the house, as it sent it. */
function webhooksSent(): { url: string; form: Record<string, string> }[] {
  return house.phone
    .trace()
    .filter(
      entry => entry.kind === 'webhook' && String(entry.detail.url).startsWith(`${house.url}/webhooks/`),
    )
    .map(({ detail }) => ({ url: String(detail.url), form: detail.form as Record<string, string> })) // as the line sent it
}

async function post({ url, form }: { url: string; form: Record<string, string> }): Promise<number> {
  const { authToken } = carrierDoor(house)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(authToken, url, Object.entries(form)) },
    body: new URLSearchParams(form),
  })
  await response.text()
  return response.status
}

test(`every webhook of a night, ${REPLAYS} times more and shuffled (seed ${SEED}), changes nothing at all`, async () => {
  await aBusyNight()
  const { db } = house.database
  await until(async () => (await taskRows(db)).some(task => task.recordingSid !== null))
  await nothingMoreComes()
  const sent = webhooksSent()
  const before = await tablesHash(db)

  const repeats = shuffled(Array.from({ length: REPLAYS }, () => sent).flat(), SEED)
  const statuses = new Set<number>()
  for (let i = 0; i < repeats.length; i += 20) {
    const batch = repeats.slice(i, i + 20).map(async one => statuses.add(await post(one)))
    await Promise.all(batch)
  }

  await isStored()
  expect(sent.length).toBeGreaterThan(12)
  expect([...statuses].toSorted()).toEqual([200, 204])
  expect(await tablesHash(db)).toBe(before)
  expect((await callRows(db)).map(call => call.state)).toEqual(['closed', 'voicemail'])
})

test(`${NIGHTS} nights more, of other callers, whose webhooks come for the first time in any order (seed ${SEED}), end as this one`, async () => {
  const { db } = house.database
  const before = new Set((await callRows(db)).map(({ id }) => id))
  const sent = webhooksSent()
  const words = shuffled(
    Array.from({ length: NIGHTS }, (_, night) => sent.map(one => ofAnother(one, night + 1))).flat(),
    SEED,
  )

  for (let i = 0; i < words.length; i += 20)
    await Promise.all(words.slice(i, i + 20).map(async word => expect(await post(word)).toBeLessThan(300)))

  const others = async () => (await callRows(db)).filter(({ id }) => !before.has(id))
  // Nobody took these calls: who talked in the first night hung up in the others.
  const ends = ['abandoned', 'voicemail'].flatMap(state => Array.from({ length: NIGHTS }, () => state))
  await until(async () => {
    const states = (await others()).map(({ state }) => state)
    return states.length === 2 * NIGHTS && states.every(state => ends.includes(state))
  })
  expect((await others()).map(({ state }) => state).toSorted()).toEqual(ends)
  const owed = (await taskRows(db)).filter(({ callId }) => callId !== null && !before.has(callId))
  expect(owed.map(({ kind }) => kind).toSorted()).toEqual(
    ['call_back_abandoned', 'hear_voicemail'].flatMap(kind => Array.from({ length: NIGHTS }, () => kind)),
  )
})

/** The same word of another night: every leg, room, recording and call has another name. */
function ofAnother({ url, form }: { url: string; form: Record<string, string> }, night: number) {
  const renamed = (text: string) =>
    text.replace(/\b(CA|CF|RE|QU)([0-9a-f]{32})\b/g, (_, prefix: string, rest: string) => {
      const hex = (BigInt(`0x${rest}`) + BigInt(night)) % 2n ** 128n
      return `${prefix}${hex.toString(16).padStart(32, '0')}`
    })
  const callIds = new Map(
    [...JSON.stringify(webhooksSent()).matchAll(/\bCA[0-9a-f]{32}\b/g)].map(([leg]) => [
      callIdOf(leg) as string,
      callIdOf(renamed(leg)) as string,
    ]),
  )
  const whole = (text: string) =>
    renamed(text).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => callIds.get(id) ?? id)
  return {
    url: whole(url),
    form: Object.fromEntries(Object.entries(form).map(([name, value]) => [name, whole(value)])),
  }
}
