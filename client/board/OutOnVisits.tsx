import { useServerNow } from '#client/live/useHearing.ts'
import { showTime } from '#client/ui/core/when.ts'
import type { Looking } from './Console.tsx'
import { clockOf, isAlarmed, type OutRow, safetyWords } from './core/outOnVisits.ts'

type Props = {
  rows: readonly OutRow[]
  onLook: ((looking: Looking) => void) | null
  isLookedAt: (id: string) => boolean
}

/** Who is out, since when, and by when they are to be out again: the soonest first. Who is missed stands in the bar over everything. */
export function OutOnVisits({ rows, ...way }: Props) {
  const calm = rows.filter(row => !isAlarmed(row))
  if (calm.length === 0) return null
  return (
    <section className="app-board__part" aria-labelledby="out-on-visits">
      <h2 className="app-board__title" id="out-on-visits">
        Out on a visit <span className="app-board__count app-numbers">{calm.length}</span>
      </h2>
      <Rows rows={calm} {...way} />
    </section>
  )
}

function Rows({ rows, onLook, isLookedAt }: Props) {
  const now = new Date(useServerNow()).toISOString()
  return (
    <ul>
      {rows.map(row => {
        const { teamTaskId, taking, name, team } = row
        return (
          <li key={`${teamTaskId} ${taking}`}>
            <button
              type="button"
              className="app-board-row app-board-row--in_time"
              aria-current={isLookedAt(teamTaskId)}
              disabled={!onLook}
              onClick={onLook ? () => onLook({ kind: 'team_task', teamTaskId, isAsked: true }) : undefined}
            >
              <span className="app-board-row__who">{name}</span>
              <span className="app-board-row__clock app-numbers">{clockOf(row, now)}</span>
              <span className="app-board-row__more">
                {team}, out since {showTime(row.since)}
              </span>
              <span className="app-board-row__more">{safetyWords(row)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
