import { z } from 'zod'
import { readAnswer, takeAnswer } from '#server/messages/answerStore.ts'
import type { Heard } from '#server/messages/heard.ts'
import type { NewPromise, TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { TeamTaskId } from '#shared/ids.ts'
import { MESSAGE_LOST } from '#shared/messages.ts'
import { answerOffer } from './answerOffer.ts'
import { openOffer } from './core/teamTask.ts'
import { readTeamTask, readTeamTasksOf } from './teamTaskStore.ts'
import { type TellDeps, tellAsked } from './tellAsked.ts'

/** Somebody answered by a text or a key. */
export const ANSWERED = 'team_task.answered'
/** A text or a ring did not reach them: the next way is due at once. */
export const MOVED = 'team_task.message_lost'

/** What is promised in the statement that keeps the word: it is acted on afterwards, and once. */
export const heardOfTeamTask: Heard = {
  onAnswer: ({ lineId, teamTaskId, sourceKey, said, at }): NewPromise[] =>
    said.kind === 'accept' || said.kind === 'decline'
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
}

const Answered = z.object({ sourceKey: z.string() })

/**
 * Acts on a yes or a no that came by text or key, as on one that was pressed. One without a code is meant for the only offer that waits for
 * them; where several do, or none, it is left for a person to read.
 */
export async function keepAnswered(deps: TellDeps, promise: TakenPromise): Promise<Keeping> {
  const { sourceKey } = Answered.parse(promise.body)
  const { lineId } = promise
  const answer = await readAnswer(deps.db, lineId, sourceKey)
  if (!answer?.fromStaff || (answer.said.kind !== 'accept' && answer.said.kind !== 'decline'))
    return 'needless'
  const { fromStaff } = answer
  const asked = await readTeamTasksOf(deps.db, lineId, fromStaff)
  const waiting = asked.filter(({ facts }) => openOffer(facts)?.to.some(one => one.staffId === fromStaff))
  const named = answer.teamTaskId ? await readTeamTask(deps.db, lineId, answer.teamTaskId) : null
  const task = named ?? (waiting.length === 1 ? waiting[0] : undefined)
  const number = task ? lastAskedOf(task.facts.offers, fromStaff) : 0
  if (!task || number === 0) return 'needless'
  const by = task.facts.offers[number - 1]?.to.find(one => one.staffId === fromStaff)
  if (!by) return 'needless'
  await answerOffer(
    deps,
    { lineId, ...by },
    task.id,
    answer.said.kind === 'accept'
      ? { answer: 'accept', offer: number }
      : { answer: 'decline', offer: number, reason: 'not_said', words: null },
    `team_task/${task.id}/heard/${sourceKey}`,
  )
  const { sql } = deps.db
  await deps.db.run(sql`
    with ${takeAnswer(sql, sourceKey, deps.clock(), sql`true`)} select 1`)
  return 'kept'
}

/** The number of the last offer in which they were asked; 0 where there is none. */
function lastAskedOf(offers: readonly { to: readonly { staffId: string }[] }[], staffId: string): number {
  return offers.findLastIndex(offer => offer.to.some(one => one.staffId === staffId)) + 1
}

export async function keepMoved(deps: TellDeps, { lineId, subjectId }: TakenPromise): Promise<Keeping> {
  const teamTaskId = TeamTaskId.parse(subjectId)
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const offer = task && openOffer(task.facts)
  if (!offer) return 'needless'
  const kept = await tellAsked(deps, lineId, teamTaskId, offer.number)
  return kept === 'needless' ? 'needless' : 'kept'
}
