import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { showMonth } from '#client/ui/core/when.ts'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { IdentityMatch } from '#shared/calls.ts'
import { isReason } from '#shared/text.ts'
import { comparisonsOf, isNothingSame } from './core/comparisons.ts'
import { IDENTIFIER_WORDS } from './core/said.ts'

type Props = {
  match: IdentityMatch
  /** Something else is typed by now: what was compared is nothing to go by, and nothing of it is shown. */
  isOld: boolean
  isStale: boolean
  /** A key confirms, when this is the only one who fits: between two, the nurse must point. */
  hasKey: boolean
  onConfirm: (match: IdentityMatch, skippedBecause?: string) => void
  words?: MatchWords | undefined
  /** The way to look at others beside this person, if there are any. */
  lookAlikes: (match: IdentityMatch) => ReactNode
}

/** What is done with somebody who fits, with the checks and without. */
export type MatchWords = {
  confirm: string
  unchecked: string
  why: string
  /** The reason, where it is the same for everybody and none is asked. */
  because?: string
  /** What to do when nobody fits. */
  nobody: string
}

export const OPENS: MatchWords = {
  confirm: 'Confirm and open',
  unchecked: 'Open without the checks',
  why: 'Why must it be opened now?',
  nobody:
    'Nicknames, misspellings and swapped dates are looked for as well. Ask for another detail, or write down a person who is not on our records.',
}

/** One person who may be meant: what of the caller's words is on their record, and what is not. */
export function MatchCard({ match, isOld, isStale, hasKey, onConfirm, words = OPENS, lookAlikes }: Props) {
  const [reason, setReason] = useState<string | null>(null)
  const confirm = useCallback(() => onConfirm(match), [onConfirm, match])
  useShortcut(
    'Y',
    'Confirm who it is about, and open the record',
    hasKey && !isOld && !isStale ? confirm : null,
  )
  const comparisons = isOld ? [] : comparisonsOf(match)
  const isEnough = match.isEnough && !isOld
  const isSaid = reason !== null && isReason(reason, 3)
  return (
    <li className={`app-match ${isEnough ? 'app-match--enough' : ''}`}>
      <div>
        <b className="app-match__name">{match.label}</b>{' '}
        <span>
          born {showMonth(match.birthMonth)}
          {match.age === null ? '' : `, ${match.age}`}
        </span>
      </div>
      {match.deceased ? <Tag tone="danger">Has died</Tag> : null}
      {isNothingSame(match) && !isOld ? (
        <b className="app-match__nothing">△ Nothing that was said is the same</b>
      ) : null}
      <div className="app-match__marks">
        {comparisons.map(({ says, tone }) => (
          <Tag key={says} tone={tone}>
            {says}
          </Tag>
        ))}
        {comparisons.length === 0 ? (
          <Tag>{isOld ? 'To be compared again' : 'Nothing compared yet'}</Tag>
        ) : null}
      </div>
      {match.differences.length > 0 ? (
        <ul className="app-match__differences">
          {match.differences.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      {/* Of somebody of whom nothing matches nothing is opened. */}
      {match.matched.length > 0 && !isOld ? lookAlikes(match) : null}
      <div className="app-match__foot">
        {isEnough ? (
          <Button look="primary" disabled={isStale} onClick={confirm} {...(hasKey ? { shortcut: 'Y' } : {})}>
            {words.confirm}
          </Button>
        ) : (
          <span className="app-quiet app-small">
            {words.because ?? (isOld ? 'Compare again.' : wantedWords(match))}
          </span>
        )}
        {match.isEnough || reason !== null ? null : (
          <Button
            look={words.because ? 'secondary' : 'quiet'}
            size="small"
            disabled={words.because !== undefined && isStale}
            onClick={() => (words.because ? onConfirm(match, words.because) : setReason(''))}
          >
            {words.because ? words.unchecked : `${words.unchecked}…`}
          </Button>
        )}
      </div>
      {reason === null || match.isEnough ? null : (
        <form
          className="app-stack"
          onSubmit={event => {
            event.preventDefault()
            if (isSaid) onConfirm(match, reason.trim())
          }}
        >
          <TextField
            label={words.why}
            hint="In a few words: it is kept, and looked at afterwards."
            value={reason}
            onChange={setReason}
            maxLength={500}
            autoFocus
          />
          <div className="app-row">
            <Button type="submit" look="danger" disabled={isStale || !isSaid}>
              {words.unchecked}
            </Button>
            <Button look="quiet" onClick={() => setReason(null)}>
              No
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}

/** What to ask for next. What differs comes first: however much matches, it may be somebody else. */
function wantedWords({ matched, notMatched }: IdentityMatch): string {
  if (notMatched.length > 0 && matched.length > 0) {
    const differ = notMatched.map(each => IDENTIFIER_WORDS[each].toLowerCase()).join(' and the ')
    return `Ask for the ${differ} again: it may be somebody else.`
  }
  return matched.length === 0 ? 'Ask for two details that match.' : 'One more detail must match.'
}
