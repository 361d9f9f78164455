import { useCallback, useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { CommandId } from '#shared/ids.ts'
import type { MadeCode } from '#shared/summary.ts'
import './CrewCode.css'
import { CrewLink } from './CrewLink.tsx'
import { spelled } from './core/spelled.ts'

type Props = {
  isStale: boolean
  make: (asked: { commandId: CommandId; because?: string }) => Promise<MadeCode>
}

/** A code for the crew that is on its way: read aloud, typed at /crew or at its own link, open for two hours. */
export function CrewCode({ isStale, make }: Props) {
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  useShortcut('E', 'A code for a crew', isStale || isOpen ? null : open)
  return (
    <>
      <Button size="small" shortcut="E" disabled={isStale} onClick={open}>
        Code for a crew…
      </Button>
      {isOpen ? <Making make={make} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Making({ make, onClose }: { make: Props['make']; onClose: () => void }) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [made, setMade] = useState<MadeCode | null>(null)
  const [because, setBecause] = useState('')
  const [failed, setFailed] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  useFocusIfGone('crew-code-made', 'dialog')

  async function draw() {
    setBusy(true)
    setFailed(null)
    try {
      setMade(await make({ commandId, ...(because.trim() ? { because } : {}) }))
      setCommandId(newCommandId())
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title="A code for a crew" onClose={onClose}>
      <div className="app-stack">
        {failed ? (
          <Notice tone="danger" role="alert" title="No code was made.">
            {failed}
          </Notice>
        ) : null}
        {made?.kind === 'made' ? (
          <>
            <p>
              Read it out, and the address: <b>{location.host}/crew</b>
            </p>
            <p className="app-crew-code" id="crew-code-made" tabIndex={-1}>
              {/* Letter by letter for who hears the page. */}
              <span className="nhsuk-u-visually-hidden">{[...made.code].join(' ')}</span>
              <span aria-hidden="true">
                {made.code.slice(0, 3)} {made.code.slice(3)}
              </span>
            </p>
            <p>{spelled(made.code)}</p>
            {made.link === undefined ? null : <CrewLink link={made.link} />}
            <p>
              The code opens one page about this person until {showTime(made.expiresAt)}.{' '}
              {made.link === undefined ? 'It is' : 'Both are'} shown this once; every opening is written down
              {made.link === undefined ? '' : ', and by which way'}.
            </p>
          </>
        ) : (
          <>
            {made ? (
              <>
                <Notice tone="caution" role="status" title="Not shared with crews.">
                  {made.because}
                </Notice>
                <TextArea
                  label="Why a crew must see it all the same"
                  value={because}
                  onChange={setBecause}
                  maxLength={1000}
                  autoFocus
                />
              </>
            ) : (
              <p>
                A crew types it on a phone and sees one page: resuscitation and the paper, ceilings, places,
                allergies, medicines in the house. For two hours. No code or key is on it: for those they ring
                the line.
              </p>
            )}
            <div className="app-row">
              <Button look="primary" disabled={isBusy || (made !== null && !because.trim())} onClick={draw}>
                {isBusy ? 'Making…' : 'Make a code'}
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}
