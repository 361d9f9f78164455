import type { ReactNode } from 'react'
import { Notice } from '#client/ui/Notice.tsx'
import type { IdentityMatch } from '#shared/calls.ts'
import { isSameSaid, type SaidForm } from './core/said.ts'
import { MatchCard, type MatchWords, OPENS } from './MatchCard.tsx'
import { useFoundShown } from './useFoundShown.ts'
import type { Found } from './useIdentity.ts'

type Props = {
  found: Found
  /** What stands in the fields now. */
  typed: SaidForm
  isStale: boolean
  onConfirm: (match: IdentityMatch, skippedBecause?: string) => void
  /** Where confirming somebody does something else than opening the record; then no key confirms. */
  words?: MatchWords
  lookAlikes: (match: IdentityMatch) => ReactNode
}

/**
 * Who fits what was said: side by side, each with what tells them apart. Never opened by itself. What was compared holds for what was
 * typed then: once that is altered nobody fits before it is compared again.
 */
export function MatchList({ found, typed, isStale, onConfirm, words, lookAlikes }: Props) {
  const isOld = !isSameSaid(found.asked, typed)
  const shown = useFoundShown(found)
  const leftOut = found.isPhoneUnreadable ? (
    <Notice tone="caution" title="That telephone could not be read as a number.">
      It was left out of the search.
    </Notice>
  ) : null
  if (found.matches.length === 0 && isOld) return null
  if (found.matches.length === 0)
    return (
      <>
        {leftOut}
        <Notice
          tone="plain"
          role="status"
          title={found.among === 'the number' ? 'Nobody whom this number suggests fits.' : 'Nobody fits.'}
        >
          {found.among === 'the number'
            ? 'Search everyone, or ask again: names are often written in more than one way.'
            : (words ?? OPENS).nobody}
        </Notice>
      </>
    )
  const enough = found.matches.filter(match => match.isEnough)
  return (
    <section className="app-stack" aria-label="Who fits" ref={shown}>
      {leftOut}
      {isOld ? (
        <Notice tone="caution" role="status" title="What you typed is not what was compared.">
          Compare again before you go on: what matched may match no longer.
        </Notice>
      ) : enough.length > 1 ? (
        <Notice tone="caution" title="More than one person fits.">
          Ask for one more thing that tells them apart.
        </Notice>
      ) : null}
      {found.more ? (
        <Notice tone="plain" title="These are the first of many.">
          Add a detail to see fewer.
        </Notice>
      ) : null}
      <ul className="app-matches">
        {found.matches.map(match => (
          <MatchCard
            key={match.patientId}
            match={match}
            isOld={isOld}
            isStale={isStale}
            hasKey={!words && enough.length === 1 && match.isEnough}
            onConfirm={onConfirm}
            words={words}
            lookAlikes={lookAlikes}
          />
        ))}
      </ul>
    </section>
  )
}
