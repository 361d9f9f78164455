import { readSignedWords } from '#server/access/consentGuideStore.ts'
import { type ProtocolDeps, protocolsInForce } from '#server/triage/protocols.ts'
import { dayInBritain } from '#shared/days.ts'
import type { Actor } from '#shared/staff.ts'
import type { WordsToReview } from '#shared/wordsReviewed.ts'
import { reviewsDue } from './core/reviewsDue.ts'

/** Which words of the line somebody is to look at again: protocols, guides for talking about sharing, the letter. Said to those who lead. */
export async function readReviewsDue(deps: ProtocolDeps, actor: Actor): Promise<WordsToReview[]> {
  if (actor.role !== 'shift_lead') return []
  const [{ protocols }, { guides, letter }] = await Promise.all([
    protocolsInForce(deps, actor),
    readSignedWords(deps.db, actor.lineId),
  ])
  return reviewsDue(
    [
      ...protocols.map(({ content, reviewOn }) => ({
        what: 'protocol' as const,
        title: content.title,
        reviewOn,
      })),
      ...guides.map(({ language, reviewOn }) => ({ what: 'guide' as const, title: language, reviewOn })),
      ...(letter
        ? [{ what: 'letter' as const, title: 'Letter to a person', reviewOn: letter.reviewOn }]
        : []),
    ],
    dayInBritain(deps.clock()),
  )
}
