import { useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showTime } from '#client/ui/core/when.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import type { Looking } from './Console.tsx'
import { isAlarmed, type OutRow, safetyWords } from './core/outOnVisits.ts'

type Props = {
  rows: readonly OutRow[]
  onLook: ((looking: Looking) => void) | null
  isLookedAt: (id: string) => boolean
}

/** Who has not been heard of, or presses for help: above everything, because nothing on the board is more pressing. */
export function NotHeardOf({ rows, ...way }: Props) {
  const alarmed = rows.filter(isAlarmed)
  if (alarmed.length === 0) return null
  return (
    <section className="app-board__part" aria-labelledby="not-safe">
      <h2 className="app-board__title" id="not-safe">
        Not known to be safe <span className="app-board__count app-numbers">{alarmed.length}</span>
      </h2>
      <p className="nhsuk-u-visually-hidden" role="alert">
        {alarmed.map(row => `${row.name}. ${safetyWords(row)}.`).join(' ')}
      </p>
      <Rows rows={alarmed} {...way} />
    </section>
  )
}

/** Who is out, since when, and by when they are to be out again: the soonest first. */
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
              className={`app-board-row app-board-row--${isAlarmed(row) ? 'broken' : 'in_time'}`}
              aria-current={isLookedAt(teamTaskId)}
              disabled={!onLook}
              onClick={onLook ? () => onLook({ kind: 'team_task', teamTaskId, isAsked: true }) : undefined}
            >
              <span className="app-board-row__who">
                {isAlarmed(row) ? <span aria-hidden="true">■ </span> : null}
                {name}
              </span>
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

function clockOf({ step, by, helpAt }: OutRow, now: Instant): string {
  if (step === 'help' && helpAt) return `${inWordsDuration(Math.max(0, secondsBetween(helpAt, now)))} ago`
  const left = secondsBetween(now, by)
  return left < 0 ? `${inWordsDuration(-left)} over` : `in ${inWordsDuration(left)}`
}
