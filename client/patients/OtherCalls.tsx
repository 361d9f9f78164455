import { useEffect, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { CallId } from '#shared/ids.ts'
import type { OtherCall, OwedAlready } from '#shared/otherCalls.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import { useOtherCalls, useOtherNotes } from './useOtherCalls.ts'

type Props = {
  callId: CallId
  epoch: number
  /** What is owed already, for the outcome of this call. */
  onOwed: (owed: readonly OwedAlready[]) => void
}

/** Two who ring about one person at the same time: who the other nurse is, what she writes, and what is owed already. */
export function OtherCalls({ callId, epoch, onOwed }: Props) {
  const { calls, owed } = useOtherCalls(callId, epoch)
  useEffect(() => {
    onOwed(owed)
    return () => onOwed([])
  }, [onOwed, owed])
  return (
    <>
      {calls.map(other => (
        <Another key={other.callId} callId={callId} epoch={epoch} other={other} />
      ))}
      {owed.length > 0 ? (
        <Notice
          tone="plain"
          title={`A call back is owed about this person already, by ${showTime(owed[0]?.dueAt ?? '')}.`}
        >
          {owed[0]?.owner ? `${owed[0].owner} has it. ` : 'Nobody has taken it yet. '}
          It can answer this call too: the outcome offers it.
        </Notice>
      ) : null}
    </>
  )
}

function Another({ callId, epoch, other }: { callId: CallId; epoch: number; other: OtherCall }) {
  const [isOpen, setOpen] = useState(false)
  const { nurse, caller, relationship, since, state } = other
  const who = caller
    ? `${caller}${relationship ? ` (${relationshipInWords(relationship)})` : ''}`
    : 'somebody'
  const title =
    state === 'wrapup'
      ? `${nurse} has just talked with ${who} about this person.`
      : `Call in progress about this person: ${nurse} talks with ${who}.`
  return (
    <Notice
      tone="caution"
      role="status"
      title={title}
      actions={
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide their notes' : 'See their notes'}
        </Button>
      }
    >
      Since {showTime(since)}. Hear both; each of you writes down your own caller’s words. Say to each other
      who leads, and what you tell: each caller no more than they may be told.
      {isOpen ? <TheirNotes callId={callId} epoch={epoch} other={other} /> : null}
    </Notice>
  )
}

function TheirNotes({ callId, epoch, other }: { callId: CallId; epoch: number; other: OtherCall }) {
  const loaded = useOtherNotes(callId, epoch, other.callId)
  if (loaded.kind === 'loading') return <Skeleton lines={2} label="Opening their notes…" />
  if (loaded.kind === 'failed') return <NotLoaded title="Their notes could not be opened." failed={loaded} />
  const { nurse, text, savedAt } = loaded.value
  return (
    <blockquote className="app-other-notes" aria-label={`What ${nurse} writes`}>
      {text || 'Nothing yet.'}
      {savedAt ? <footer className="app-quiet app-small">Saved {showTime(savedAt)}</footer> : null}
    </blockquote>
  )
}
