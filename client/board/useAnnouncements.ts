import { useCallback } from 'react'
import { announcement } from '#client/live/core/announcement.ts'
import type { Board } from '#client/live/core/board.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import type { LiveMessage } from '#shared/live.ts'
import type { Me } from '#shared/staff.ts'

/** Tells screen readers, politely, what reaches the board. */
export function useAnnouncements(me: Me): void {
  const announce = useAnnounce()
  const ear = useCallback(
    (message: LiveMessage, before: Board) => {
      const words = announcement(before, message, me.staffId)
      if (words) announce(words)
    },
    [announce, me.staffId],
  )
  useHeard(ear)
}
