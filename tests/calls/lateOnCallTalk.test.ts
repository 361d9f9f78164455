import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCall } from '#server/calls/callStore.ts'
import { changeCall } from '#server/calls/changeCall.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { lookBack } from '#server/calls/lookBack.ts'
import type { PhoneLine } from '#server/calls/phoneLine.ts'
import type { TaskResult } from '#shared/dispatch.ts'
import { CallId, TaskId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import { plusSeconds } from '#shared/time.ts'
import { aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// The carrier may tell of a talk on the on-call phone long after the call: by then a nurse may have closed what she took for a hang-up.
const ENDED = -300
let house: LineHouse
let aroha: Nurse
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

const at = (seconds: number) => plusSeconds(new Date().toISOString(), seconds)
const quiet = { error() {}, warn() {}, info() {}, debug() {} }
const deps = () => ({ ...house.house.deps, wakeFeed() {}, wakeTicker() {}, log: quiet })
const aSid = (kind: 'CA' | 'RE') => `${kind}${randomUUID().replaceAll('-', '')}`

/** Somebody who hung up waiting, as far as anybody knows. */
async function hungUp() {
  const callId = CallId.parse(randomUUID())
  const happens = (event: CallEvent) =>
    changeCall(deps(), { callId, lineId: house.north.lineId }, () => ({
      kind: 'event',
      sourceKey: `${callId}/${randomUUID()}`,
      event,
    }))
  const from = E164.parse(`+447700900${String(Math.floor(Math.random() * 900) + 100)}`)
  await happens({ kind: 'rang', at: at(-600), callSid: aSid('CA'), from, to: house.numberOf(1) })
  await happens({ kind: 'caller_ended', at: at(ENDED), status: 'completed' })
  return { callId, happens }
}

const owed = async (callId: CallId) => (await aroha.board()).tasks.filter(task => task.callId === callId)

async function closed(callId: CallId, result: TaskResult) {
  const [task] = await owed(callId)
  const params = { taskId: TaskId.parse(task?.taskId) }
  const body = { version: task?.version ?? 0, result, note: 'Rang twice, engaged' }
  expect((await aroha.ask(routes.closeTask, { params, body })).kind).toBe('done')
  return params.taskId
}

/** The carrier names a colleague who had the caller for some minutes. */
async function toldOfTalk(callId: CallId) {
  const phoneLine = {
    messagesOf: async () => [],
    pickedUpFor: async () => [{ leg: aSid('CA'), at: at(-580), seconds: 200 }],
  } as unknown as PhoneLine
  const call = await readCall(house.house.deps.db, callId)
  if (!call) throw new Error('there is no such call')
  await lookBack({ ...deps(), phoneLine }, call)
}

test.each(['not_needed', 'reached'] as const)(
  'a talk on call that is told after the hang-up was closed as %s is to be written up, and what was written then is kept',
  async result => {
    const { callId } = await hungUp()
    const taskId = await closed(callId, result)

    await toldOfTalk(callId)

    expect(await owed(callId)).toMatchObject([
      { taskId, kind: 'write_up_on_call', state: 'open', owner: { kind: 'desk' } },
    ])
    const { db } = house.database
    const [kept] = await db.run(db.sql<{ closedBefore: unknown }[]>`
      select closed_before from tasks where id = ${taskId}`)
    expect(kept?.closedBefore).toMatchObject([{ result, note: 'Rang twice, engaged' }])
  },
)

test('a talk that was written up stays closed, whatever else is told of the call', async () => {
  const { callId, happens } = await hungUp()
  await toldOfTalk(callId)
  await closed(callId, 'not_needed')

  await happens({ kind: 'recorded', at: at(-250), recordingSid: aSid('RE'), seconds: 0, ready: true })
  await happens({ kind: 'caller_ended', at: at(ENDED), status: 'completed' })

  expect(await owed(callId)).toEqual([])
})
