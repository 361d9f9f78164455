import { useLive } from '#client/live/LiveProvider.tsx'
import { useNow } from '#client/live/useNow.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import './HeardAgo.css'

/** When the server was last heard: the measure of how far the screen may be believed. */
export function HeardAgo() {
  const { heardAt } = useLive()
  const now = useNow()
  if (heardAt === null) return null
  const seconds = (now - heardAt) / 1_000
  return (
    <p className="app-heard app-numbers" aria-live="off">
      <span className="app-heard__shape" aria-hidden="true" />
      {seconds < 3 ? 'Heard just now' : `Heard ${inWordsDuration(seconds)} ago`}
    </p>
  )
}
