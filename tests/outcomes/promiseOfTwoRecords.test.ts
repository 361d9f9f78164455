import { afterAll, beforeAll, expect, test } from 'vitest'
import { answeredBy, owedTasks } from '#client/board/core/lists.ts'
import { applyEntries, type Board, boardFrom } from '#client/live/core/board.ts'
import type { TaskResult } from '#shared/dispatch.ts'
import { type PatientId, TaskId } from '#shared/ids.ts'
import type { CallBack } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { confirmed } from '#tests/breaking/heldCall.ts'
import { type LinkedHouse, linkedHouse } from '#tests/deaths/linkedHouse.ts'
import type { Talk } from '#tests/people/peopleHouse.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'

// Two records that are linked are of one person (decision 021): a call back about the one answers what was promised about the other.
let people: LinkedHouse
let aroha: Nurse
let bertil: Nurse
beforeAll(async () => {
  people = await linkedHouse()
  ;({ aroha, bertil } = people)
})
afterAll(() => people.house.close())

async function saved(nurse: Nurse, talk: Talk, callBack: CallBack): Promise<TaskId | null> {
  await nurse.ask(routes.endCall, { params: talk.params, body: {} })
  const { params, body } = await people.outcomeOf(nurse, talk)
  const outcome = { ...body.outcome, callBack }
  const reply = await nurse.ask(routes.closeCall, { params, body: { ...body, outcome } })
  if (reply.kind !== 'closed') throw new Error(reply.because)
  return reply.taskId && TaskId.parse(reply.taskId)
}

const aPromise = (): CallBack => ({ needed: true, dueAt: new Date(Date.now() + 3_600_000).toISOString() })

async function promisedAbout(patientId: PatientId): Promise<TaskId> {
  const taskId = await saved(aroha, await people.talkingAbout(aroha, patientId), aPromise())
  if (!taskId) throw new Error('nothing was promised')
  return taskId
}

/** A ring is owed about the one record, which is linked to another; a call about that one hears that the ring answers it too. */
async function two() {
  const [kept, other] = await people.two()
  const taskId = await promisedAbout(other)
  await people.link(kept, other)
  const too = await saved(bertil, await people.talkingAbout(bertil, kept), { needed: 'owed', taskId })
  return { kept, other, taskId, too }
}

const board = async (): Promise<Board> => boardFrom(await aroha.board())

/** What a console shows that has listened since. */
async function heardSince(before: Board): Promise<Board> {
  const caught = await aroha.ask(routes.feed, { query: { after: before.seq } })
  const after = caught.kind === 'entries' ? applyEntries(before, caught.entries) : 'resync'
  if (after === 'resync') throw new Error('the console has missed something')
  return after
}

function rows({ tasks }: Board, ...records: PatientId[]) {
  return owedTasks(tasks)
    .filter(({ patientId }) => patientId && records.includes(patientId))
    .map(task => [task.taskId, answeredBy(tasks, task).map(({ taskId }) => taskId)])
}

async function closed(taskId: TaskId, result: TaskResult) {
  const params = { taskId }
  const task = (await board()).tasks.get(taskId)
  const taken = await aroha.ask(routes.takeTask, { params, body: { version: task?.version ?? 0 } })
  if (taken.kind !== 'taken') throw new Error(taken.because)
  const body = { version: taken.task.version, result, note: 'She rang again' }
  expect((await aroha.ask(routes.closeTask, { params, body })).kind).toBe('done')
}

test('the board shows one ring, whether it is read or heard of', async () => {
  const before = await board()

  const { kept, other, taskId, too } = await two()

  expect(rows(await board(), kept, other)).toEqual([[taskId, [too]]])
  expect(rows(await heardSince(before), kept, other)).toEqual([[taskId, [too]]])
})

test('it is one as well where somebody has taken the ring meanwhile', async () => {
  const { kept, other, taskId, too } = await two()
  const before = await board()
  const version = before.tasks.get(taskId)?.version ?? 0

  await aroha.ask(routes.takeTask, { params: { taskId }, body: { version } })

  expect(rows(await heardSince(before), kept, other)).toEqual([[taskId, [too]]])
})

test('a third call hangs on the ring that is to be made, and on no promise that it is to answer', async () => {
  const { kept, taskId } = await two()
  const talk = await people.talkingAbout(bertil, kept)

  const { owed } = await bertil.ask(routes.otherCalls, { params: talk.params, query: { epoch: talk.epoch } })

  expect(owed.map(one => one.taskId)).toEqual([taskId])
  await people.endAndClose(bertil, talk)
})

test('somebody is reached: nobody is rung twice', async () => {
  const { kept, other, taskId } = await two()

  await closed(taskId, 'reached')

  expect(rows(await board(), kept, other)).toEqual([])
})

test('the ring is made, and its outcome saved on the record that is kept: nobody is rung twice', async () => {
  const { kept, other, taskId } = await two()
  const from = (await board()).tasks.get(taskId)?.from ?? ''
  const handset = people.house.phone.handset(from)
  const body = { commandId: aCommand(), answersBy: 'browser' as const }
  const calling = await aroha.ask(routes.callBack, { params: { taskId }, body })
  if (calling.kind !== 'calling') throw new Error(calling.because)
  const { callId } = calling.detail.call
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  await people.house.phone.softphone(identity).connect({ callId })
  const ring = await handset.waitForRing()
  ring.answer()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  await confirmed(aroha, { params: { callId } }, kept)

  await saved(aroha, { callId, params: { callId }, patientId: kept, epoch: 1 }, { needed: false })

  expect(rows(await board(), kept, other)).toEqual([])
})

test('the ring is closed without reaching anybody: the other call is owed its own', async () => {
  const { kept, other, taskId, too } = await two()

  await closed(taskId, 'no_number')

  expect(rows(await board(), kept, other)).toEqual([[too, []]])
})

test('the two turn out to be two persons: each is owed a ring, and every console shows it at once', async () => {
  const { kept, other, taskId, too } = await two()
  const before = await board()

  await people.part(kept)

  const both = [
    [taskId, []],
    [too, []],
  ]
  expect(rows(await board(), kept, other)).toEqual(both)
  expect(rows(await heardSince(before), kept, other)).toEqual(both)
})

test('linked again they are one person, and every console shows one ring', async () => {
  const { kept, other, taskId, too } = await two()
  await people.part(kept)
  const before = await board()

  await people.link(kept, other)

  expect(rows(await heardSince(before), kept, other)).toEqual([[taskId, [too]]])
})
