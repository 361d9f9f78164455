import { useCallback } from 'react'
import { call } from '#client/api/call.ts'
import { usePages } from '#client/api/usePages.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { type CallId, ItemId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import type { ItemRef } from './recordActs.ts'

/** An item's versions, the newest first; asked for again when the record changes, and for earlier ones on demand. */
export function useHistory(callId: CallId, epoch: number, patientId: string, item: ItemRef) {
  const params = { callId, itemId: ItemId.parse(item.itemId) }
  const { section } = item
  const { rows: versions, ...pages } = usePages(
    `history ${callId} ${epoch} ${section} ${item.itemId}`,
    async (before, signal) => {
      const query = { epoch, section, ...(before === undefined ? {} : { before }) }
      const { history } = await call(routes.itemHistory, { params, query, ...(signal ? { signal } : {}) })
      const { versions, hasEarlier } = history
      return { rows: versions, before: hasEarlier ? (versions.at(-1)?.version ?? null) : null }
    },
  )
  const { loaded } = pages
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind === 'record' && message.patientId === patientId) again?.()
    },
    [patientId, again],
  )
  useHeard(ear)
  return { versions, ...pages }
}
