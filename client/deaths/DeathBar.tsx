import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoadAnew } from '#client/api/useLoadAnew.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useNow } from '#client/live/useNow.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { ReportedDeath } from '#shared/deaths.ts'
import { routes } from '#shared/routes.ts'
import { CorrectDeath } from './CorrectDeath.tsx'
import { timeLeft } from './core/words.ts'
import './deaths.css'
import { useSend } from '#client/api/useSend.ts'
import type { DeathWay } from './deathWay.ts'
import { VerifyDeath } from './VerifyDeath.tsx'

type Props = {
  way: DeathWay
  /** The record's version: what may be done is asked again when it changed. */
  version: number
  isStale: boolean
  onChanged: () => void
  /** The report was taken back: the bar goes with it, and what happened is said by whatever shows the bar. */
  onUndone: () => void
}

/** Under the name of somebody who has died: who reported it, and what may still be done about the report. */
export function DeathBar({ way, version, isStale, onChanged, onUndone }: Props) {
  const loaded = useLoadAnew(`death bar ${way.key}`, version, way.offer)
  const [window, setWindow] = useState<'verify' | 'correct' | null>(null)
  if (loaded.kind !== 'here' || !loaded.value.death) return null
  const { death, asOf } = loaded.value
  const done = () => {
    setWindow(null)
    onChanged()
  }
  const undone = () => {
    onUndone()
    done()
  }
  return (
    <>
      <DeathNotice death={death} asOf={asOf} isStale={isStale} onChanged={undone}>
        {death.stage === 'reported' ? (
          <Button size="small" disabled={isStale} onClick={() => setWindow('verify')}>
            Record the verification…
          </Button>
        ) : null}
        {death.mayCorrect ? (
          <Button size="small" look="quiet" disabled={isStale} onClick={() => setWindow('correct')}>
            Reported in error…
          </Button>
        ) : null}
      </DeathNotice>
      {window === 'verify' ? (
        <VerifyDeath verify={way.verify} isStale={isStale} onClose={() => setWindow(null)} onDone={done} />
      ) : null}
      {window === 'correct' ? (
        <CorrectDeath way={way} isStale={isStale} onClose={() => setWindow(null)} onDone={undone} />
      ) : null}
    </>
  )
}

type NoticeProps = {
  death: ReportedDeath
  asOf: string
  isStale: boolean
  onChanged: () => void
  children?: React.ReactNode
}

/** Who reported it and when, with the ten minutes in which it is undone. That nobody has verified it is said by what stands beside it. */
export function DeathNotice({ death, asOf, isStale, onChanged, children }: NoticeProps) {
  const { isBusy, refused, send } = useSend()
  const [commandId] = useState(newCommandId)
  const now = useNow()
  const { deathId, undoUntil } = death
  const canUndo = deathId !== null && undoUntil !== null && death.mayUndo && Date.parse(undoUntil) > now
  const undo = async () => {
    if (!deathId) return
    if (await send(() => call(routes.undoDeath, { params: { deathId }, body: { commandId } }))) onChanged()
  }
  useShortcut('U', 'Undo the report of a death', canUndo && !isStale && !isBusy ? () => void undo() : null)
  return (
    <Notice
      tone="plain"
      role="status"
      title={
        death.stage === 'verified'
          ? 'The death is verified.'
          : `Reported ${showMoment(death.reportedAt, asOf)} by ${death.reportedBy}.`
      }
      actions={
        <>
          {canUndo ? (
            <Button size="small" shortcut="U" disabled={isStale || isBusy} onClick={() => void undo()}>
              {isBusy ? 'Undoing…' : 'Undo the report'}{' '}
              <span className="app-numbers app-death__left" aria-hidden="true">
                {timeLeft(undoUntil, now)}
              </span>
            </Button>
          ) : null}
          {children}
        </>
      }
    >
      {refused}
    </Notice>
  )
}
