import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Item } from './form/core/starting.ts'
import { nameOfOne } from './form/core/words/one.ts'

/** A change of the record: an item to amend, or something new in a section. */
export type Edit = { section: SectionName; item?: Item }

/** What is changed, for the words about it: 'CPR decision', or 'Note' of a new one. */
export function nameOfEdit({ section, item }: Edit): string {
  return item ? sectionOf(section).title : nameOfOne(section)
}
