import { useCallback } from 'react'
import { waitsSince } from '#client/board/core/lists.ts'
import { showFrom } from '#client/board/core/words.ts'
import { Button } from '#client/ui/Button.tsx'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { useTakeKey } from './useTakeKey.ts'
import './RingingBar.css'
import type { TakeCall } from './useTakeCall.ts'

type Props = {
  call: BoardCall
  take: TakeCall
  isStale: boolean
  /** Whether the key takes this call: it takes the one in the centre while there is one. */
  hasKey: boolean
}

/** A call that rings while she looks at something else: what she looks at stays, and the caller is one press away. */
export function RingingBar({ call, take, isStale, hasKey }: Props) {
  const press = useCallback(() => void take.take(call.callId), [take.take, call.callId])
  const canTake = !isStale && !take.isBusy
  useTakeKey(hasKey && canTake ? press : null)
  return (
    <section className="app-ringing-bar" aria-label="A call is ringing for you">
      <span className="app-ringing-bar__words">
        <b>A call is ringing for you.</b> {showFrom(call.from)}, waiting <Elapsed since={waitsSince(call)} />
      </span>
      <Button look="primary" {...(hasKey ? { shortcut: 'A' } : {})} disabled={!canTake} onClick={press}>
        {take.isBusy ? 'Taking the call…' : 'Take the call'}
      </Button>
    </section>
  )
}
