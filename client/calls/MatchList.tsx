import type { ReactNode } from 'react'
import { Notice } from '#client/ui/Notice.tsx'
import type { IdentityMatch } from '#shared/calls.ts'
import { MatchCard, type MatchWords, OPENS } from './MatchCard.tsx'
import { useFoundShown } from './useFoundShown.ts'
import type { Found } from './useIdentity.ts'

type Props = {
  found: Found
  isStale: boolean
  onConfirm: (match: IdentityMatch, skippedBecause?: string) => void
  /** Where confirming somebody does something else than opening the record; then no key confirms. */
  words?: MatchWords
  lookAlikes: (match: IdentityMatch) => ReactNode
}

/** Who fits what was said: side by side, each with what tells them apart. Never opened by itself. */
export function MatchList({ found, isStale, onConfirm, words, lookAlikes }: Props) {
  const shown = useFoundShown(found)
  const leftOut = found.isPhoneUnreadable ? (
    <Notice tone="caution" title="That telephone could not be read as a number.">
      It was left out of the search.
    </Notice>
  ) : null
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
  const looksAlike = enough.length > 1
  return (
    <section className="app-stack" aria-label="Who fits" ref={shown}>
      {leftOut}
      {looksAlike ? (
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
