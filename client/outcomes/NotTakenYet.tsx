import { useLive } from '#client/live/LiveProvider.tsx'
import type { CallId } from '#shared/ids.ts'
import { notTaken } from './core/notTaken.ts'

/** One line above the button that closes the call, as high in every state. It stops nobody: the board goes on saying it. */
export function NotTakenYet({ callId }: { callId: CallId }) {
  const { board } = useLive()
  const line = board && notTaken(board.teamTasks.values(), callId)
  if (!line) return null
  return (
    <p
      className={`app-outcome__not-taken ${line.isWaiting ? 'app-outcome__not-taken--waiting' : ''}`}
      role="status"
      title={line.says}
    >
      {line.says}
    </p>
  )
}
