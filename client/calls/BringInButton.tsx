import { useState } from 'react'
import { useHearing } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { BringIn } from './BringIn.tsx'

/** Beside the ways out of a call: somebody is rung into it. One at a time. */
export function BringInButton({
  call: { callId, state, endedAt, isIdentified, parties },
}: {
  call: BoardCall
}) {
  const [isOpen, setOpen] = useState(false)
  const isStale = useHearing() === 'stale'
  const last = parties.at(-1)
  if (state !== 'talking' || endedAt !== null || last?.state === 'ringing' || last?.state === 'here')
    return null
  return (
    <>
      <Button size="small" disabled={isStale} onClick={() => setOpen(true)}>
        Bring somebody in…
      </Button>
      {isOpen ? (
        <BringIn
          callId={callId}
          isIdentified={isIdentified}
          isStale={isStale}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
