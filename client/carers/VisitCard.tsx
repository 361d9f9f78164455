import { showTime } from '#client/ui/core/when.ts'
import type { VisitPage } from '#shared/carers.ts'
import { Said, type Tongue } from './Said.tsx'

type Props = {
  visit: VisitPage['visits'][number]
  /** Which of how many, where several are watched: what it is for is not said, and they would be alike. */
  nth: string | null
  tongue: Tongue
}

/** One visit on its way: how it stands in a sentence, and the thread from the asking to the end. */
export function VisitCard({ visit, nth, tongue }: Props) {
  const { teamTaskId, what, now, also, isGood, steps } = visit
  const last = steps.findLastIndex(({ isDone }) => isDone)
  return (
    <section className="app-carer__visit" aria-labelledby={`visit-${teamTaskId}`}>
      <h2 id={`visit-${teamTaskId}`} className="app-carer__what">
        <Said both={what} tongue={tongue} />
        {nth ? <span className="app-quiet app-numbers"> {nth}</span> : null}
      </h2>
      <div role="status">
        <p className={`app-carer__now ${isGood ? 'app-carer__now--good' : ''}`}>
          <Said both={now} tongue={tongue} />
        </p>
        {also.map(both => (
          <p key={both.english} className="app-carer__also">
            <Said both={both} tongue={tongue} />
          </p>
        ))}
      </div>
      <ol className="app-carer__path">
        {steps.map(({ step, says, at, isDone }, place) => (
          <li
            key={step}
            className={`app-carer__step ${isDone ? 'app-carer__step--done' : ''} ${place === last ? 'app-carer__step--now' : ''}`}
            aria-current={place === last ? 'step' : undefined}
          >
            <span className="app-carer__says">
              <Said both={says} tongue={tongue} />
            </span>
            <span className="app-carer__at app-numbers">
              {at ? `${step === 'expected' ? '≈ ' : ''}${showTime(at)}` : '–'}
              {isDone ? <span className="nhsuk-u-visually-hidden"> ✓</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
