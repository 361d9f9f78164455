import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '#server/practice/webhooks.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, until } from '#tests/support/aNurse.ts'
import { carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { shuffled } from '#tests/support/shuffled.ts'
import { callRows, tablesHash, taskRows } from '#tests/support/tables.ts'

const SEED = 20_261_123
const REPLAYS = 50

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
}

test(`every webhook of a night, ${REPLAYS} times more and shuffled (seed ${SEED}), changes nothing at all`, async () => {
  await aBusyNight()
  const { db } = house.database
  await until(async () => (await taskRows(db)).some(task => task.recordingSid !== null))
  const sent = house.phone
    .trace()
    .filter(
      entry => entry.kind === 'webhook' && String(entry.detail.url).startsWith(`${house.url}/webhooks/`),
    )
    .map(({ detail }) => ({ url: String(detail.url), form: detail.form as Record<string, string> })) // as the line sent it
  const { authToken } = carrierDoor(house)
  const before = await tablesHash(db)

  const repeats = shuffled(Array.from({ length: REPLAYS }, () => sent).flat(), SEED)
  const statuses = new Set<number>()
  for (let i = 0; i < repeats.length; i += 20) {
    const batch = repeats.slice(i, i + 20).map(async ({ url, form }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signatureOf(authToken, url, Object.entries(form)) },
        body: new URLSearchParams(form),
      })
      await response.text()
      statuses.add(response.status)
    })
    await Promise.all(batch)
  }

  expect(sent.length).toBeGreaterThan(12)
  expect([...statuses].toSorted()).toEqual([200, 204])
  expect(await tablesHash(db)).toBe(before)
  expect((await callRows(db)).map(call => call.state)).toEqual(['closed', 'voicemail'])
})
