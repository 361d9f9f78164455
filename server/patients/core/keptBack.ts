import { KeptApart } from '#shared/record/sealed.ts'
import type { SectionName } from '#shared/record/sections.ts'

/** Sections that nobody is shown by the way: sealed ones, and the phrases that a caller's words are compared with. */
export function isKeptBack(section: SectionName): boolean {
  return KeptApart.safeParse(section).success
}
