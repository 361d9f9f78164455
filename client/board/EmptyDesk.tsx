import type { Board } from '#client/live/core/board.ts'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { Me } from '#shared/staff.ts'
import './EmptyDesk.css'

type Props = { saved: string | null; board: Board; me: Me }

/** Between calls: what was just saved, and what comes next. */
export function EmptyDesk({ saved, board, me }: Props) {
  useFocusIfLost('desk-title', true)
  const isReady = board.nurses.get(me.staffId)?.state === 'ready'
  return (
    <main className="app-console__centre app-console__centre--wide app-empty-desk">
      {saved ? (
        <Notice tone="well" title="Saved." role="status">
          {saved}
        </Notice>
      ) : null}
      <div className="app-empty-desk__words">
        <Mark size={64} />
        <h2 className="app-empty-desk__title" id="desk-title" tabIndex={-1}>
          {isReady ? 'You are ready.' : 'You are away.'}
        </h2>
        <p className="app-quiet">
          {isReady
            ? 'The next call rings here, with who it may be. Until then, see what is owed.'
            : 'Calls do not ring here. Switch “Ready for calls” on, at the top, when you want them: then you hear how it rings.'}
        </p>
        <p>
          {/* In a window of its own: this one rings. */}
          <a href="/people" target="_blank" rel="noreferrer">
            {me.role === 'shift_lead'
              ? 'Register a person, two records of one, or identity disputed (opens beside this page)'
              : 'Register a person (opens beside this page)'}
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
