import { useCallback } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useReturn } from '#client/live/useReturn.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'

/** On a shift lead's board: how many records are in dispute, and nothing of whose. Counted again whenever a record changed. */
export function DisputedNow() {
  const loaded = useLoad('open disputes', signal => call(routes.openDisputes, { signal }))
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const ear = useCallback((message: LiveMessage) => message.kind === 'record' && again?.(), [again])
  useHeard(ear)
  useReturn(again)
  const open = loaded.kind === 'here' ? loaded.value.open : 0
  return (
    <div role="status">
      {loaded.kind === 'failed' ? (
        <p className="app-board__empty">Records in dispute could not be counted.</p>
      ) : open > 0 ? (
        <a className="app-board__disputed" href="/people#disputes" target="_blank" rel="noreferrer">
          <b>■ {open === 1 ? 'A record is' : `${open} records are`} disputed.</b> Nothing is written there
          until you settle whose {open === 1 ? 'it is' : 'they are'} (opens beside this page).
        </a>
      ) : null}
    </div>
  )
}
