import { useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { STALE_AFTER_MS } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import type { CodeStillOpens, EmergencySummary, OpenedByCode, TypedCode } from '#shared/summary.ts'

const EACH_MS = 500
type Opened = OpenedByCode & { typed: TypedCode }

/**
 * Asks twice a second whether the page that a code opened may stay, and says whether anybody answers. What was taken back leaves the
 * screen; what changed is read again. While nobody answers the page stays: in a house without signal it is all there is.
 */
export function useStillOpens(
  opened: Opened | null,
  on: { closed: () => void; changed: () => void },
): boolean {
  const [isStale, setStale] = useState(false)
  const ears = useRef(on)
  const shown = useRef(opened)
  ears.current = on
  shown.current = opened
  const code = opened?.typed.code
  const link = opened?.typed.link
  const page = opened?.page

  useEffect(() => {
    if (code === undefined) return
    let isOver = false
    let isAsking = false
    let heardAt = Date.now()
    const ask = async () => {
      setStale(Date.now() - heardAt >= STALE_AFTER_MS)
      if (isAsking) return
      isAsking = true
      try {
        const now = await call(routes.codeStillOpens, { body: page ? { page } : { code, link } })
        heardAt = Date.now()
        const summary = shown.current?.summary
        if (isOver || !summary) return
        if (!now.opens) ears.current.closed()
        else if (isOther(now, summary)) ears.current.changed()
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
      } finally {
        isAsking = false
      }
    }
    const turns = setInterval(() => void ask(), EACH_MS)
    return () => {
      isOver = true
      clearInterval(turns)
      setStale(false)
    }
  }, [code, link, page])
  return isStale
}

/** Whether a page that was read now would be another one than this. */
function isOther(
  now: Extract<CodeStillOpens, { opens: true }>,
  { version, notShown, banner }: EmergencySummary,
) {
  return (
    now.version !== version ||
    now.notShown.join() !== notShown.join() ||
    now.isProtectedLocation !== banner.isProtectedLocation
  )
}
