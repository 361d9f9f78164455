import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceKeys } from '#server/platform/config.ts'
import { connectDatabase } from '#server/platform/database.ts'
import { signatureOf } from '#server/practice/webhooks.ts'
import { unaccounted } from '#tests/support/accounts.ts'
import { until } from '#tests/support/aNurse.ts'
import { aRing } from '#tests/support/carrierDoor.ts'
import { CARE_LINE, FAULT_SECRET, type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import { type OwnPostgres, ownPostgres } from '#tests/support/ownPostgres.ts'
import { type ScriptedNurse, scriptedNurse, stateOf } from '#tests/support/scriptedNurse.ts'
import { stopwatch, watchStandstill } from '#tests/support/standstill.ts'
import { callRows } from '#tests/support/tables.ts'

// The database is stopped, killed and frozen while people talk and ring. They must not notice, and nothing may be lost.
let postgres: OwnPostgres
let house: FaultHouse
let nurse: ScriptedNurse

beforeAll(async () => {
  postgres = await ownPostgres()
  house = await faultHouse(postgres.url, { seed: 7 })
  nurse = await scriptedNurse(house, 'nurse1')
})
afterAll(async () => {
  await house?.close()
  await postgres?.close()
})

let callers = 0
function aCaller() {
  callers += 1
  const number = `+4477008${String(callers).padStart(5, '0')}`
  return { number, phone: house.phone.phone(number) }
}

/** Rings at the door for as long as `during` lasts; answers how long each answer took, and what was not an answer. */
async function ringing(during: () => Promise<void>) {
  const { authToken, accountSid } = practiceKeys(FAULT_SECRET)
  const url = `${house.url}/webhooks/voice/incoming`
  const answered: string[] = []
  const refused: unknown[] = []
  const machine = watchStandstill()
  let slowestMs = 0
  let isOver = false
  const ring = async (from: number) => {
    for (let n = from; !isOver; n += 10) {
      const form = {
        AccountSid: accountSid,
        ...aRing(900_000 + callers * 1_000 + n),
        To: CARE_LINE,
      } as Record<string, string>
      const took = stopwatch(machine)
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signatureOf(authToken, url, Object.entries(form)) },
        body: new URLSearchParams(form),
      })
      const body = await response.text()
      slowestMs = Math.max(slowestMs, took())
      if (response.status === 200 && body.includes('<Enqueue')) answered.push(String(form.CallSid))
      else refused.push(response.status)
      await pause(40)
    }
  }
  const rings = [1, 2, 3, 4].map(ring)
  await during()
  isOver = true
  await Promise.all(rings)
  machine.stop()
  return { answered, refused, slowestMs }
}

const faults: [string, () => Promise<void>, () => Promise<void>][] = [
  ['stopped by its administrator', () => postgres.shutDown(), () => postgres.start()],
  ['killed with -9, every process of it', () => postgres.kill(), () => postgres.start()],
  ['frozen, with all its connections standing', async () => postgres.freeze(), async () => postgres.thaw()],
]

test.each(faults)(
  '%s: every caller is answered in time, the talk goes on, and nothing is lost',
  async (_, fail, mend) => {
    const talking = aCaller()
    const { callId } = await nurse.waitForCall(call => call.from === talking.number)
    const softphone = await nurse.answer(callId)
    const waiting = aCaller()
    await nurse.waitForCall(call => call.from === waiting.number)
    let during: ReturnType<typeof aCaller> | undefined

    const { answered, refused, slowestMs } = await ringing(async () => {
      await fail()
      during = aCaller()
      await during.phone.waitToHear(/You are through/)
      talking.phone.say('Can you hear me?')
      await until(async () => softphone.messages().some(message => message.type === 'heard'))
      waiting.phone.hangUp() // told to the spool only
      await pause(1_200)
      await mend()
    })

    // A 2xx is a promise: whoever was answered has a row, the moment the database can hold one.
    await until(async () => {
      const rows = new Set((await callRows(house.db)).map(row => row.carrierSid))
      return answered.every(sid => rows.has(sid))
    }, 15_000)
    const inTalk = await stateOf(nurse, callId)
    await nurse.end(callId)
    await nurse.close(callId)
    during?.phone.hangUp()
    softphone.close()
    await until(async () => (await unaccounted(house)).length === 0, 20_000).catch(async () =>
      expect(await unaccounted(house)).toEqual([]),
    )
    expect([refused, inTalk]).toEqual([[], 'talking'])
    expect(answered.length).toBeGreaterThan(10) // many were, or this was an easy time
    expect(slowestMs).toBeLessThan(2_000)
  },
)

test('every write that 24 writers were told is done is there, though the database is killed three times', async () => {
  const db = connectDatabase({ url: postgres.url, max: 8, deadlineMs: 1_500, name: 'writers' })
  await db.run(db.sql`create table written (writer int, n int, primary key (writer, n))`)
  const told: string[] = []
  const failures = new Map<string, number>()
  const machine = watchStandstill()
  let slowestFailureMs = 0
  let isOver = false
  const write = async (writer: number) => {
    for (let n = 0; !isOver; n += 1) {
      const took = stopwatch(machine)
      try {
        await db.run(db.sql`insert into written (writer, n) values (${writer}, ${n})`)
        told.push(`${writer}/${n}`)
      } catch (error) {
        slowestFailureMs = Math.max(slowestFailureMs, took())
        const name = error instanceof Error ? error.name : 'unknown'
        failures.set(name, (failures.get(name) ?? 0) + 1)
        await pause(20)
      }
    }
  }
  const writers = Array.from({ length: 24 }, (_, writer) => write(writer))
  // Each time in the middle of much writing, however long this machine takes for it.
  const hasWritten = (count: number) => until(async () => told.length > count)
  for (let i = 0; i < 3; i += 1) {
    await hasWritten(told.length + 150)
    await postgres.kill()
    await pause(300)
    await postgres.start()
  }
  await hasWritten(told.length + 150)
  isOver = true
  await Promise.all(writers)
  machine.stop()

  const rows = await until(() =>
    db.run(db.sql<{ writer: number; n: number }[]>`select writer, n from written`).catch(() => null),
  )
  const found = new Set(rows.map(row => `${row.writer}/${row.n}`))
  await db.close()
  expect(told.filter(one => !found.has(one))).toEqual([])
  expect(told.length).toBeGreaterThan(500)
  expect([...failures.keys()]).toEqual(['DatabaseUnavailable'])
  expect(slowestFailureMs).toBeLessThan(2_500)
})
