import { isCalm, type PaperStanding as Standing } from '#shared/record/validity.ts'
import { shownSource } from './core/shownSource.ts'
import './PaperStanding.css'

type Props = {
  standing: Standing | undefined
  /** With whose rule it is and how the paper is to be read; what speaks against it has been said by the warnings. */
  isWhole: boolean
}

/** How a paper stands, beside it. A paper in order needs no word; one that waits for its time says so. */
export function PaperStanding({ standing, isWhole }: Props) {
  if (!standing) return null
  if (!isWhole)
    return standing.state === 'waits' ? <span className="app-standing">{standing.words}</span> : null
  const against = standing.reasons.filter(({ leadsTo }) => !isCalm(leadsTo))
  const notes = standing.reasons.filter(({ leadsTo }) => isCalm(leadsTo))
  return (
    <div className="app-standing app-standing--whole">
      <b>{standing.words}.</b>{' '}
      <span className="app-quiet">
        {[...new Set(against.map(({ source }) => shownSource(source)))].filter(Boolean).join('; ')}
      </span>
      <ul>
        {notes.map(({ key, words, source }) => (
          <li key={key}>
            {words}. <span className="app-quiet">{shownSource(source)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
