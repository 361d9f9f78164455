import type { Board } from '#client/live/core/board.ts'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { Me } from '#shared/staff.ts'
import { readyNurses, waitingCalls, waitsSince } from './core/lists.ts'
import { HeardAgo } from './HeardAgo.tsx'

/** Who is ready, how long the longest has waited, and when we last heard the server. */
export function StripFacts({ me, board }: { me: Me; board: Board }) {
  const [longest] = waitingCalls(board.calls).toSorted((a, b) => waitsSince(a).localeCompare(waitsSince(b)))
  const ready = readyNurses(board.nurses.values())
  return (
    <div className="app-strip__facts">
      {me.practice ? <Tag>Practice</Tag> : null}
      <p className="app-strip__fact app-strip__fact--ready" title={ready.map(nurse => nurse.name).join(', ')}>
        <span className="app-strip__count">
          <b className="app-numbers">{ready.length}</b> ready
        </span>
        {ready.length > 0 ? (
          <span className="app-strip__names app-quiet">
            {' '}
            {ready.map(nurse => nurse.name.split(' ')[0]).join(', ')}
          </span>
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
    </div>
  )
}
