import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { type CallId, ItemId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import { routes } from '#shared/routes.ts'
import type { ItemRef } from './recordActs.ts'

/** An item's versions, the newest first; asked for again when the record changes, and for earlier ones on demand. */
export function useHistory(callId: CallId, epoch: number, patientId: string, item: ItemRef) {
  const params = { callId, itemId: ItemId.parse(item.itemId) }
  const { section } = item
  const loaded = useLoad(`history ${callId} ${epoch} ${section} ${item.itemId}`, signal =>
    call(routes.itemHistory, { params, query: { epoch, section }, signal }),
  )
  const [older, setOlder] = useState<ItemHistory[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind === 'record' && message.patientId === patientId) again?.()
    },
    [patientId, again],
  )
  useHeard(ear)

  const parts = loaded.kind === 'here' ? [loaded.value.history, ...older] : []
  const versions = parts.flatMap((part, at) =>
    // When a new version came, the first part reaches less far back: nothing is shown twice.
    part.versions.filter(
      ({ version }) => at === 0 || version < (parts[at - 1]?.versions.at(-1)?.version ?? 0),
    ),
  )

  async function earlier(): Promise<void> {
    const before = versions.at(-1)?.version
    if (before === undefined) return
    try {
      const { history } = await call(routes.itemHistory, { params, query: { epoch, section, before } })
      setOlder(parts => [...parts, history])
      setProblem(null)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    }
  }

  return { loaded, versions, hasEarlier: parts.at(-1)?.hasEarlier ?? false, earlier, problem }
}
