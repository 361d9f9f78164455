import { useEffect, useRef } from 'react'
import { usePages } from '#client/api/usePages.ts'
import type { ItemRef } from './recordActs.ts'
import { useRecordDoor } from './recordDoor.ts'

/** An item's versions, the newest first; asked for again when the record on the screen is a newer one, and for earlier ones on demand. */
export function useHistory({ section, itemId }: ItemRef, recordVersion: number) {
  const door = useRecordDoor()
  const { rows: versions, ...pages } = usePages(
    `history ${door.key} ${section} ${itemId}`,
    async (before, signal) => {
      const { versions, hasEarlier } = await door.history({ section, itemId, before }, signal)
      return { rows: versions, before: hasEarlier ? (versions.at(-1)?.version ?? null) : null }
    },
  )
  const { loaded } = pages
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const shown = useRef(recordVersion)
  useEffect(() => {
    if (shown.current !== recordVersion) again?.()
    shown.current = recordVersion
  }, [recordVersion, again])
  return { versions, ...pages }
}
