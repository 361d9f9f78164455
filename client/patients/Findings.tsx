import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { type Finding, type Urgency, urgencies } from '#shared/record/findings.ts'
import { shownSource } from './core/shownSource.ts'
import './Findings.css'
import { useRecordActs } from './recordActs.ts'

const SHAPES: Readonly<Record<Urgency, string>> = { now: '■', soon: '△', when_you_can: '○' }
const URGENCIES = Object.keys(urgencies) as Urgency[] // keys of a const object

/** What the record shows when it is read as a whole: what cannot wait in a line each, the rest at a press. */
export function Findings({
  findings: found,
  hasDied = false,
}: {
  findings: readonly Finding[]
  hasDied?: boolean
}) {
  const [isOpen, setOpen] = useState(false)
  const isReader = useRecordActs()?.isReader
  // Nobody is told to tell themselves.
  const findings = found.map(one =>
    one.yours && isReader?.(one.yours.name) ? { ...one, toDo: one.yours.toDo } : one,
  )
  if (findings.length === 0) return null
  const now = findings.filter(({ urgency }) => urgency === 'now')
  const rest = findings.length - now.length
  return (
    <section
      className={`app-findings ${lookOf(isOpen, now.length)}`}
      aria-label={hasDied ? 'What is still open after the death' : 'What the record shows'}
    >
      <div className="app-findings__lines">
        {isOpen ? <Whole findings={findings} /> : now.map(one => <Line key={one.key} finding={one} />)}
        {isOpen || now.length > 0 ? null : <p className="app-small">{countsOf(findings)}</p>}
      </div>
      <Button
        look="quiet"
        className="app-findings__more"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Less' : rest > 0 && now.length > 0 ? `${rest} more` : 'More'}
        <span className="nhsuk-u-visually-hidden"> of what the record shows</span>
      </Button>
    </section>
  )
}

function lookOf(isOpen: boolean, now: number): string {
  const urgent = now > 0 ? 'app-findings--now' : ''
  return isOpen ? `app-findings--open ${urgent}` : urgent || 'app-findings--calm'
}

/** What it is always stands whole; of what to do, as much as the line has room for. */
function Line({ finding: { urgency, words, toDo } }: { finding: Finding }) {
  return (
    <p className="app-findings__line">
      <span className="app-findings__words">
        <Mark urgency={urgency} />
        <span className="nhsuk-u-visually-hidden">{urgencies[urgency].text}: </span>
        {words}.
      </span>{' '}
      <span className="app-findings__do">{toDo}.</span>
    </p>
  )
}

function Mark({ urgency }: { urgency: Urgency }) {
  return (
    <span className={`app-findings__mark--${urgency}`} aria-hidden="true">
      {SHAPES[urgency]}{' '}
    </span>
  )
}

function Whole({ findings }: { findings: readonly Finding[] }) {
  return URGENCIES.filter(wanted => findings.some(({ urgency }) => urgency === wanted)).map(wanted => (
    <div key={wanted} className="app-findings__group">
      <h3 className="app-findings__title">{urgencies[wanted].text}</h3>
      <ul>
        {findings
          .filter(({ urgency }) => urgency === wanted)
          .map(({ key, words, toDo, source }) => (
            <li key={key} className="app-findings__item">
              <span className="app-findings__words">
                <Mark urgency={wanted} />
                {words}.
              </span>{' '}
              {toDo}. <span className="app-quiet app-small">{shownSource(source)}</span>
            </li>
          ))}
      </ul>
    </div>
  ))
}

/** '△ 2 things to see to soon, 1 when you can'. */
function countsOf(findings: readonly Finding[]): string {
  const counts = URGENCIES.flatMap(wanted => {
    const count = findings.filter(({ urgency }) => urgency === wanted).length
    return count > 0 ? [`${count} ${urgencies[wanted].text.toLowerCase()}`] : []
  })
  return `${SHAPES[findings[0]?.urgency ?? 'soon']} To see to: ${counts.join(', ')}`
}
