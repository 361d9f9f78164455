import { useServerNow } from '#client/live/useHearing.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import './AlarmBar.css'
import { clockOf, isAlarmed, type OutRow, safetyWords, seenWords } from './core/outOnVisits.ts'

type Props = { rows: readonly OutRow[]; onOpen: (teamTaskId: TeamTaskId) => void; isInert: boolean }

/**
 * Who has not been heard of, or presses for help: across the top of the console, because nothing on it is more pressing, and open to be
 * pressed whatever the nurse is doing, also in a call. It looks like nothing that is only late.
 */
export function AlarmBar({ rows, onOpen, isInert }: Props) {
  const now = new Date(useServerNow()).toISOString()
  const alarmed = rows.filter(isAlarmed)
  if (alarmed.length === 0) return null
  return (
    <section className="app-alarm" aria-labelledby="not-safe" inert={isInert}>
      <h2 className="nhsuk-u-visually-hidden" id="not-safe">
        Not known to be safe {alarmed.length}
      </h2>
      <p className="nhsuk-u-visually-hidden" role="alert">
        {alarmed.map(row => `${row.name}. ${safetyWords(row)}. ${seenIn(row)}.`).join(' ')}
      </p>
      <ul>
        {alarmed.map(row => (
          <li key={`${row.teamTaskId} ${row.taking}`}>
            <button type="button" className="app-alarm__row" onClick={() => onOpen(row.teamTaskId)}>
              <span className="app-alarm__who">
                <span aria-hidden="true">■ </span>
                {row.name}
              </span>
              <span className="app-alarm__words">
                {safetyWords(row)} <span className="app-alarm__team">{row.team}</span>
              </span>
              <span className="app-numbers">{seenIn(row)}</span>
              <span className="app-numbers">{clockOf(row, now)}</span>
              <span className="app-alarm__open">Open…</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function seenIn(row: OutRow): string {
  return seenWords(row) ?? 'Nobody sees to it yet'
}
