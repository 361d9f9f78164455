import type { ProtocolVersion } from '#shared/protocols.ts'
import type { LocalDate } from '#shared/time.ts'
import { protocolStates } from '#shared/triage.ts'
import { REVIEW_SOON_DAYS } from '#shared/wordsReviewed.ts'

const DAY_MS = 86_400_000

/** When somebody looks at it again: 'Review was due 12 days ago'. Null where no day is agreed. */
export function reviewWords(
  reviewOn: LocalDate | null,
  today: LocalDate,
): { words: string; isOverdue: boolean } | null {
  if (reviewOn === null) return null
  const days = Math.round((Date.parse(reviewOn) - Date.parse(today)) / DAY_MS)
  const count = (n: number) => (n === 1 ? '1 day' : `${n} days`)
  if (days < 0) return { words: `Review was due ${count(-days)} ago`, isOverdue: true }
  if (days === 0) return { words: 'Review is due today', isOverdue: true }
  return days <= REVIEW_SOON_DAYS
    ? { words: `Review due in ${count(days)}`, isOverdue: false }
    : { words: '', isOverdue: false }
}

/** 'Version 3, approved' · 'Starter 1' */
export function versionName({
  version,
  isStarter,
  state,
}: Pick<ProtocolVersion, 'version' | 'isStarter' | 'state'>): string {
  return isStarter ? `Starter ${version}` : `Version ${version}, ${protocolStates[state].text.toLowerCase()}`
}
