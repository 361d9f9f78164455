import { Elapsed } from '#client/ui/Elapsed.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { waitsSince } from './core/lists.ts'
import { CALL_STATE_WORDS, showFrom } from './core/words.ts'

type Props = {
  call: BoardCall
  /** Other live calls from the same number. */
  othersFrom: number
  /** Only still in the list because the pointer is over it. */
  hasGone: boolean
  me: Me
  isLookedAt: boolean
  onLook: (() => void) | null
}

export function WaitingRow({ call, othersFrom, hasGone, me, isLookedAt, onLook }: Props) {
  const isForMe = call.offeredTo.includes(me.staffId)
  return (
    <li>
      <button
        type="button"
        className={`app-board-row ${hasGone ? 'app-board-row--gone' : isForMe ? 'app-board-row--ringing' : ''}`}
        aria-current={isLookedAt}
        disabled={!onLook}
        onClick={onLook ?? undefined}
      >
        <span className="app-board-row__who">{showFrom(call.from)}</span>
        <span className="app-board-row__clock">{hasGone ? '' : <Elapsed since={waitsSince(call)} />}</span>
        <span className="app-board-row__more">
          {hasGone ? goneWords(call, me) : waitWords(call, isForMe, othersFrom)}
        </span>
      </button>
    </li>
  )
}

function waitWords(call: BoardCall, isForMe: boolean, othersFrom: number): string {
  const words = [isForMe ? 'Ringing for you' : CALL_STATE_WORDS[call.state]]
  if (call.wasCutOff) words.unshift('Was cut off')
  if (othersFrom > 0) words.push(`${othersFrom + 1} calls from this number`)
  return words.join(' · ')
}

function goneWords(call: BoardCall, me: Me): string {
  if (call.claimedBy?.staffId === me.staffId) return 'You have taken this call'
  return call.claimedBy ? `${call.claimedBy.name} has taken this call` : CALL_STATE_WORDS[call.state]
}
