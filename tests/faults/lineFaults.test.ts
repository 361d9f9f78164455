import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PhoneCall, SoftphoneClient } from '#server/practice/lineOptions.ts'
import { routes } from '#shared/routes.ts'
import { unaccounted } from '#tests/support/accounts.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { until as untilOver } from '#tests/support/browser.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { dice } from '#tests/support/shuffled.ts'
import { struck } from '#tests/support/struck.ts'

// Sixty callers on a carrier on which everything goes wrong that can: what it tells comes late, twice, in the wrong order or
// never, its commands fail after they were done, and callers hang up at every step. The seed is in the title.
const SEED = Number(process.env.FAULT_SEED ?? 4_217)
const CALLERS = 60
const AT_ONCE = 8

let house: LineHouse
let nurses: Nurse[]
beforeAll(async () => {
  house = await lineHouse({ seed: SEED, speechRate: 1 })
  nurses = [await aNurse(house.url, 'aroha1'), await aNurse(house.url, 'bertil1')]
})
afterAll(() => house.close())

const FAULTS = {
  statusCallbacks: { duplicate: 0.3, delayMs: 60, reorder: 0.1, drop: 0.15 },
  rest: { errorAfterWork: 0.1, timeoutAfterWork: 0.02, tooMany: 0.1 },
  answers: { lost: 0.1 },
  hangUpShowsAsSystemError: 0.5,
}

/** Rings, and hangs up: at a step of the line's own doing, after a while, or not before the nurse does. */
async function aCaller(n: number): Promise<void> {
  const roll = dice(SEED + n)
  const kind = roll()
  const isEarly = kind < 0.3
  house.phone.faults({ ...FAULTS, ...(isEarly ? { hangUpAtStep: 1 + Math.floor(roll() * 12) } : {}) })
  const from = n % 9 === 0 ? 'anonymous' : `+44770090${String(1_000 + n)}`
  const call = house.phone.phone(from, house.numberOf(1))
  house.phone.faults(FAULTS)
  if (!isEarly && kind < 0.8) {
    await pause(200 + roll() * 1_500)
    call.hangUp()
  }
  await ended(call)
}

async function ended(call: PhoneCall): Promise<void> {
  const isOver = () => !['queued', 'initiated', 'ringing', 'in-progress'].includes(call.status)
  await untilOver('nobody came', isOver, 6_000).catch(() => call.hangUp())
  await until(async () => isOver()) // however long a busy machine takes: a call that never ends is what is looked for
}

/** Takes whoever waits, talks a little, ends the call and logs it; whatever is refused she tries again, as a person would. */
async function aShift(nurse: Nurse, me: string, seed: number, isOver: () => boolean): Promise<void> {
  const roll = dice(seed)
  let softphone: SoftphoneClient | undefined
  let connected = ''
  while (!isOver()) {
    await pause(40)
    const board = await nurse.board()
    const mine = board.calls.find(call => call.claimedBy?.name === me)
    const waiting = board.calls.find(call => call.claimedBy === null && call.endedAt === null)
    try {
      if (!mine && waiting) {
        await nurse.ask(routes.claimCall, {
          params: { callId: waiting.callId },
          body: { commandId: aCommand(), answersBy: 'browser' },
        })
      } else if (mine?.state === 'claimed' && connected !== mine.callId) {
        connected = mine.callId
        softphone?.close()
        const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
        softphone = house.phone.softphone(identity)
        await softphone.connect({ callId: mine.callId })
      } else if (mine?.state === 'talking') {
        await pause(roll() * 400)
        if (roll() < 0.7) await nurse.ask(routes.endCall, { params: { callId: mine.callId }, body: {} })
      } else if (mine?.state === 'wrapup') await close(nurse, mine.callId)
    } catch (error) {
      if (!/40[349]|50[23]/.test(String(error))) throw error // refused, gone or away: the board will say what is so
    }
  }
  softphone?.close()
}

async function close(nurse: Nurse, callId: string): Promise<void> {
  const { identity, notes } = await nurse.detail(callId)
  const marks = { commandId: aCommand(), epoch: identity.epoch, notesRevision: notes.revision }
  await nurse.ask(routes.closeCall, {
    params: { callId },
    body: { kind: 'non_clinical', ...marks, call: 'wrong_number', note: '' },
  })
}

test(`sixty callers on a carrier full of faults: every one is accounted for and no nurse is stuck (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const { db } = house.database
  let isOver = false
  let next = 0
  const callers = Array.from({ length: AT_ONCE }, async () => {
    while (next < CALLERS) await aCaller(next++)
  })
  const shifts = nurses.map((nurse, i) =>
    aShift(nurse, ['Aroha 1', 'Bertil 1'][i] ?? '', SEED + 10_000 + i, () => isOver),
  )

  await Promise.all(callers)
  house.phone.faults({})
  // What was lost is found by looking, and the nurses write down what they still owe.
  const quiet = async () => {
    await db.run(
      db.sql`update promises set due_at = now(), leased_until = null where kind = 'line.reconcile'`,
    )
    await pause(300)
    const { calls } = (await nurses[0]?.board()) ?? { calls: [] }
    return calls.length === 0 && (await unaccounted(carrierAndUs(), house.numberOf(1))).length === 0
  }
  await until(quiet, 90_000).catch(() => {})
  isOver = true
  await Promise.all(shifts)

  const board = await nurses[0]?.board()
  const failures = house.logged().filter(line => line.level === 'error')
  expect(await unaccounted(carrierAndUs(), house.numberOf(1))).toEqual([])
  expect(board?.calls).toEqual([])
  expect(board?.nurses.filter(nurse => nurse.state === 'busy')).toEqual([])
  expect(failures).toEqual([])
  const states = await db.run(db.sql<{ state: string }[]>`select distinct state from calls order by state`)
  expect(states.map(row => row.state)).toContain('closed')
  expect(states.map(row => row.state)).toContain('abandoned')
  // With a broken injector this would have been an easy night.
  expect(struck(house.phone.trace())).toEqual([
    'answer lost',
    'answered with 429',
    'copied',
    'dropped',
    'failed after the work',
    'held back',
    'hung up',
  ])
})

const carrierAndUs = () => ({ phone: house.phone, db: house.database.db })
