import { ShowPlace } from '#client/place/ShowPlace.tsx'
import { isOnAPhone } from '#client/ui/isOnAPhone.ts'
import { Unbroken } from '#client/ui/Unbroken.tsx'
import type { GlanceItem } from '#shared/record/glance.ts'
import { notKnownChoices } from '#shared/record/knownState.ts'
import { confirmedSince } from '#shared/record/provenance.ts'
import { saidOnce } from '#shared/record/saidOnce.ts'
import { shortTitle } from './core/essentials.ts'
import { provenanceOf } from './core/provenance.ts'
import type { Edit } from './edit.ts'
import { HistoryWay, ItemActs } from './ItemActs.tsx'
import { PaperStanding } from './PaperStanding.tsx'

type Props = {
  item: GlanceItem
  onEdit: ((edit: Edit) => void) | null
  /** Of its lines, those to be read now. */
  lines: readonly string[]
  /** With all that is known of whose word it is. */
  isWhole: boolean
  title: 'shown' | 'spoken' | 'none'
}

/** One thing on the record: what it says, what to beware of, how old it is and on whose word. */
export function RecordItem({ item, onEdit, lines, isWhole, title }: Props) {
  const { section, warnings, freshness } = item
  const { headline, lines: said } = saidOnce({ ...item, lines })
  // On whose word the decision on resuscitation stands is part of it; elsewhere it is one press away.
  const isWeighty = section === 'cprDecision'
  const isDialled = isOnAPhone()
  const confirmed = confirmedSince(item)
  const { by, written } = provenanceOf(item)
  return (
    <article className={`app-item app-item--${section}`}>
      {title === 'none' ? null : (
        <>
          <span className="nhsuk-u-visually-hidden">{item.title}: </span>
          {title === 'shown' ? (
            <span className="app-item__title" aria-hidden="true">
              {shortTitle(item)}
            </span>
          ) : null}
        </>
      )}
      <span className="app-item__headline">
        {item.knownState === 'known' || headline ? (
          <Unbroken words={headline} isDialled={isDialled} />
        ) : (
          `${item.title}: ${notKnownChoices[item.knownState].text}`
        )}
      </span>
      {warnings.map(words => (
        <span className="app-item__warning" key={words}>
          △ {words}
        </span>
      ))}
      {said.length > 0 ? (
        <span className="app-item__lines">
          {said.map(words => (
            <span key={words}>
              <Unbroken words={words} isDialled={isDialled} />
            </span>
          ))}
        </span>
      ) : null}
      <PaperStanding standing={item.standing} isWhole={isWhole} />
      {isWhole && written ? <span className="app-item__written">{written}</span> : null}
      <span className="app-item__age">
        {/* Of what is old, its age has just been said; who said it then is one press away. */}
        {freshness.isOverdue && !isWhole && !isWeighty ? (
          <HistoryWay item={item}>
            <b className="app-item__old">△ {oldWords(freshness.words)}</b>
          </HistoryWay>
        ) : (
          <>
            {freshness.isOverdue ? <b className="app-item__old">△ {oldWords(freshness.words)} </b> : null}
            <HistoryWay item={item}>
              {confirmed ? 'Confirmed' : 'Recorded'} {ageWords(freshness.words)}
            </HistoryWay>
            {isWhole ? by : isWeighty ? ` by ${(confirmed?.by ?? item.recordedBy).name}` : ''}
          </>
        )}{' '}
        {item.isCovered ? <ShowPlace /> : null}
        {onEdit && !item.isCovered ? (
          <button
            type="button"
            className="app-item__change"
            aria-label={`Change: ${item.title}`}
            onClick={() => onEdit({ section, item })}
          >
            Change
          </button>
        ) : null}{' '}
        {item.isCovered ? null : <ItemActs item={item} isWhole={isWhole} />}
      </span>
    </article>
  )
}

function oldWords(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)} old: ask again.`
}

function ageWords(words: string): string {
  return /\d/.test(words) ? `${words} ago` : words // '6 days ago', but 'today', 'yesterday', 'just now'
}
