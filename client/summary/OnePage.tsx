import { Unbroken } from '#client/ui/Unbroken.tsx'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LineSummary } from '#shared/staff.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { onceOnly } from '#shared/summaryOnce.ts'
import {
  moreWords,
  NOT_ALL_FITS,
  summaryFacts,
  summaryFoot,
  summaryName,
  summaryWarnings,
} from '#shared/summaryWords.ts'
import { onPaper } from './core/onPaper.ts'
import { SummaryItem } from './SummaryItem.tsx'
import '#client/ui/printedAlone.css'
import './OnePage.css'

type Props = {
  summary: EmergencySummary
  line: Pick<LineSummary, 'name' | 'phoneNumber'>
  /** Who gave it out, and until when it opens: printed at the foot. */
  foot: string
  /** How deep it stands in the page: alone, it is what the page is about. */
  level?: 1 | 2
}

/** What a crew needs in thirty seconds. On paper it is one side of A4, and what that has no room for is counted there. */
export function OnePage({ summary: whole, line, foot, level = 2 }: Props) {
  const Name = level === 1 ? 'h1' : 'h2'
  const Part = level === 1 ? 'h2' : 'h3'
  const summary = onceOnly(whole)
  const { banner, parts } = summary
  const warnings = summaryWarnings(summary)
  const { size, shown } = onPaper(summary, warnings)
  return (
    <article className={`app-card app-one-page app-printed-alone app-one-page--${size}`}>
      <header className="app-one-page__head">
        <div>
          <Name className="app-one-page__name" id="one-page-name" tabIndex={-1}>
            {summaryName(banner)}
          </Name>
          <p>
            <Unbroken words={summaryFacts(banner)} />
          </p>
          {warnings.map(words => (
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
        {parts.map((part, at) => (
          <section key={part.title} className="app-one-page__part">
            <Part>{part.title}</Part>
            {part.items.map((item, place) => (
              <SummaryItem
                // biome-ignore lint/suspicious/noArrayIndexKey: a page that is read and never changed
                key={`${item.title} ${place}`}
                part={part}
                place={place}
                isOffPaper={place >= (shown[at] ?? 0)}
              />
            ))}
            <More className="app-one-page__more" more={part.more} />
            <More
              className="app-one-page__more-than-paper"
              more={part.more + part.items.length - (shown[at] ?? 0)}
            />
          </section>
        ))}
      </div>
      <footer className="app-one-page__foot">
        {size === 'cut' ? <span className="app-one-page__more-than-paper">{NOT_ALL_FITS} </span> : null}
        {summaryFoot(summary, foot)}
      </footer>
    </article>
  )
}

type MoreProps = { className: string; more: number }

/** What of a part stands on the record only: of the page on the screen, or of the paper, which may have room for less. */
function More({ className, more }: MoreProps) {
  const words = moreWords(more)
  return words ? <p className={className}>{words}</p> : null
}
