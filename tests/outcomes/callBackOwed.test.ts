import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { owedTasks } from '#client/board/core/lists.ts'
import { type PatientId, TaskId } from '#shared/ids.ts'
import type { CallBack } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Two who ring about one person are not each promised a ring of their own, unless somebody says why (domain guide, S7).
const [WIFE, SON] = ['+447700900555', '+447700900556'] as const

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
  patientId = await aCanary(house, 'north', ['Ada', 'Bea', 'Cleo', 'Dora', 'Edie', 'Fay'][count] ?? 'Gwen')
})

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const aPromise = (): CallBack => ({ needed: true, dueAt: inAnHour() })

async function about(nurse: Nurse, from: string): Promise<HeldCall> {
  const call = await talkingTo(house, nurse, from)
  await confirmed(nurse, call, patientId)
  return call
}

/** Ends the call, if it is not over yet, and saves this as what follows. */
async function saving(nurse: Nurse, { params }: Pick<HeldCall, 'params'>, callBack: CallBack) {
  const { call, identity, notes } = await nurse.detail(params.callId)
  if (call.state === 'talking') await nurse.ask(routes.endCall, { params, body: {} })
  return nurse.ask(routes.closeCall, {
    params,
    body: {
      kind: 'clinical',
      commandId: aCommand(),
      epoch: identity.epoch,
      notesRevision: notes.revision,
      outcome: {
        reason: 'agitation',
        found: '',
        advice: '',
        disposition: 'advice_only',
        whereAfter: 'usual_home',
        next: '',
        callBack,
      },
    },
  })
}

/** As the board shows it: a promise that another call back is to answer is not there twice. */
async function shown() {
  const { tasks } = await aroha.board()
  return owedTasks(new Map(tasks.map(task => [task.taskId, task])))
}
const owedAbout = async () => (await shown()).filter(task => task.patientId === patientId)

async function promised(): Promise<TaskId> {
  const reply = await saving(aroha, await about(aroha, WIFE), aPromise())
  if (reply.kind !== 'closed' || !reply.taskId) throw new Error('nothing was promised')
  return TaskId.parse(reply.taskId)
}

test('a second promise about one person is refused; the call can say that the first answers it too', async () => {
  const taskId = await promised()
  const call = await about(bertil, SON)

  expect(await saving(bertil, call, aPromise())).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('owed already'),
  })
  const { owed } = await bertil.ask(routes.otherCalls, { params: call.params, query: { epoch: 1 } })
  expect(owed.map(one => one.taskId)).toEqual([taskId])

  expect(await saving(bertil, call, { needed: 'owed', taskId })).toMatchObject({
    kind: 'closed',
  })
  expect((await owedAbout()).map(task => task.taskId)).toEqual([taskId])
})

test('a second promise is kept with the reason for it', async () => {
  await promised()
  const call = await about(bertil, SON)
  const because = 'The son is in another house, and is to hear it from us'

  const saved = await saving(bertil, call, { needed: true, dueAt: inAnHour(), secondBecause: because })

  expect(saved.kind).toBe('closed')
  expect(await owedAbout()).toHaveLength(2)
})

test('two who promise at the same moment do not both', async () => {
  const calls = [
    [aroha, await about(aroha, WIFE)],
    [bertil, await about(bertil, SON)],
  ] as const
  for (const [nurse, call] of calls) await nurse.ask(routes.endCall, { params: call.params, body: {} })

  const replies = await Promise.all(calls.map(([nurse, call]) => saving(nurse, call, aPromise())))

  expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['closed', 'refused'])
  expect(await owedAbout()).toHaveLength(1)
  const left = calls[replies.findIndex(({ kind }) => kind === 'refused')]
  if (left) await saving(left[0], left[1], { needed: false })
})

test('what was owed and is closed by now answers nothing: she is told, and chooses again', async () => {
  const taskId = await promised()
  const call = await about(bertil, SON)
  const task = await aroha.ask(routes.takeTask, { params: { taskId }, body: { version: 1 } })
  if (task.kind !== 'taken') throw new Error('the task was not taken')
  const close = { version: task.task.version, result: 'not_needed' as const, note: 'She rang again' }
  await aroha.ask(routes.closeTask, { params: { taskId }, body: close })

  expect(await saving(bertil, call, { needed: 'owed', taskId })).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('so no more'),
  })

  expect(await saving(bertil, call, aPromise())).toMatchObject({ kind: 'closed' })
})

test('what is owed about somebody else answers nothing', async () => {
  const taskId = await promised()
  patientId = await aCanary(house, 'north', 'Hilda')
  const call = await about(bertil, SON)

  expect((await saving(bertil, call, { needed: 'owed', taskId })).kind).toBe('refused')

  await saving(bertil, call, { needed: false })
})

test('a ring that keeps a promise may make the next one: the one it keeps is not owed beside it', async () => {
  const taskId = await promised()
  const handset = house.phone.handset(WIFE)
  const body = { commandId: aCommand(), answersBy: 'browser' as const }
  const calling = await aroha.ask(routes.callBack, { params: { taskId }, body })
  if (calling.kind !== 'calling') throw new Error(calling.because)
  const { callId } = calling.detail.call
  const params = { callId }
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  await house.phone.softphone(identity).connect({ callId })
  const ring = await handset.waitForRing()
  ring.answer()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  await confirmed(aroha, { params }, patientId)
  const { epoch } = (await aroha.detail(callId)).identity
  const { owed } = await aroha.ask(routes.otherCalls, { params, query: { epoch } })

  const saved = await saving(aroha, { params }, aPromise())

  expect(owed).toEqual([])
  expect(saved.kind).toBe('closed')
  const left = await owedAbout()
  expect(left).toHaveLength(1)
  expect(left[0]?.taskId).not.toBe(taskId)
})
