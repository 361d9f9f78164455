import { afterAll, beforeAll, expect, test } from 'vitest'
import { pruneAnswers } from '#server/messages/boardAnswerStore.ts'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { AnswerKind } from '#shared/answers.ts'
import type { CommandId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// What came back and no rule could use is a person's: it stands on the board until somebody says what was done about it.
const NIGHT = '+447700900571'

let house: LineHouse
let db: Database
let nurse: Nurse
let other: Nurse
let held: HeldCall
let taskId: TeamTaskId
let patientId: string
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const named = { kind: 'night_nursing', signInName: 'night', phone: NIGHT } as const
  await aTeamOf(db, lineId, { name: 'Night nursing', ...named })
  nurse = await aNurse(house.url, 'aroha1')
  other = await aNurse(house.url, 'bertil1')
  patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900622')
  await confirmed(nurse, held, patientId as never)
  const { identity } = await nurse.detail(held.callId)
  const reply = await nurse.ask(routes.raiseTeamTask, {
    params: held.params,
    body: {
      epoch: identity.epoch,
      commandId: aCommand(),
      kind: 'symptom_visit',
      urgency: 'U2',
      why: 'Cannot settle',
    },
  })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  taskId = reply.teamTask.teamTaskId
  await until(async () => inbox().some(body => body.startsWith('Task ')))
})
afterAll(() => house.close())

const usedFor: CommandId[] = []
const inbox = () =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .map(({ body }) => body)
const write = (body: string) => house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, body)
const waiting = (kind: AnswerKind) =>
  until(async () => (await nurse.board()).answers.find(one => one.kind === kind))
const take = (who: Nurse, answerId: string, done: string, commandId = aCommand()) =>
  who.ask(routes.takeAnswer, { params: { answerId }, body: { commandId, done } })

test('a text that says more than yes stands on the board, linked to its task, and accepts nothing', async () => {
  write('I can go but not before 5, is that all right for Zebedee?')
  const answer = await waiting('not_understood')

  expect(answer).toMatchObject({ from: 'night of Night nursing', teamTaskId: taskId, isTaken: false })
  expect(JSON.stringify(await nurse.board())).not.toMatch(/Zebedee|before 5|900571/)
  const task = (await nurse.board()).teamTasks.find(({ teamTaskId }) => teamTaskId === taskId)
  expect(task?.owner.kind).toBe('nurse')
})

test('its words are read where it is opened, and each look is in the log of whom it is about', async () => {
  const { answerId } = await waiting('not_understood')
  const { words, number } = await nurse.ask(routes.answer, { params: { answerId } })

  expect([words, number]).toEqual([expect.stringContaining('Zebedee'), NIGHT])
  const rows = await db.run(db.sql<{ what: string[] }[]>`
    select what from access_log where patient_id = ${patientId} and why ->> 'taskId' = ${answerId}`)
  expect(rows).toEqual([{ what: ['teamTask'] }])
})

test('it is taken with what was done, once: who comes second is told who and what, and the same press again is the same', async () => {
  const { answerId } = await waiting('not_understood')
  expect(await take(nurse, answerId, 'ok')).toMatchObject({ kind: 'refused' })
  const commandId = aCommand()
  const [first, again] = [
    await take(nurse, answerId, 'Rang her, she goes at five', commandId),
    await take(nurse, answerId, 'Rang her, she goes at five', commandId),
  ]

  expect([first, again]).toEqual([{ kind: 'saved' }, { kind: 'saved' }])
  expect(await take(other, answerId, 'Rang her too')).toEqual({
    kind: 'refused',
    because: 'Aroha 1 has seen to it: “Rang her, she goes at five”',
  })
  expect((await nurse.board()).answers).toEqual([])
})

test('a no from whoever has it, after they said yes, is for a person: they cannot go after all', async () => {
  const code = /^Task (\w+),/.exec(inbox().find(body => body.startsWith('Task ')) ?? '')?.[1] ?? ''
  write(`accept ${code}`)
  await until(async () => inbox().some(body => body.includes('is yours')))
  expect((await nurse.board()).answers).toEqual([])
  write(`decline ${code}`)

  expect(await waiting('decline')).toMatchObject({ from: 'night of Night nursing', teamTaskId: taskId })
  const commandId = aCommand()
  await take(nurse, (await waiting('decline')).answerId, 'Stood down, the next team is asked', commandId)
  usedFor.push(commandId)
})

test('a code that is of nothing is told so to who sent it, and stands for a person', async () => {
  write('accept 9K9')

  const answer = await waiting('accept')
  expect(answer).toMatchObject({ from: 'night of Night nursing' })
  // What was pressed for another answer is told so, and takes nothing.
  await expect(take(nurse, answer.answerId, 'Rang them', usedFor[0])).rejects.toThrow(/409/)
  await until(async () => inbox().some(body => body.startsWith('We have no open task 9K9')))
})

test('a telephone that stops our texts is a person’s to ring, and the page of the teams says who cannot be texted', async () => {
  write('STOP')
  expect(await waiting('stop')).toMatchObject({ from: 'night of Night nursing' })
  await aColleague(db, house.north.lineId, {
    signInName: 'lead',
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'shift_lead',
  })
  const lead = await aNurse(house.url, 'lead')
  const { teams } = await lead.ask(routes.teamsTonight)

  expect(teams[0]?.says).toContain(
    'night of Night nursing has stopped our texts: they are rung. Ask them to text START',
  )
})

test('the newest answer stands on the board also when many older ones wait', async () => {
  const before = (await nurse.board()).answers.length
  await db.run(db.sql`
    insert into message_answers (id, source_key, line_id, from_number, via, said, words, at, for_person_at)
    select gen_random_uuid(), 'text/old/' || n, ${house.north.lineId}, '+447700900598', 'text',
           ${db.sql.json({ kind: 'not_understood' })}, 'old', now() - interval '1 day', now()
    from generate_series(1, 230) as n`)

  expect((await nurse.board()).answers).toHaveLength(before + 230)
  await db.run(db.sql`delete from message_answers where source_key like 'text/old/%'`)
})

test('words and what was done go when their time is over; that somebody answered, and a STOP, stay', async () => {
  await db.run(db.sql`update message_answers set at = at - interval '31 days'`)
  await pruneAnswers(db)
  const rows = await db.run(db.sql<{ kind: string; words: string | null; isTaken: boolean }[]>`
    select said ->> 'kind' as kind, words, taken_at is not null as is_taken from message_answers`)

  expect(rows.filter(({ words }) => words !== null)).toEqual([])
  expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stop', 'not_understood', 'decline']))
})
