import { appendAccess } from '#server/audit/auditStore.ts'
import { openAnswer, readStanding, takeByPerson } from '#server/messages/boardAnswerStore.ts'
import { type Database, isSecondTo } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { AnswerTaken, TakeAnswer } from '#shared/answers.ts'
import type { AnswerId, LineId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'
import { patientOfTeamTask } from './teamTaskStore.ts'

export type AnswerDeps = { db: Database; clock: () => Instant; wakeFeed: (lineId: LineId) => void }

/** What came back by text or key and waits for a person. It is here, and not with the messages, because it is about team tasks. */
export function answerRoutes(people: PeopleRouter, deps: AnswerDeps): void {
  const { sql } = deps.db
  serve(people, routes.answer, 'answer:read', async ({ actor, params, requestId }) => {
    const { answerId } = params
    const opened = await openAnswer(deps.db, actor.lineId, answerId, {
      patientOf: teamTaskId => patientOfTeamTask(sql, teamTaskId),
      accessLogged: appendAccess(sql, {
        actor,
        action: 'opened',
        why: { kind: 'task', taskId: answerId },
        requestId,
      }),
    })
    if (!opened) throw noSuchAnswer()
    const { number, words, ...answer } = opened
    return { answer, number, words }
  })

  serve(people, routes.takeAnswer, 'answer:take', ({ actor, params, body }) =>
    takeAnswer(deps, actor, params.answerId, body),
  )
}

/** A nurse has seen to it, and says how. */
async function takeAnswer(
  deps: AnswerDeps,
  actor: Actor,
  answerId: AnswerId,
  { commandId, done }: TakeAnswer,
): Promise<AnswerTaken> {
  if (!isReason(done, 3)) return { kind: 'refused', because: 'Say in a few words what you did.' }
  const before = await readStanding(deps.db, actor.lineId, answerId)
  if (!before) throw noSuchAnswer()
  if (before.takenCommand === commandId) return { kind: 'saved' }
  const { takenName: _, takenCommand: __, done: ___, ...answer } = before
  const { sql } = deps.db
  const isTaken = sql`exists (select from answer_taken_by)`
  const told = [{ kind: 'answer' as const, answer: { ...answer, isTaken: true } }]
  const taking = deps.db.run(sql`
    with ${takeByPerson(sql, { actor, answerId, commandId, done, at: deps.clock() })},
         ${appendFeed(sql, actor.lineId, told, isTaken)}
    select 1`)
  await taking.catch(error => {
    if (isSecondTo(error, 'message_answers_taken_command_key')) throw usedBefore()
    throw error
  })
  deps.wakeFeed(actor.lineId)
  const after = await readStanding(deps.db, actor.lineId, answerId)
  if (after?.takenCommand === commandId) return { kind: 'saved' }
  const who = after?.takenName ?? 'A colleague'
  return { kind: 'refused', because: `${who} has seen to it${after?.done ? `: “${after.done}”` : ''}` }
}

function usedBefore(): Problem {
  return new Problem('conflict', 'This press was for another answer. Look again, and press once more.')
}

function noSuchAnswer(): Problem {
  return new Problem('not_found', 'There is no such answer on this line.')
}
