import type { Board } from '#client/live/core/board.ts'
import type { BoardAnswer } from '#shared/answers.ts'

/** What waits for a person, the oldest first. */
export function waitingAnswers(answers: Board['answers']): BoardAnswer[] {
  return [...answers.values()].toSorted(
    (a, b) => a.at.localeCompare(b.at) || a.answerId.localeCompare(b.answerId),
  )
}
