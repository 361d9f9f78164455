import type { BoardCall } from '#shared/calls.ts'
import type { StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Board } from './board.ts'

/**
 * What a screen reader says, politely, when something reaches the board: new callers, who took whom, who gave up.
 * Null for everything that would only be noise. No number and no name of a caller: screens are read aloud in rooms.
 */
export function announcement(before: Board, message: LiveMessage, me: StaffId): string | null {
  if (message.kind === 'call') return aboutCall(before.calls.get(message.call.callId), message.call, me)
  if (message.kind === 'task' && message.task.state === 'open' && !before.tasks.has(message.task.taskId))
    return 'Something new is owed.'
  return null
}

function aboutCall(before: BoardCall | undefined, now: BoardCall, me: StaffId): string | null {
  if (now.claimedBy && !before?.claimedBy && now.claimedBy.staffId !== me)
    return `${now.claimedBy.name} has taken a call.`
  if (before && isWaiting(before) && now.state === 'abandoned') return 'A caller who waited has hung up.'
  if (isWaiting(now) && !(before && isWaiting(before)))
    return now.wasCutOff ? 'A caller who was cut off is waiting again.' : 'A call is waiting.'
  return null
}

function isWaiting(call: BoardCall): boolean {
  return call.state === 'waiting' || call.state === 'offered' || call.state === 'oncall_ringing'
}
