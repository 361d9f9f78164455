import type { Board } from '#client/live/core/board.ts'
import { inASentence } from '#client/ui/core/inASentence.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { StaffId } from '#shared/ids.ts'
import { ownerWords, taskWords } from './words.ts'

/** What became of a call that a nurse had, as far as the board knows: who has it, whether the caller waits, or what is owed. */
export function whatBecame(board: Board, { callId, isCallBack }: BoardCall, me: StaffId): string {
  const call = board.calls.get(callId)
  if (call?.claimedBy)
    return `${call.claimedBy.name} has it now${call.state === 'wrapup' ? ', and writes its outcome' : ''}.`
  if (call?.state === 'oncall_ringing') return 'The on-call phones ring for the caller.'
  if (call) return `The caller waits again${call.wasCutOff ? ', in front' : ''}.`
  const owed = [...board.tasks.values()].filter(task => task.callId === callId)
  if (owed.length > 0)
    return `It is over. Owed: ${owed
      .map(task => `${inASentence(taskWords(task).act)}, ${inASentence(ownerWords(task, me))}`)
      .join('; ')}.`
  if (isCallBack) return 'It is over. What it was for stands in Owed until it is done.'
  const gone = board.left.find(one => one.callId === callId)
  return gone?.outcomeSavedAt
    ? 'It is over, and its outcome is saved.'
    : 'It is over, and nothing of it is owed.'
}
