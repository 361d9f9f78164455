import type { SectionName } from '#shared/record/sections.ts'
import type { Item } from './form/core/starting.ts'

/** A change of the record: an item to amend, or something new in a section. */
export type Edit = { section: SectionName; item?: Item }
