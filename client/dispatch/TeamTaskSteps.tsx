import { showMoment } from '#client/ui/core/when.ts'
import type { TeamTaskStep } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'

/** All that happened, the newest first: what is asked at four in the morning is what was said last. */
export function TeamTaskSteps({ steps, now }: { steps: readonly TeamTaskStep[]; now: Instant }) {
  return (
    <ol className="app-teams" reversed>
      {steps.toReversed().map(({ at, by, words }) => (
        <li key={`${at} ${words}`}>
          <span className="app-numbers app-quiet">{showMoment(at, now)}</span> {by ? `${by}: ` : ''}
          {words}
        </li>
      ))}
    </ol>
  )
}
