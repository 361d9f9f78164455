import type { Board } from '#client/live/core/board.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { StaffId } from '#shared/ids.ts'
import { whatBecame } from './core/whatBecame.ts'
import { showFrom } from './core/words.ts'

type Props = { call: BoardCall; board: Board; me: StaffId; onDone: () => void }

/** The call that a nurse had when she was heard last, and who has it now: nobody who rang is forgotten, by her either. */
export function LostCall({ call, board, me, onDone }: Props) {
  return (
    <Notice
      tone="caution"
      role="status"
      title="The call you had is not with you any more."
      actions={
        <Button size="small" onClick={onDone}>
          Done with it
        </Button>
      }
    >
      {showFrom(call.from)} · {whatBecame(board, call, me)}
    </Notice>
  )
}
