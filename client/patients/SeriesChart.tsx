import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { Series } from '#shared/record/series.ts'
import type { Instant } from '#shared/time.ts'
import { chartOf, HEIGHT, WIDTH } from './core/chart.ts'

type Props = { series: Series; now: Instant }

/** One measure over time: its direction in words, a small drawing, and every measurement in a table. */
export function SeriesChart({ series, now }: Props) {
  const { title, directionWords, points, scale } = series
  const first = points[0]
  return (
    <figure className="app-series">
      <figcaption>
        <span className="app-quiet app-small">{title}</span> <b>{directionWords}</b>
      </figcaption>
      {points.length > 1 && first ? (
        <>
          <Drawing series={series} now={now} />
          <p className="app-series__ends app-quiet app-small app-numbers" aria-hidden="true">
            <span>{showDate(dayOf(first.at))}</span>
            <span>
              {scale.toWords} at the top, {scale.fromWords} at the bottom
            </span>
            <span>today</span>
          </p>
          <details className="app-small">
            <summary>Each measurement</summary>
            <table className="app-series__table">
              <caption className="nhsuk-u-visually-hidden">{title}, the newest first</caption>
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">Measured</th>
                  <th scope="col">By</th>
                </tr>
              </thead>
              <tbody>
                {points.toReversed().map(({ at, words, author }) => (
                  <tr key={at}>
                    <td className="app-numbers">{showDate(dayOf(at))}</td>
                    <td>{words}</td>
                    <td>{author}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      ) : null}
    </figure>
  )
}

function Drawing({ series, now }: Props) {
  const { path, dots } = chartOf(series, now)
  const { title, points } = series
  const spoken = points.map(({ at, words }) => `${showDate(dayOf(at))} ${words}`).join('; ')
  return (
    <svg
      className="app-series__drawing"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${title}: ${spoken}`}
    >
      <path className="app-series__ground" d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
      <path className="app-series__path" d={path} />
      {dots.map(({ x, y, label }, place) => (
        <g key={points[place]?.at}>
          <circle className="app-series__dot" cx={x} cy={y} r="3.5" />
          {label ? (
            <text className="app-series__label" x={label.x} y={label.y} textAnchor={label.anchor}>
              {label.words}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  )
}
