import type { GlanceItem } from '#shared/record/glance.ts'
import { parseBody } from '#shared/record/sections.ts'

/** The practice that the record names, where it is another than this one; null also where it is not known, or not shown. */
export function otherPracticeOf(items: readonly GlanceItem[], organisation: string): string | null {
  const item = items.find(({ section }) => section === 'gpPractice')
  if (!item || item.isCovered || item.knownState !== 'known') return null
  const named = parseBody('gpPractice', item.body).data?.name
  return named === undefined || wordsOf(named) === wordsOf(organisation) ? null : named
}

const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
