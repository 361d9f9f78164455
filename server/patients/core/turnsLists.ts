import type { SectionName } from '#shared/record/sections.ts'

/** What a list of people says of them, or goes by, stands in these; who may see them is told of where it is settled. */
const IN_LISTS: ReadonlySet<SectionName> = new Set([
  'identity',
  'registerStatus',
  'consentToRegister',
  'consentToShare',
  'sharingRestrictions',
  'locationProtection',
  'death',
])

/** Whether lists of people may say something else once these were written. */
export function turnsLists(sections: readonly SectionName[]): boolean {
  return sections.some(section => IN_LISTS.has(section))
}
