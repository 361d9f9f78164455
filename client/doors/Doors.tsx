import { useCallback, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { ChangeDoor, DoorChanged, DoorKept, DoorKind, DoorShown } from '#shared/doors.ts'
import type { Instant } from '#shared/time.ts'
import { DoorForm } from './DoorForm.tsx'
import { DoorRow } from './DoorRow.tsx'
import './Doors.css'

type Props = {
  /** Which codes there are; none of them is in the page before it is asked for. */
  doors: readonly DoorKept[]
  now: Instant
  isStale: boolean
  /** Before it is shown: who it is for. */
  beware: string
  reveal: (kind: DoorKind) => Promise<DoorShown>
  /** Null for who may not change them. */
  change: ((asked: ChangeDoor) => Promise<DoorChanged>) | null
  onChanged: () => void
}

/** Keysafe and door codes, keys and how to enter: masked, shown one at a time for half a minute. */
export function Doors(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const { doors, isStale } = props
  const open = useCallback(() => setOpen(true), [])
  useShortcut('K', 'Keys and codes', isStale || isOpen ? null : open)
  return (
    <>
      <Button size="small" shortcut="K" disabled={isStale} onClick={open}>
        Keys and codes{doors.length > 0 ? ` (${doors.length})` : ''}…
      </Button>
      {isOpen ? <Panel {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

type Writing = { door: DoorKept | undefined }

function Panel({
  doors,
  now,
  isStale,
  beware,
  reveal,
  change,
  onChanged,
  onClose,
}: Props & { onClose: () => void }) {
  const [writing, setWriting] = useState<Writing | null>(null)
  /** One at a time: showing another hides this one. */
  const [shown, setShown] = useState<DoorKind | null>(null)
  const [written, setWritten] = useState<DoorKind | undefined>(undefined)
  // Back to what led to the form; one that was taken away has nothing to change any more.
  const isStillThere = doors.some(({ kind }) => kind === written)
  useFocusIfGone(isStillThere ? `door-change-${written}` : 'door-add', 'dialog')

  function write(door?: DoorKept) {
    setWritten(door?.kind)
    setWriting({ door })
  }
  return (
    <Dialog title="Keys and codes" onClose={onClose}>
      {writing && change ? (
        <DoorForm
          key={writing.door?.kind ?? 'new'}
          door={writing.door}
          doors={doors}
          isStale={isStale}
          change={change}
          onClose={() => setWriting(null)}
          onSaved={() => {
            setWriting(null)
            onChanged()
          }}
        />
      ) : (
        <div className="app-stack">
          <p>{beware}</p>
          {doors.length === 0 ? <p className="app-quiet">Nothing is kept for this home.</p> : null}
          <ul className="app-doors">
            {doors.map(door => (
              <DoorRow
                key={`${door.kind} ${door.version}`}
                door={door}
                now={now}
                isStale={isStale}
                isTurn={shown === door.kind}
                reveal={reveal}
                onTurn={() => setShown(door.kind)}
                onChange={change ? () => write(door) : null}
              />
            ))}
          </ul>
          {change ? (
            <div className="app-row">
              <Button id="door-add" size="small" disabled={isStale} onClick={() => write()}>
                Add a code or how to enter
              </Button>
            </div>
          ) : null}
          <p className="app-quiet app-small">
            Each showing is in this person’s own log of who looked, and is counted. Never write a code, or who
            has a key, into the notes: they can be read by everybody who opens the record.
          </p>
        </div>
      )}
    </Dialog>
  )
}
