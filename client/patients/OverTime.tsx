import type { Series } from '#shared/record/series.ts'
import type { Instant } from '#shared/time.ts'
import './OverTime.css'
import { SeriesChart } from './SeriesChart.tsx'

type Props = { series: readonly Series[]; now: Instant }

/** How the person has been over time: in words while it is folded, drawn when it is opened. */
export function OverTime({ series, now }: Props) {
  if (series.length === 0) return null
  return (
    <details className="app-glance__more">
      <summary>
        Over time{' '}
        <span className="app-quiet app-small">
          {series.map(({ title, directionWords }) => `${title}: ${directionWords}`).join(' · ')}
        </span>
      </summary>
      <div className="app-over-time">
        {series.map(one => (
          <SeriesChart key={one.name} series={one} now={now} />
        ))}
      </div>
    </details>
  )
}
