import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { SideBySide } from '#client/people/SideBySide.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { Said } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

type Props = { callId: CallId; patientId: PatientId; said: Said; isStale: boolean }

/** Who could be taken for this person, side by side: a look at each of them, and so only at a press. */
export function LookAlikes(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} onClick={() => setOpen(true)}>
        Look at them side by side…
      </Button>
      {isOpen ? (
        <Dialog look="wide" title="Who could be taken for whom" onClose={() => setOpen(false)}>
          <Beside {...props} />
        </Dialog>
      ) : null}
    </>
  )
}

function Beside({ callId, patientId, said }: Props) {
  const loaded = useLoad(`beside ${callId} ${patientId}`, signal =>
    call(routes.besideAlike, { params: { callId }, body: { patientId, said }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={6} label="Opening them…" />
  if (loaded.kind === 'failed') return <NotLoaded title="They could not be opened." failed={loaded} />
  return (
    <div className="app-stack">
      <p>Ask the caller for what differs. Do not read any of it out. Each of them sees that you looked.</p>
      <SideBySide beside={loaded.value} title="Who could be taken for whom" />
    </div>
  )
}
