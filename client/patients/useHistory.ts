import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { usePages } from '#client/api/usePages.ts'
import type { ItemRef } from './recordActs.ts'
import { useRecordDoor } from './recordDoor.ts'

/** An item's versions, the newest first; asked for again when the record on the screen stands otherwise, and for earlier ones on demand. */
export function useHistory({ section, itemId }: ItemRef, standsAs: string) {
  const door = useRecordDoor()
  const { rows: versions, ...pages } = usePages(
    `history ${door.key} ${section} ${itemId}`,
    async (before, signal) => {
      const { versions, hasEarlier } = await door.history({ section, itemId, before }, signal)
      return { rows: versions, before: hasEarlier ? (versions.at(-1)?.version ?? null) : null }
    },
  )
  useAgainWhen(standsAs, pages.loaded)
  return { versions, ...pages }
}
