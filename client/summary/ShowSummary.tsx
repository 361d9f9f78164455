import { useCallback, useState } from 'react'
import { Stale } from '#client/access/Stale.tsx'
import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { LineSummary } from '#shared/staff.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { OnePage } from './OnePage.tsx'
import { SavePdf } from './SavePdf.tsx'

/** On paper as well: the notice over the window is not printed. */
const MAY_BE_OLD = ' The server was not heard: it may be old. Ring the line.'

type Props = {
  /** Which record, for the question to the server. */
  of: string
  line: Pick<LineSummary, 'name' | 'phoneNumber'>
  by: string
  /** While this is the same, so is the page: see patients/core/standsAs.ts. */
  standsAs: string
  isStale: boolean
  ask: (signal: AbortSignal) => Promise<EmergencySummary>
  askPdf: () => Promise<Blob>
}

/** The one page on the screen of whoever has the record open, to read from or to print. */
export function ShowSummary(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  useShortcut('V', 'View the one page', props.isStale || isOpen ? null : open)
  return (
    <>
      <Button size="small" shortcut="V" disabled={props.isStale} onClick={open}>
        One page
      </Button>
      {isOpen ? <Shown {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Shown({ of, line, by, standsAs, isStale, ask, askPdf, onClose }: Props & { onClose: () => void }) {
  const loaded = useLoad(`summary ${of}`, ask)
  useAgainWhen(standsAs, loaded)
  const isOld = isStale || (loaded.kind === 'here' && loaded.missed !== null)
  return (
    <Dialog title="Emergency summary" onClose={onClose}>
      {isOld ? <Stale /> : null}
      {loaded.kind === 'loading' ? <Skeleton lines={8} label="Opening the page…" /> : null}
      {loaded.kind === 'failed' ? <NotLoaded title="The page could not be opened." failed={loaded} /> : null}
      {loaded.kind === 'here' ? (
        <div className="app-stack">
          <div className="app-row">
            <Button look="primary" onClick={() => window.print()}>
              Print
            </Button>
            <SavePdf ask={askPdf} isStale={isStale} />
            <span className="app-quiet app-small">One side of A4.</span>
          </div>
          <OnePage summary={loaded.value} line={line} foot={`Printed by ${by}.${isOld ? MAY_BE_OLD : ''}`} />
        </div>
      ) : null}
    </Dialog>
  )
}
