import type { BoardParty, PartyDetail } from '#shared/parties.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type Body, parseBody } from '#shared/record/sections.ts'

export type InterpreterToWrite = {
  language: string
  /** As it stands on the screen; 0 where nothing does. */
  version: number
  itemId: string | null
  body: Body<'interpreter'>
}

/**
 * What an interpreter who was in the call teaches about the person: that one is needed, and in which language. Null where nobody came, the
 * language was not said, or the record says so already. Whatever else it says of an interpreter stays.
 */
export function interpreterToWrite(
  { blocks, banner }: Pick<RecordAtAGlance, 'blocks' | 'banner'>,
  parties: readonly BoardParty[],
  details: readonly PartyDetail[],
): InterpreterToWrite | null {
  const came = parties.findLast(({ kind, joinedAt }) => kind === 'interpreter' && joinedAt !== null)
  const language = details.find(({ party }) => party === came?.party)?.language?.trim()
  if (!language || banner.deceased !== undefined) return null
  const item = blocks.flatMap(({ items }) => items).find(({ section }) => section === 'interpreter')
  if (item?.isCovered) return null
  const parsed = item?.knownState === 'known' ? parseBody('interpreter', item.body) : null
  // Written by a version that knows more of it: nothing of that is written over.
  if (parsed?.success === false) return null
  const before = parsed?.data
  const isSaid =
    typeof before?.language === 'string' && before.language.toLowerCase() === language.toLowerCase()
  if (before?.isNeeded && isSaid) return null
  return {
    language,
    version: item?.version ?? 0,
    itemId: item?.itemId ?? null,
    body: { ...before, isNeeded: true, language },
  }
}
