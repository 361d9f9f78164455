import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { ReasonDialog, type Reasoned } from '#client/ui/ReasonDialog.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'

type Dispute = (asked: Reasoned) => Promise<unknown>
type Props = { isStale: boolean; isDisputed: boolean; dispute: Dispute; onDone: () => void }

/** "That is not my date of birth": one act stops all writing on the record, for everybody, from now on. */
export function DisputeIdentity(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const canAsk = !props.isStale && !props.isDisputed && !isOpen
  useShortcut('D', 'Identity disputed: stop writing on this record', canAsk ? () => setOpen(true) : null)
  if (props.isDisputed) return null
  const done = () => {
    props.onDone()
    setOpen(false)
  }
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} shortcut="D" onClick={() => setOpen(true)}>
        Identity disputed…
      </Button>
      {isOpen ? (
        <ReasonDialog
          title="This may be the wrong person’s record"
          explains="From now on nobody writes on this record, and every page that shows it says that it is disputed. You can still read it. A shift lead settles whose it is, and sees everybody who has looked."
          id="dispute-because"
          label="What was said"
          hint="In the caller’s words, where you can: “That is not my date of birth.”"
          least={3}
          wanting="Write down what was said: why it may be wrong."
          act="Stop all writing on this record"
          busy="Stopping…"
          look="danger"
          isStale={props.isStale}
          send={props.dispute}
          onDone={done}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
