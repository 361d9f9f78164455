import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import type { CallId } from '#shared/ids.ts'
import { Limits } from './Limits.tsx'
import { Receipts } from './Receipts.tsx'
import { StopSharing } from './StopSharing.tsx'
import { TalkAboutSharing } from './TalkAboutSharing.tsx'

type Props = { callId: CallId; epoch: number; isStale: boolean; callerName: string; onSaved: () => void }

/** What can be done about sharing in a call: talk, keep back, stop, and see what it came to. */
export function SharingActs(props: Props) {
  const { callId, epoch, isStale, onSaved } = props
  const [open, setOpen] = useState<'talk' | 'limits' | 'stop' | 'receipts' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Button size="small" disabled={isStale} onClick={() => setOpen('talk')}>
        Talk about sharing…
      </Button>
      <Button size="small" disabled={isStale} onClick={() => setOpen('limits')}>
        Keep something back…
      </Button>
      <Button size="small" disabled={isStale} onClick={() => setOpen('stop')}>
        Stop all sharing…
      </Button>
      <Button look="quiet" size="small" disabled={isStale} onClick={() => setOpen('receipts')}>
        What it came to…
      </Button>
      {open === 'talk' ? <TalkAboutSharing {...props} onClose={close} /> : null}
      {open === 'limits' ? <Limits {...props} onClose={close} /> : null}
      {open === 'stop' ? (
        <StopSharing callId={callId} epoch={epoch} isStale={isStale} onSaved={onSaved} onClose={close} />
      ) : null}
      {open === 'receipts' ? <Receipts callId={callId} epoch={epoch} onClose={close} /> : null}
    </>
  )
}
