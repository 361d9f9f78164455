import { useState } from 'react'
import { useServerNow } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import type { PatientId } from '#shared/ids.ts'
import { PutOnWatch } from './PutOnWatch.tsx'

/** In a call: the person it is about comes onto the watch list of the line. */
export function WatchPerson({ patientId, isStale }: { patientId: PatientId; isStale: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  const now = useServerNow()
  return (
    <>
      <Button disabled={isStale} onClick={() => setOpen(true)}>
        Keep watch…
      </Button>
      {isDone ? <span role="status">On the watch list.</span> : null}
      {isOpen ? (
        <PutOnWatch
          patientId={patientId}
          about={null}
          now={new Date(now).toISOString()}
          isStale={isStale}
          onDone={() => {
            setDone(true)
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
