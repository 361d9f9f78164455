import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { showNhsNumber } from '#shared/nhsNumber.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LineSummary } from '#shared/staff.ts'
import type { EmergencySummary } from '#shared/summary.ts'
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
  const { banner, parts, notRecorded, notShown, asOf, version } = summary
  return (
    <article className={`app-one-page app-one-page--${sizeOn(summary)}`}>
      <header className="app-one-page__head">
        <div>
          <h2 className="app-one-page__name">
            {banner.title ? `${banner.title} ` : ''}
            {banner.name}
          </h2>
          <p>
            {banner.age === undefined ? '' : `${banner.age}, `}
            {banner.birthDate ? `born ${showDate(banner.birthDate)}` : 'birth date not known'}
            {banner.nhsNumber ? ` · NHS ${showNhsNumber(banner.nhsNumber)}` : ''}
            {banner.preferredName ? ` · likes to be called ${banner.preferredName}` : ''}
          </p>
          {banner.deceased ? <p className="app-one-page__warning">{banner.deceased}</p> : null}
          {banner.isProtectedLocation ? (
            <p className="app-one-page__warning">Protected location: tell nobody where they are</p>
          ) : null}
        </div>
        <p className="app-one-page__ring">
          {line.name}, day and night
          <b>{showPhoneNumber(line.phoneNumber)}</b>
        </p>
      </header>
      {notRecorded.length > 0 ? (
        <p className="app-one-page__warning">Not on the record: {notRecorded.join(', ')}.</p>
      ) : null}
      {notShown.length > 0 ? (
        <p className="app-one-page__warning">
          Not shown here, and may be on the record: {notShown.join(', ')}. Ring the line to ask.
        </p>
      ) : null}
      <div className="app-one-page__parts">
        {parts.map(part => (
          <section key={part.title} className="app-one-page__part">
            <h3>{part.title}</h3>
            {part.items.map((item, place, all) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page that is read and never changed
              <div key={`${item.title} ${place}`} className="app-one-page__item">
                <span>
                  {/* Two of different kinds under one title each say what they are. */}
                  {all.some(other => other.title !== item.title) ? (
                    <span className="app-one-page__kind">{item.title}: </span>
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
      <footer className="app-one-page__foot">
        As of {showDate(dayOf(asOf))} {showTime(asOf)}, version {version}. {foot} An emergency summary guides;
        it does not replace the papers it names.
      </footer>
    </article>
  )
}
