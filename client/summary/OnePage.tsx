import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LineSummary } from '#shared/staff.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { kindWithin, summaryFacts, summaryFoot, summaryName, summaryWarnings } from '#shared/summaryWords.ts'
import { sizeOnPaper as sizeOn } from './core/sizeOnPaper.ts'
import './OnePage.css'

type Props = {
  summary: EmergencySummary
  line: Pick<LineSummary, 'name' | 'phoneNumber'>
  /** Who gave it out, and until when it opens: printed at the foot. */
  foot: string
}

/** What a crew needs in thirty seconds. On paper it is one side of A4. */
export function OnePage({ summary, line, foot }: Props) {
  const { banner, parts } = summary
  return (
    <article className={`app-one-page app-one-page--${sizeOn(summary)}`}>
      <header className="app-one-page__head">
        <div>
          <h2 className="app-one-page__name">{summaryName(banner)}</h2>
          <p>{summaryFacts(banner)}</p>
          {summaryWarnings(summary).map(words => (
            <p key={words} className="app-one-page__warning">
              {words}
            </p>
          ))}
        </div>
        <p className="app-one-page__ring">
          {line.name}, day and night
          <a href={`tel:${line.phoneNumber}`}>{showPhoneNumber(line.phoneNumber)}</a>
        </p>
      </header>
      <div className="app-one-page__parts">
        {parts.map(part => (
          <section key={part.title} className="app-one-page__part">
            <h3>{part.title}</h3>
            {part.items.map((item, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page that is read and never changed
              <div key={`${item.title} ${place}`} className="app-one-page__item">
                <span>
                  {kindWithin(part, item) ? (
                    <span className="app-one-page__kind">{kindWithin(part, item)}: </span>
                  ) : null}
                  <b>{item.headline}</b>
                </span>
                {item.warnings.map(words => (
                  <span key={words} className="app-one-page__warning">
                    △ {words}
                  </span>
                ))}
                {item.lines.map(words => (
                  <span key={words}>{words}</span>
                ))}
                <span className="app-one-page__word">{item.word}</span>
              </div>
            ))}
          </section>
        ))}
      </div>
      <footer className="app-one-page__foot">{summaryFoot(summary, foot)}</footer>
    </article>
  )
}
