import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import type { ItemVersion } from '#shared/record/history.ts'
import { type Author, sourceWords } from '#shared/record/provenance.ts'
import type { Instant } from '#shared/time.ts'
import { together } from './core/together.ts'
import { DifferenceLine } from './DifferenceLine.tsx'

type Props = { version: ItemVersion; onThen: ((at: Instant) => void) | null }

/** One version of an item: what was done, by whom and when, what it said, and what differs from the one before. */
export function HistoryVersion({ version, onThen }: Props) {
  const { change, headline, differences, writtenAt, retracted } = version
  return (
    <li className={`app-history__version ${retracted ? 'app-history__version--wrong' : ''}`}>
      <p>
        <b>{CHANGE_WORDS[change]}</b>{' '}
        <time dateTime={writtenAt} className="app-numbers">
          {moment(writtenAt)}
        </time>
        , {inFull(whoDid(version))}
        {withWhom(version)}
      </p>
      <p className="app-history__said">{retracted ? <s>{headline}</s> : headline}</p>
      {differences.length > 0 ? (
        <ul>
          {together(differences).map((difference, place) => (
            <DifferenceLine
              // biome-ignore lint/suspicious/noArrayIndexKey: the differences of a version never change
              key={place}
              difference={difference}
              isFirst={change === 'added'}
            />
          ))}
        </ul>
      ) : null}
      {retracted ? <p>Because: {retracted.because}</p> : null}
      <p className="app-quiet app-small">
        {onWhoseWord(version)} · version {version.version}{' '}
        {onThen ? (
          <button type="button" className="app-item__act" onClick={() => onThen(writtenAt)}>
            The record as it was then
          </button>
        ) : null}
      </p>
    </li>
  )
}

const CHANGE_WORDS = {
  added: 'Written first',
  changed: 'Changed',
  confirmed: 'Still right',
  retracted: 'Entered in error',
} as const

function whoDid({ change, author, confirmedBy, retracted }: ItemVersion): Author {
  if (change === 'retracted') return retracted?.by ?? author
  return change === 'confirmed' ? (confirmedBy ?? author) : author
}

/** With whom this version was gone through; a retraction keeps what was said of the version before. */
function withWhom({ change, confirmedWith }: ItemVersion): string {
  return confirmedWith && change !== 'retracted' ? `, gone through with ${confirmedWith}` : ''
}

/** Where it came from; and who recorded the content and when, where that was not who wrote this version, or not then. */
function onWhoseWord(version: ItemVersion): string {
  const { author, recordedAt, writtenAt, source } = version
  const from = `from ${sourceWords[source.kind].text}`
  const isSame = isSameAuthor(whoDid(version), author) && moment(recordedAt) === moment(writtenAt)
  return isSame ? `F${from.slice(1)}` : `Recorded ${moment(recordedAt)} by ${inFull(author)}, ${from}`
}

function isSameAuthor(one: Author, other: Author): boolean {
  return one.id === other.id && inFull(one) === inFull(other)
}

function inFull({ name, role, organisation }: Author): string {
  return `${name} (${role}, ${organisation})`
}

/** With the day always: in a history "02:14" alone would be of no day. */
function moment(at: Instant): string {
  return `${showDate(dayOf(at))} ${showTime(at)}`
}
