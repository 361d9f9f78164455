import { useCallback } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useReturn } from '#client/live/useReturn.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'

/** On every board: a hand-over that nobody has acknowledged, and to a shift lead one that has waited for too long. */
export function HandOverNow({ me }: { me: Me }) {
  const loaded = useLoad('shift on board', signal => call(routes.shiftOnBoard, { signal }))
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  useReturn(again)
  const ear = useCallback(
    ({ kind }: LiveMessage) => {
      // Whoever begins a pause is another nurse of the board, and asks for none any more.
      if (kind === 'shift' || kind === 'nurse') again?.()
    },
    [again],
  )
  useHeard(ear)
  const waiting = loaded.kind === 'here' ? loaded.value.waiting : []
  const late = waiting.filter(({ leadToldAt }) => leadToldAt !== null)
  const isForLead = me.role === 'shift_lead' && late.length > 0
  const asks = loaded.kind === 'here' ? loaded.value.asks : []
  return (
    <div role="status">
      {waiting.map(({ handOverId, givenBy, leadToldAt }) => (
        <a
          key={handOverId}
          className={isForLead && leadToldAt ? 'app-board__disputed' : 'app-board__hand-over'}
          href="/shift"
          target="goldthread-shift"
        >
          {givenBy.staffId === me.staffId ? (
            <>
              <b>Your hand-over is not acknowledged.</b> You stand as responsible until it is.
            </>
          ) : (
            <>
              <b>
                {leadToldAt ? '■ ' : ''}
                {givenBy.name} hands over.
              </b>{' '}
              {leadToldAt
                ? 'Nobody has acknowledged it for half an hour (opens beside this page).'
                : 'Read it, and acknowledge it (opens beside this page).'}
            </>
          )}
        </a>
      ))}
      {asks.map(name => (
        <p key={name} className="app-board__hand-over">
          <b>{name} asks for a pause.</b> Nobody else is ready: switch “Ready for calls” on, and they can
          begin.
        </p>
      ))}
    </div>
  )
}
