import { z } from 'zod'
import { type KeptAnswer, readAnswer, takeAnswer } from '#server/messages/answerStore.ts'
import { leaveToPerson } from '#server/messages/boardAnswerStore.ts'
import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import type { Heard } from '#server/messages/heard.ts'
import { sendMessages, sendText } from '#server/messages/sendMessage.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { NewPromise, TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { answerTest, proveByAct, readOpenTest } from '#server/teams/dutyStore.ts'
import { AnswerKind } from '#shared/answers.ts'
import { type LineId, MessageId, type StaffId, TeamTaskId } from '#shared/ids.ts'
import { MESSAGE_LOST, type Said } from '#shared/messages.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { TeamTaskSaid } from '#shared/teamTasks.ts'
import { answerOffer } from './answerOffer.ts'
import { offerTo, openOffers } from './core/openOffers.ts'
import { hearFromOut } from './hearFromOut.ts'
import { hearSafe, isSafe } from './hearSafe.ts'
import { seeToByAnswer } from './missed.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { isOutNow, readTeamTask, readTeamTasksOf } from './teamTaskStore.ts'
import { tellAsked } from './tellAsked.ts'
import { type Message, type TellDeps, textAbout } from './telling.ts'

/** Somebody answered by a text or a key. */
export const ANSWERED = 'team_task.answered'
/** A text or a ring did not reach them: the next way is due at once. */
export const MOVED = 'team_task.message_lost'

/** What is promised in the statement that keeps the word: it is acted on afterwards, and once. */
export const heardOfTeamTask: Heard = {
  onAnswer: ({ lineId, teamTaskId, sourceKey, said, fromStaff, at }): NewPromise[] =>
    ACTED_ON.includes(said.kind) || (said.kind === 'not_understood' && fromStaff !== null)
      ? [
          {
            key: `${ANSWERED}/${sourceKey}`,
            kind: ANSWERED,
            subjectId: teamTaskId ?? lineId,
            body: { sourceKey },
            dueAt: at,
          },
        ]
      : [],
  onMoved: ({ messageId, teamTaskId, state, at }): NewPromise[] =>
    teamTaskId && MESSAGE_LOST.includes(state)
      ? [{ key: `${MOVED}/${messageId}`, kind: MOVED, subjectId: teamTaskId, body: {}, dueAt: at }]
      : [],
  readsAll: isOutNow,
}

/** A text of somebody of the staff that no rule can read may be of one who is out. */
const ACTED_ON: readonly Said['kind'][] = ['accept', 'decline', 'safe']

const Answered = z.object({ sourceKey: z.string() })

/** What shift leads and managers are sent: a yes is that they see to it, and takes nothing. */
const ALARMS: readonly string[] = [
  'task_escalated',
  'ring_escalated',
  'second_escalated',
  'ring_second',
  'buddy_check',
  'ring_buddy_check',
  'lead_check',
  'ring_lead_check',
  'help_pressed',
  'ring_help_pressed',
] satisfies TemplateName[]

/**
 * Acts on a yes or a no that came by text or key, as on one that was pressed, and says what came of a yes. One without a code is meant for
 * the only offer that waits for them; where several do, or none, it is left for a person to read, and so is a no from whoever has it: they
 * cannot go after all.
 */
export async function keepAnswered(deps: TellDeps, promise: TakenPromise): Promise<Keeping> {
  const { sourceKey } = Answered.parse(promise.body)
  const { lineId } = promise
  const answer = await readAnswer(deps.db, lineId, sourceKey)
  if (answer?.fromStaff && !TESTS.includes(answer.template ?? ''))
    await deps.db.run(
      proveByAct(deps.db.sql, {
        lineId,
        staffId: answer.fromStaff,
        how: answer.via === 'text' ? 'sms' : 'call',
        at: answer.at,
      }),
    )
  if (answer?.said.kind === 'not_understood') return hearFromOut(deps, lineId, answer)
  if (answer && isSafe(answer)) {
    const heard = await hearSafe(deps, lineId, answer)
    if (heard.kind === 'heard') return take(deps, lineId, sourceKey, heard.reply)
    if (heard.code !== null && answer.fromStaff)
      await sayUnknown(deps, lineId, { ...answer, fromStaff: answer.fromStaff, code: heard.code })
    return leave(deps, lineId, answer, answer.teamTaskId)
  }
  if (answer?.said.kind !== 'accept' && answer?.said.kind !== 'decline') return 'needless'
  if (ALARMS.includes(answer.template ?? '')) {
    const { fromStaff: staffId, messageId, said } = answer
    if (staffId && messageId && said.kind === 'accept')
      await seeToByAnswer(deps, lineId, { staffId, messageId, key: sourceKey })
    return take(deps, lineId, sourceKey, null)
  }
  const { fromStaff, said } = answer
  if (TESTS.includes(answer.template ?? '') && answer.messageId && said.kind === 'accept')
    return proveReached(deps, answer.messageId, answer)
  if (TESTS.includes(answer.template ?? '')) return leave(deps, lineId, answer, null)
  if (!fromStaff) return leave(deps, lineId, answer, answer.teamTaskId)
  const asked = await readTeamTasksOf(deps.db, lineId, fromStaff)
  const waiting = asked.filter(({ facts }) => offerTo(facts, fromStaff) !== null)
  const test = said.kind === 'accept' && said.code === null && waiting.length === 0
  const testId = test ? await readOpenTest(deps.db, fromStaff) : null
  if (testId) return proveReached(deps, testId, answer)
  const named = answer.teamTaskId ? await readTeamTask(deps.db, lineId, answer.teamTaskId) : null
  const task = named ?? (waiting.length === 1 ? waiting[0] : undefined)
  const number = task ? lastAskedOf(task.facts.offers, fromStaff) : 0
  const by = task?.facts.offers[number - 1]?.to.find(one => one.staffId === fromStaff)
  if (!task || !by) {
    if (said.code !== null) await sayUnknown(deps, lineId, { ...answer, fromStaff, code: said.code })
    return leave(deps, lineId, answer, task?.id ?? null)
  }
  const reply = await answerOffer(
    deps,
    { lineId, ...by },
    task.id,
    said.kind === 'accept'
      ? { answer: 'accept', offer: number }
      : { answer: 'decline', offer: number, reason: 'not_said', words: null },
    `team_task/${task.id}/heard/${sourceKey}`,
  )
  if (said.kind === 'decline' && reply.kind === 'refused') return leave(deps, lineId, answer, task.id)
  if (said.kind === 'decline') return take(deps, lineId, sourceKey, null)
  return take(deps, lineId, sourceKey, cameOf(deps, task, answer, reply))
}

/** The test at the start of a duty: its id is that of the text or ring. A yes is that they can be reached. */
const TESTS: readonly string[] = ['duty_test', 'ring_duty_test'] satisfies TemplateName[]

/** They can be reached: the test is answered in the statement that takes the answer. */
async function proveReached(deps: TellDeps, testId: string, { sourceKey, at }: KeptAnswer): Promise<Keeping> {
  const { sql } = deps.db
  await deps.db.run(sql`
    with ${takeAnswer(sql, sourceKey, deps.clock(), sql`true`)}, ${answerTest(sql, testId, at, sql`true`)} select 1`)
  return 'kept'
}

/** What came of a yes, for whoever said it. */
function cameOf(
  deps: TellDeps,
  task: StoredTeamTask,
  { fromStaff, fromNumber, sourceKey }: KeptAnswer,
  { kind, teamTask }: TeamTaskSaid,
): Message | null {
  if (!fromStaff) return null
  const gone = teamTask.owner.kind === 'responder' ? 'task_taken' : 'task_withdrawn'
  const template = kind === 'saved' ? 'task_yours' : gone
  const phone = E164.safeParse(fromNumber).data
  return textAbout(deps, task, { staffId: fromStaff, phone, key: `said/${sourceKey}`, template })
}

/** Taken by the house itself, with what is said back in the same statement. */
async function take(
  deps: TellDeps,
  lineId: LineId,
  sourceKey: string,
  reply: Message | null,
): Promise<Keeping> {
  const { sql } = deps.db
  const isTaken = sql`exists (select from answer_taken)`
  await deps.db.run(sql`
    with ${takeAnswer(sql, sourceKey, deps.clock(), sql`true`)}
         ${reply ? sql`, ${sendMessages(sql, lineId, [reply], isTaken)}` : sql``}
    select 1`)
  if (reply) deps.wakeTicker()
  return 'kept'
}

/** The house can do nothing with it: it stands on the board until a nurse says what was done about it. */
async function leave(
  deps: TellDeps,
  lineId: LineId,
  { answerId, said, at, fromName }: KeptAnswer,
  about: TeamTaskId | null,
): Promise<Keeping> {
  const { sql } = deps.db
  const kind = AnswerKind.parse(said.kind)
  const answer = { answerId, kind, at, from: fromName, teamTaskId: about, isTaken: false }
  const isLeft = sql`exists (select from answer_left)`
  await deps.db.run(sql`
    with ${leaveToPerson(sql, { answerId, about, at: deps.clock() })},
         ${appendFeed(sql, lineId, [{ kind: 'answer', answer }], isLeft)}
    select 1`)
  deps.wakeFeed(lineId)
  return 'kept'
}

/** A code that is of nothing of theirs: they are told so, and a person reads it as well. */
async function sayUnknown(
  deps: TellDeps,
  lineId: LineId,
  { sourceKey, fromStaff, fromNumber, code }: KeptAnswer & { fromStaff: StaffId; code: string },
): Promise<void> {
  const phone = E164.safeParse(fromNumber).data
  if (!phone || !mayBeReached(phone, 'text')) return
  const { sql } = deps.db
  const wanted = {
    messageId: MessageId.parse(deps.newId()),
    key: `unknown/${sourceKey}`,
    to: { staffId: fromStaff },
    number: phone,
    template: 'task_unknown',
    params: { code },
    at: deps.clock(),
  } as const
  await deps.db.run(sql`with ${sendText(sql, lineId, wanted, sql`true`)} select 1`)
  deps.wakeTicker()
}

/** The number of the last offer in which they were asked; 0 where there is none. */
function lastAskedOf(offers: readonly { to: readonly { staffId: string }[] }[], staffId: string): number {
  return offers.findLastIndex(offer => offer.to.some(one => one.staffId === staffId)) + 1
}

export async function keepMoved(deps: TellDeps, { lineId, subjectId }: TakenPromise): Promise<Keeping> {
  const teamTaskId = TeamTaskId.parse(subjectId)
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const open = task ? openOffers(task.facts) : []
  let isTold = false
  for (const { number } of open)
    isTold = (await tellAsked(deps, lineId, teamTaskId, number)) !== 'needless' || isTold
  return isTold ? 'kept' : 'needless'
}
