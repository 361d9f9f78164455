import { useNow } from '#client/live/useNow.ts'
import { asClock } from '#client/ui/core/duration.ts'
import { isOver, type KnownCall } from './core/line.ts'
import { usePractice } from './PracticeProvider.tsx'

/** How long the call has lasted; until it is answered, how long it has rung. Not announced: it would never stop. */
export function CallClock({ call }: { call: KnownCall }) {
  const { aheadMs } = usePractice()
  const now = useNow() + aheadMs
  const until = call.endedAt ? Date.parse(call.endedAt) : now
  if (isOver(call) && !call.answeredAt) return null
  return (
    <time className="app-handset__clock app-numbers" aria-live="off">
      {asClock((until - Date.parse(call.answeredAt ?? call.startedAt)) / 1_000)}
    </time>
  )
}
