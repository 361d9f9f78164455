import { useCallback, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { LineSummary } from '#shared/staff.ts'
import { FamilyAfterDeath } from './FamilyAfterDeath.tsx'
import { LetterForThem } from './LetterForThem.tsx'
import { Limits } from './Limits.tsx'
import { Receipts } from './Receipts.tsx'
import { StopSharing } from './StopSharing.tsx'
import type { SharingWay } from './sharingWay.ts'
import { TalkAboutSharing } from './TalkAboutSharing.tsx'

type Props = {
  way: SharingWay
  isStale: boolean
  callerName: string
  /** Nobody agrees or takes back in the name of somebody who has died; what they kept back can still grow. */
  hasDied: boolean
  onSaved: () => void
  /** Whose record it is, as a letter to them begins. */
  name: string
  line: LineSummary
}

/** What can be done about sharing, in a call and beside one: talk, keep back, stop, and see what it came to. */
export function SharingActs(props: Props) {
  const { way, isStale, hasDied } = props
  const [open, setOpen] = useState<'talk' | 'limits' | 'stop' | 'receipts' | 'letter' | null>(null)
  const close = () => setOpen(null)
  const talk = useCallback(() => setOpen('talk'), [])
  const stop = useCallback(() => setOpen('stop'), [])
  useShortcut('L', 'Talk about sharing', isStale || open || hasDied ? null : talk)
  // Nobody who wants it stopped waits for whoever looks for the button.
  useShortcut('Shift L', 'Stop all sharing', isStale || open || hasDied ? null : stop)
  return (
    <>
      {hasDied ? null : (
        <Button size="small" shortcut="L" disabled={isStale} onClick={talk}>
          Talk about sharing…
        </Button>
      )}
      <Button size="small" disabled={isStale} onClick={() => setOpen('limits')}>
        Keep something back…
      </Button>
      {hasDied ? null : (
        <Button size="small" shortcut="Shift L" disabled={isStale} onClick={stop}>
          Stop all sharing…
        </Button>
      )}
      <Button look="quiet" size="small" disabled={isStale} onClick={() => setOpen('receipts')}>
        What it came to…
      </Button>
      {hasDied ? (
        <FamilyAfterDeath />
      ) : (
        <Button look="quiet" size="small" disabled={isStale} onClick={() => setOpen('letter')}>
          A letter for them…
        </Button>
      )}
      {open === 'talk' ? <TalkAboutSharing {...props} onClose={close} /> : null}
      {open === 'limits' ? <Limits {...props} onClose={close} /> : null}
      {open === 'stop' ? <StopSharing {...props} onClose={close} /> : null}
      {open === 'letter' ? <LetterForThem {...props} onClose={close} /> : null}
      {open === 'receipts' ? <Receipts way={way} onClose={close} /> : null}
    </>
  )
}
