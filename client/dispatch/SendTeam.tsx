import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { CallId } from '#shared/ids.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import type { Urgency } from '#shared/urgency.ts'
import { type Asking, EMPTY_ASKING } from './core/asking.ts'
import { SendTeamForm } from './SendTeamForm.tsx'
import './SendTeam.css'

/** What the prompts suggest to ask for, about the person of this epoch. */
export type Suggested = { kind: WorkKind; urgency: Urgency; epoch: number }

type Props = {
  callId: CallId
  epoch: number
  hasDied: boolean
  isStale: boolean
  suggested: Suggested | null
  /** Where they are, when that is not at home. */
  away: string | null
  /** What else is done for the person beside this call. */
  children?: ReactNode
}

/** In a call: something is asked of a community team. What was typed stays when the window is closed. */
export function SendTeam({ callId, epoch, hasDied, isStale, suggested, away, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [asking, setAsking] = useState<Asking>(EMPTY_ASKING)
  const [sent, setSent] = useState<string | null>(null)
  const open = useCallback(() => setOpen(true), [])
  useEffect(() => {
    if (suggested?.epoch !== epoch) return
    const { kind, urgency } = suggested
    setAsking(before => ({ ...before, kind, urgency, first: '', skill: '' }))
    setOpen(true)
  }, [suggested, epoch])
  useShortcut('Z', 'Ask a team', isStale || isOpen ? null : open)
  return (
    <section className="app-send-team" aria-label="Teams">
      <div className="app-row">
        <Button id="send-team" shortcut="Z" disabled={isStale} onClick={open}>
          Ask a team…
        </Button>
        {children}
        {sent ? <span role="status">{sent}</span> : null}
      </div>
      {isOpen ? (
        <Dialog look="wide" title="Ask a community team" onClose={() => setOpen(false)}>
          <SendTeamForm
            callId={callId}
            epoch={epoch}
            hasDied={hasDied}
            isStale={isStale}
            away={away}
            asking={asking}
            onChange={setAsking}
            onSent={words => {
              setSent(words)
              setAsking(EMPTY_ASKING)
              setOpen(false)
            }}
          />
        </Dialog>
      ) : null}
    </section>
  )
}
