import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { Board } from '#client/live/core/board.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { ShortcutList } from '#client/ui/ShortcutList.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { callOf, nearness, readyNurses, waitingCalls, waitsSince } from './core/lists.ts'
import { HeardAgo } from './HeardAgo.tsx'
import { PageTitle } from './PageTitle.tsx'
import { Readiness } from './Readiness.tsx'
import './Strip.css'

type Props = { me: Me; board: Board; isOnlooker: boolean; onLeave: () => void }

/** One line over everything: which line, who is ready, how long the longest has waited, and whether we hear the server. */
export function Strip({ me, board, isOnlooker, onLeave }: Props) {
  const [showsKeys, setShowsKeys] = useState(false)
  useShortcut('?', 'Show this list', showsKeys ? null : () => setShowsKeys(true))
  const waiting = waitingCalls(board.calls)
  const longest = waiting.toSorted((a, b) => waitsSince(a).localeCompare(waitsSince(b)))[0]
  const now = new Date(useServerNow()).toISOString()
  const late = [...board.tasks.values()].filter(task => nearness(task.dueAt, now) === 'broken')
  const ready = readyNurses(board.nurses.values())

  async function signOut() {
    try {
      await call(routes.signOut)
    } catch (error) {
      // Already signed out, or nobody hears us: the page is left all the same, and the session ends by itself.
      if (!(error instanceof CallFailed)) throw error
    }
    onLeave()
  }

  return (
    <header className="app-strip">
      <PageTitle waiting={waiting.length} late={late.length} />
      <Mark />
      <h1 className="app-strip__line">
        {board.line.name}
        <span className="app-strip__number">{showPhoneNumber(board.line.phoneNumber)}</span>
      </h1>
      {me.practice ? <Tag>Practice</Tag> : null}
      <p className="app-strip__fact app-strip__fact--ready" title={ready.map(nurse => nurse.name).join(', ')}>
        <b className="app-numbers">{ready.length}</b> ready
        {ready.length > 0 ? (
          <span className="app-quiet"> {ready.map(nurse => nurse.name.split(' ')[0]).join(', ')}</span>
        ) : null}
      </p>
      <p className={`app-strip__fact ${longest ? 'app-strip__fact--waits' : ''}`}>
        {longest ? (
          <>
            Longest wait{' '}
            <b>
              <Elapsed since={waitsSince(longest)} />
            </b>
          </>
        ) : (
          <span className="app-quiet">Nobody waits</span>
        )}
      </p>
      <HeardAgo />
      <div className="app-strip__mine">
        <Readiness
          me={me}
          nurse={board.nurses.get(me.staffId)}
          isOnCall={callOf(board.calls, me.staffId) !== undefined}
          isOnlooker={isOnlooker}
        />
        <ThemeSwitch />
        <Button look="quiet" size="small" aria-label="Keys" onClick={() => setShowsKeys(true)}>
          ?
        </Button>
        <Button look="quiet" size="small" onClick={signOut} title={`${me.name}, ${me.organisation}`}>
          Sign out
        </Button>
      </div>
      {showsKeys ? <ShortcutList onClose={() => setShowsKeys(false)} /> : null}
    </header>
  )
}
