import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { useNow } from '#client/live/useNow.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import './HeardAgo.css'

/** When the server was last heard: the measure of how far the screen may be believed. */
export function HeardAgo() {
  const { heardAt } = useLive()
  const now = useNow()
  const hearing = useHearing()
  if (heardAt === null) return null
  return (
    <p className={`app-heard app-heard--${hearing} app-numbers`} aria-live="off">
      <span className="app-heard__shape" aria-hidden="true" />
      {hearing === 'stale' ? 'Not heard for ' : 'Heard '}
      {now - heardAt < 3_000 ? 'just now' : inWordsDuration((now - heardAt) / 1_000)}
    </p>
  )
}
