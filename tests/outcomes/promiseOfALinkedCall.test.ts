import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answeredBy, owedTasks } from '#client/board/core/lists.ts'
import { readCall } from '#server/calls/callStore.ts'
import { changeCall } from '#server/calls/changeCall.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { lookBack } from '#server/calls/lookBack.ts'
import type { PhoneLine } from '#server/calls/phoneLine.ts'
import type { BoardTask, TaskResult } from '#shared/dispatch.ts'
import { CallId, type PatientId, TaskId } from '#shared/ids.ts'
import type { CallBack } from '#shared/outcomes.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import { plusSeconds } from '#shared/time.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// A call that the ring owed already is to answer too was promised a ring as well: whatever becomes of the one, the other is owed.
const [WIFE, SON, DAUGHTER] = ['+447700900555', '+447700900556', '+447700900557'] as const

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let patientId: PatientId
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
/** Each test is about somebody about whom nothing is owed yet. */
let count = 0
beforeEach(async () => {
  count += 1
  patientId = await aCanary(house, 'north', `Ada${'abcdefghijklmnop'[count]}`)
})

async function saved(nurse: Nurse, from: string, callBack: CallBack): Promise<HeldCall> {
  const call = await talkingTo(house, nurse, from)
  await confirmed(nurse, call, patientId)
  await save(nurse, call, callBack)
  return call
}

async function save(nurse: Nurse, { params }: Pick<HeldCall, 'params'>, callBack: CallBack) {
  const { identity, notes } = await nurse.detail(params.callId)
  await nurse.ask(routes.endCall, { params, body: {} })
  const outcome = {
    reason: 'agitation' as const,
    found: '',
    advice: '',
    disposition: 'advice_only' as const,
    whereAfter: 'usual_home' as const,
    next: '',
    callBack,
  }
  const body = { commandId: aCommand(), epoch: identity.epoch, notesRevision: notes.revision, outcome }
  const reply = await nurse.ask(routes.closeCall, { params, body: { kind: 'clinical', ...body } })
  expect(reply.kind).toBe('closed')
}

const aPromise = (): CallBack => ({
  needed: true,
  dueAt: new Date(Date.now() + 3_600_000).toISOString(),
})

/** As the board shows it, with what each is to answer too. */
async function owed() {
  const tasks = new Map((await aroha.board()).tasks.map(task => [task.taskId, task]))
  return owedTasks(tasks).map(task => ({
    ...task,
    also: answeredBy(tasks, task).map(({ from, answeredBy: by }) => [from, by?.promisedBy]),
  }))
}
const owedTo = async (number: string) => (await owed()).filter(({ from }) => from === number)
const owedAbout = async (id: PatientId | null) => (await owed()).filter(task => task.patientId === id)

/** The wife is promised a ring; the son hears that it answers his call too. */
async function two() {
  const first = await saved(aroha, WIFE, aPromise())
  const taskId = await onlyOwed()
  const second = await saved(bertil, SON, { needed: 'owed', taskId })
  return { first, second, taskId }
}

async function onlyOwed(): Promise<TaskId> {
  const [task] = await owedAbout(patientId)
  return TaskId.parse(task?.taskId)
}

type Taken = { task: BoardTask }

async function moved(nurse: Nurse, { params }: HeldCall) {
  const because = 'Two people of one name, and it was about the other'
  const body = { commandId: aCommand(), epoch: 1, to: { kind: 'nobody' as const }, because }
  return nurse.ask(routes.moveOutcome, { params, body })
}

async function closed(taskId: TaskId, result: TaskResult) {
  const [task] = await aroha.board().then(({ tasks }) => tasks.filter(one => one.taskId === taskId))
  const taken = await aroha.ask(routes.takeTask, {
    params: { taskId },
    body: { version: task?.version ?? 0 },
  })
  if (taken.kind !== 'taken') throw new Error(taken.because)
  const body = { version: taken.task.version, result, note: 'She rang again' }
  expect((await aroha.ask(routes.closeTask, { params: { taskId }, body })).kind).toBe('done')
}

/** The ring is made, and the wife picks up. */
async function rung(taskId: TaskId): Promise<Pick<HeldCall, 'params'>> {
  const handset = house.phone.handset(WIFE)
  const body = { commandId: aCommand(), answersBy: 'browser' as const }
  const [task] = await owedAbout(patientId)
  await aroha.ask(routes.takeTask, { params: { taskId }, body: { version: task?.version ?? 0 } })
  const calling = await aroha.ask(routes.callBack, { params: { taskId }, body })
  if (calling.kind !== 'calling') throw new Error(calling.because)
  const { callId } = calling.detail.call
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  await house.phone.softphone(identity).connect({ callId })
  const ring = await handset.waitForRing()
  ring.answer()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  return { params: { callId } }
}

test('the board shows one ring, and whom it is to answer too', async () => {
  const { taskId } = await two()

  expect(await owedAbout(patientId)).toMatchObject([{ taskId, from: WIFE, also: [[SON, 'Bertil 1']] }])
})

test('the call that promised the ring is moved: the other call is still owed its own, about the same person', async () => {
  const { first, second, taskId } = await two()

  await moved(aroha, first)

  expect(await owedAbout(patientId)).toMatchObject([{ from: SON, callId: second.params.callId, also: [] }])
  expect((await owedTo(WIFE)).filter(task => task.taskId === taskId)).toMatchObject([{ also: [] }])
})

test('the call that the ring was to answer is moved: what it was promised goes with it', async () => {
  const { second, taskId } = await two()

  await moved(bertil, second)

  expect(await owedAbout(patientId)).toMatchObject([{ taskId, also: [] }])
  const callId = second.params.callId
  expect((await owedAbout(null)).filter(task => task.callId === callId)).toMatchObject([{ from: SON }])
})

test.each(['answered_by_later_call', 'no_number', 'not_needed'] as const)(
  'the ring is closed as %s: the other call is owed its own',
  async result => {
    const { taskId } = await two()

    await closed(taskId, result)

    expect(await owedAbout(patientId)).toMatchObject([{ from: SON, state: 'open' }])
  },
)

test('somebody is reached: nobody is rung twice', async () => {
  const { taskId } = await two()

  await closed(taskId, 'reached')

  expect(await owedAbout(patientId)).toEqual([])
})

test('the ring is made, and its outcome saved: nobody is rung twice', async () => {
  const { taskId } = await two()
  const call = await rung(taskId)
  await confirmed(aroha, call, patientId)

  await save(aroha, call, { needed: false })

  expect(await owedAbout(patientId)).toEqual([])
})

test('the ring was made, and they talked about somebody else: the other call is owed its own', async () => {
  const { taskId } = await two()
  const call = await rung(taskId)
  await confirmed(aroha, call, await aCanary(house, 'north', 'Other'))

  await save(aroha, call, { needed: false })

  expect(await owedAbout(patientId)).toMatchObject([{ from: SON, state: 'open' }])
})

test('the other call hangs on the ring while that is made already: it is owed its own', async () => {
  await saved(aroha, WIFE, aPromise())
  const taskId = await onlyOwed()
  const call = await rung(taskId)
  await confirmed(aroha, call, patientId)
  await saved(bertil, SON, { needed: 'owed', taskId })

  await save(aroha, call, { needed: false })

  expect(await owedAbout(patientId)).toMatchObject([{ from: SON, state: 'open' }])
})

test('the other call hangs on the ring while somebody is about to close that: she looks again whom she has reached', async () => {
  await saved(aroha, WIFE, aPromise())
  const taskId = await onlyOwed()
  const { task } = (await aroha.ask(routes.takeTask, { params: { taskId }, body: { version: 1 } })) as Taken
  await saved(bertil, SON, { needed: 'owed', taskId })

  const body = { version: task.version, result: 'reached' as const, note: '' }
  const reply = await aroha.ask(routes.closeTask, { params: { taskId }, body })

  expect(reply.kind).toBe('refused')
  expect(await owedAbout(patientId)).toMatchObject([
    { taskId, owner: { kind: 'nurse' }, also: [[SON, 'Bertil 1']] },
  ])
})

test('a third call hangs on the ring that is to be made, and on no promise that it is to answer', async () => {
  const { second, taskId } = await two()
  const call = await talkingTo(house, bertil, DAUGHTER)
  await confirmed(bertil, call, patientId)

  const { owed: offered } = await bertil.ask(routes.otherCalls, { params: call.params, query: { epoch: 1 } })

  expect(offered.map(one => one.taskId)).toEqual([taskId])
  expect(second.params.callId).not.toBe(call.params.callId)
  await save(bertil, call, { needed: 'owed', taskId })
  await closed(taskId, 'no_number')
  expect((await owedAbout(patientId)).map(({ from }) => from)).toEqual([SON, DAUGHTER])
})

describe('a ring that the line itself raised', () => {
  const rang = { callSid: `CA${randomUUID().replaceAll('-', '')}`, from: E164.parse('+447700900777') }

  async function hungUp() {
    const callId = CallId.parse(randomUUID())
    const { db } = house.house.deps
    const at = (seconds: number) => plusSeconds(new Date().toISOString(), seconds)
    const happens = (nth: number, event: CallEvent) =>
      changeCall(deps(), { callId, lineId: house.north.lineId }, () => ({
        kind: 'event',
        sourceKey: `${callId}/${nth}`,
        event,
      }))
    await happens(1, { kind: 'rang', at: at(-600), ...rang, to: house.numberOf(1) })
    await happens(2, { kind: 'caller_ended', at: at(-300), status: 'completed' })
    await db.run(db.sql`update calls set patient_id = ${patientId} where id = ${callId}`)
    await db.run(db.sql`update tasks set patient_id = ${patientId} where call_id = ${callId}`)
    return { callId, talkedAt: at(-600) }
  }
  const quiet = { error() {}, warn() {}, info() {}, debug() {} }
  const deps = () => ({ ...house.house.deps, wakeFeed() {}, wakeTicker() {}, log: quiet })

  test('turns out to have been answered by the on-call phone: the other call is owed its own', async () => {
    const { callId, talkedAt } = await hungUp()
    await saved(bertil, SON, { needed: 'owed', taskId: await onlyOwed() })
    const before = await owedAbout(patientId)
    const leg = `CA${randomUUID().replaceAll('-', '')}`
    const phoneLine = {
      messagesOf: async () => [],
      pickedUpFor: async () => [{ leg, at: talkedAt, seconds: 200 }],
    } as unknown as PhoneLine
    const call = await readCall(house.house.deps.db, callId)
    if (!call) throw new Error('there is no such call')

    await lookBack({ ...deps(), phoneLine }, call)

    expect(before.map(({ kind }) => kind)).toEqual(['call_back_abandoned'])
    expect((await owedAbout(patientId)).map(({ kind, from }) => [kind, from]).toSorted()).toEqual([
      ['call_back_promised', SON],
      ['write_up_on_call', rang.from],
    ])
  })
})
