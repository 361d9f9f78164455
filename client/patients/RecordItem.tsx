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
  // On whose word the decision on resuscitation stands is part of it; elsewhere the name is short, and the rest one press away.
  const isWeighty = section === 'cprDecision'
  const isShort = !isWhole && !isWeighty
  const isDialled = isOnAPhone()
  const confirmed = confirmedSince(item)
  const { by, written, short } = provenanceOf(item)
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
          △ <Unbroken words={words} isDialled={isDialled} />
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
        {/* Of what is old, its age has just been said. */}
        {freshness.isOverdue && isShort ? (
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
        )}
        {/* The name and the pencil behind it stand on one line. */}{' '}
        <span className={isShort ? 'app-item__who' : undefined}>
          {isShort ? `· ${short} ` : null}
          {item.isCovered ? <ShowPlace /> : null}
          {onEdit && !item.isCovered ? (
            <button
              type="button"
              className="app-item__change"
              aria-label={`Change: ${item.title}`}
              title="Change"
              onClick={() => onEdit({ section, item })}
            >
              {isShort ? <Pencil /> : 'Change'}
            </button>
          ) : null}
        </span>{' '}
        {item.isCovered ? null : <ItemActs item={item} isWhole={isWhole} />}
      </span>
    </article>
  )
}

/** In place of the word, which would take a line more from each of twenty items. */
function Pencil() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path
        d="M10.8 2.2l3 3L5.6 13.4l-3.8.8.8-3.8zM9.2 3.8l3 3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
    </svg>
  )
}

function oldWords(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)} old: ask again.`
}

function ageWords(words: string): string {
  return /\d/.test(words) ? `${words} ago` : words // '6 days ago', but 'today', 'yesterday', 'just now'
}
