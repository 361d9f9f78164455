import { showDate } from '#client/ui/core/when.ts'
import { type Ledger as Counted, chartStates } from '#shared/record/ledger.ts'
import type { Instant } from '#shared/time.ts'
import { inShort, ledgerWords } from './core/ledgerWords.ts'
import './Ledger.css'

type Props = { ledger: Counted | undefined; now: Instant }

/** The anticipatory medicines counted: what is left, what was given lately, and by which chart. */
export function Ledger({ ledger, now }: Props) {
  if (!ledger) return null
  const { chart, lines, state, place } = ledger
  return (
    <details className="app-glance__more">
      <summary>
        Medicines counted <span className="app-quiet app-small">{inShort(lines) || state}</span>
      </summary>
      <div className="app-ledger">
        <p>
          <b>{state}</b>
          {place ? `: ${place}` : ''} ·{' '}
          <span className={chart.state === 'in_force' ? '' : 'app-ledger__warning'}>
            {chart.state === 'in_force' ? '' : '△ '}
            {chartStates[chart.state].text}
            {chart.runsOutOn
              ? `${chart.state === 'ran_out' ? ' on' : ', until'} ${showDate(chart.runsOutOn)}`
              : ''}
          </span>
        </p>
        <ul>
          {lines.map(line => {
            const { facts, warnings } = ledgerWords(line, now)
            return (
              <li key={`${line.drug} ${line.detail}`} className="app-ledger__line">
                <span>
                  <b>{line.drug}</b> {line.detail ? <span className="app-quiet">{line.detail}</span> : null}
                  {line.indication ? ` for ${line.indication}` : ''}
                </span>
                {warnings.map(words => (
                  <span key={words} className="app-ledger__warning">
                    △ {words}
                  </span>
                ))}
                <span className="app-numbers">{facts.join(' · ')}</span>
              </li>
            )
          })}
        </ul>
        <p className="app-quiet app-small">
          Each dose counts as one opened ampoule. The chart in the house decides what may be given.
        </p>
      </div>
    </details>
  )
}
