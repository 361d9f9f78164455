import type { BoardCall } from '#shared/calls.ts'
import { showTime } from '#shared/days.ts'
import { answersToo } from '#shared/dispatch.ts'
import type { StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Board } from './board.ts'

/** What is said, and whether it still is so on the board: afterwards it is nowhere on the page. */
export type Announcement = { words: string; stands: (board: Board) => boolean }

/**
 * What a screen reader says, politely, when something reaches the board: new callers, who took whom, who gave up.
 * Null for everything that would only be noise. No number and no name of a caller: screens are read aloud in rooms.
 */
export function announcement(before: Board, message: LiveMessage, me: StaffId): Announcement | null {
  if (message.kind === 'call') return aboutCall(before.calls.get(message.call.callId), message.call, me)
  if (message.kind !== 'task') return null
  const { task } = message
  if (task.state !== 'open' || before.tasks.has(task.taskId)) return null
  // Somebody is to be rung already, and is so about one call more.
  if (task.answeredBy && answersToo(before.tasks.get(task.answeredBy.taskId), task)) return null
  return {
    words:
      task.kind === 'after_visit'
        ? `A team has said how a visit ended. A call after it is owed by ${showTime(task.dueAt)}.`
        : 'Something new is owed.',
    stands: ({ tasks }) => tasks.get(task.taskId)?.state === 'open',
  }
}

function aboutCall(before: BoardCall | undefined, now: BoardCall, me: StaffId): Announcement | null {
  const { callId, claimedBy } = now
  if (claimedBy && !before?.claimedBy && claimedBy.staffId !== me)
    return {
      words: `${claimedBy.name} has taken a call.`,
      stands: ({ calls }) => calls.get(callId)?.claimedBy?.staffId === claimedBy.staffId,
    }
  if (before && isWaiting(before) && now.state === 'abandoned')
    return {
      words: 'A caller who waited has hung up.',
      stands: ({ tasks }) =>
        [...tasks.values()].some(task => task.callId === callId && task.state === 'open'),
    }
  if (isWaiting(now) && !(before && isWaiting(before)))
    return {
      words: now.wasCutOff ? 'A caller who was cut off is waiting again.' : 'A call is waiting.',
      stands: ({ calls }) => {
        const call = calls.get(callId)
        return call !== undefined && isWaiting(call)
      },
    }
  return null
}

function isWaiting(call: BoardCall): boolean {
  return call.state === 'waiting' || call.state === 'offered' || call.state === 'oncall_ringing'
}
