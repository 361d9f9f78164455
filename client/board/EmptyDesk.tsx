import { type ReactNode, useState } from 'react'
import type { Board } from '#client/live/core/board.ts'
import { OFF_THE_RECORD } from '#client/outcomes/core/words.ts'
import { MoveCall } from '#client/outcomes/MoveCall.tsx'
import type { Moved, SavedCall } from '#client/outcomes/useMoveCall.ts'
import { Pause } from '#client/shift/Pause.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { CallId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { AboutNobody } from './AboutNobody.tsx'
import './EmptyDesk.css'

/** What was just saved, and the call where it is on somebody's record. */
export type Saved = {
  words: string
  at: Instant
  /** Her call at that moment: it stays hers until the board says that it is closed. */
  during?: CallId | undefined
  call?: SavedCall | undefined
  /** It left the record while the call was still in hand. */
  hasLeft?: boolean
}
type Props = {
  saved: Saved | null
  /** Of the call that is not hers any more. */
  lost: ReactNode
  isStale: boolean
  board: Board
  me: Me
  onMoved: (saved: Saved) => void
}

/** Between calls: what was just saved, and what comes next. */
export function EmptyDesk({ saved, lost, isStale, board, me, onMoved }: Props) {
  const [isMoving, setMoving] = useState(false)
  const call = saved?.call
  const isOnNobody = saved?.hasLeft || call?.isOnNobody
  useFocusIfLost('desk-title', true)
  const isReady = board.nurses.get(me.staffId)?.state === 'ready'
  return (
    <main className="app-console__centre app-console__centre--wide app-empty-desk">
      {lost}
      {saved ? (
        <Notice
          tone="well"
          title="Saved."
          role="status"
          actions={
            // What is on nobody's record is listed below, with the way on.
            call && !isOnNobody ? (
              <Button look="quiet" size="small" disabled={isStale} onClick={() => setMoving(true)}>
                This call was about somebody else…
              </Button>
            ) : null
          }
        >
          {isOnNobody ? OFF_THE_RECORD : saved.words}
        </Notice>
      ) : null}
      {call && isMoving ? (
        <MoveCall
          saved={call}
          isStale={isStale}
          onClose={moved => {
            setMoving(false)
            if (moved) onMoved(afterMove(call, moved))
          }}
        />
      ) : null}
      <AboutNobody
        isStale={isStale}
        moved={call ? `${call.callId} ${call.epoch}` : ''}
        isLastTold={saved !== null}
        onLastMoved={(last, moved) => onMoved(afterMove(last, moved))}
      />
      <div className="app-empty-desk__words">
        <Mark size={64} />
        <h2 className="app-empty-desk__title" id="desk-title" tabIndex={-1}>
          {isStale ? 'Calls may not ring here.' : isReady ? 'You are ready.' : 'You are away.'}
        </h2>
        <p className="app-quiet">
          {isStale
            ? 'The line above says why, and what to do.'
            : isReady
              ? 'The next call rings here, with who it may be. Until then, see what is owed.'
              : 'A call rings here only once it has waited for twenty seconds. Switch “Ready for calls” on, at the top, when you want them at once: then you hear how it rings.'}
        </p>
        <Pause
          isOffered={call?.wasHard === true}
          state={`${board.nurses.get(me.staffId)?.state} ${call?.callId ?? ''}`}
          isStale={isStale}
        />
        <p>
          {/* In a window of its own: this one rings. */}
          <a href="/people" target="_blank" rel="noreferrer">
            {me.role === 'shift_lead'
              ? 'Register a person, two records of one, or identity disputed (opens beside this page)'
              : 'Register a person (opens beside this page)'}
          </a>
        </p>
        <p>
          {/* The one page that leads back here: it opens what is on it on this very console. */}
          <a href="/shift" target="goldthread-shift">
            The shift: what is open, whom we watch (opens beside this page)
          </a>
        </p>
        <p>
          <a href="/teams" target="_blank" rel="noreferrer">
            Teams tonight (opens beside this page)
          </a>
        </p>
        <p>
          <a href="/protocols" target="_blank" rel="noreferrer">
            {me.role === 'shift_lead'
              ? 'Prompts: read, write and approve them (opens beside this page)'
              : 'Prompts: how we ask (opens beside this page)'}
          </a>
        </p>
        {me.role === 'shift_lead' ? (
          <p>
            <a href="/lists" target="_blank" rel="noreferrer">
              Take or bring a list (opens beside this page)
            </a>
          </p>
        ) : null}
      </div>
    </main>
  )
}

/** It can be moved once more: from whom it was about now. On nobody's record it is one of those that wait. */
function afterMove({ callId }: Pick<SavedCall, 'callId'>, moved: Moved): Saved {
  const { epoch, to, callBackAt } = moved
  const at = new Date().toISOString()
  if (to === null) return { words: OFF_THE_RECORD, at, call: { callId, epoch, isOnNobody: true } }
  const back = callBackAt ? ` The call back promised for ${showTime(callBackAt)} went with it.` : ''
  const about = `On ${to}’s record, to which you moved it`
  return { words: `The call was moved to ${to}’s record.${back}`, at, call: { callId, epoch, about } }
}
