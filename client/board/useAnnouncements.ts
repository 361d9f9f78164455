import { useCallback, useEffect, useRef } from 'react'
import { type Announcement, announcement } from '#client/live/core/announcement.ts'
import type { Board } from '#client/live/core/board.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import type { LiveMessage } from '#shared/live.ts'
import type { Me } from '#shared/staff.ts'

/** Tells screen readers, politely, what reaches the board; what is not so any more is taken back, said or not. */
export function useAnnouncements(board: Board | null, me: Me): void {
  const announce = useAnnounce()
  const said = useRef<Announcement | null>(null)
  const ear = useCallback(
    (message: LiveMessage, before: Board) => {
      const news = announcement(before, message, me.staffId)
      if (!news) return
      said.current = news
      announce(news.words)
    },
    [announce, me.staffId],
  )
  useHeard(ear)
  useEffect(() => {
    if (!board || !said.current || said.current.stands(board)) return
    said.current = null
    announce('')
  }, [board, announce])
}
