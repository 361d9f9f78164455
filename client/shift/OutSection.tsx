import { clockOf, isAlarmed, type OutRow, safetyWords } from '#client/board/core/outOnVisits.ts'
import { showTime } from '#client/ui/core/when.ts'
import type { Instant } from '#shared/time.ts'

/** Who is out, since when, and by when they are to be out again. Who is missed stands in the bar over everything. */
export function OutSection({ outs, now }: { outs: readonly OutRow[]; now: Instant }) {
  const calm = outs.filter(row => !isAlarmed(row))
  if (calm.length === 0) return null
  return (
    <section className="app-stack" aria-labelledby="shift-out">
      <h2 id="shift-out">
        Out on a visit <span className="app-numbers app-quiet">{calm.length}</span>
      </h2>
      <ul className="app-shift__rows">
        {calm.map(row => (
          <li key={`${row.teamTaskId} ${row.taking}`} className="app-shift__row">
            <div className="app-shift__head">
              <b>{row.name}</b>
              <b className="app-numbers">{clockOf(row, now)}</b>
            </div>
            <p className="app-small">
              {row.team}, out since {showTime(row.since)} · {safetyWords(row)}
            </p>
            <div className="app-row">
              <a
                href={`/#look=team_task/${row.teamTaskId}`}
                target="goldthread-console"
                aria-label={`Open on the console: ${row.name}, out on a visit`}
              >
                Open on the console
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
