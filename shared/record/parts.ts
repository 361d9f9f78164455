import { z } from 'zod'
import { SECTION_NAMES, SectionName, sectionOf } from './sections.ts'

/** The calls about the person, as far as others read them beside the record: no section, and kept back like one. */
export const LAST_CALLS_PART = 'lastCalls'

/** What of a record may be kept back by its name. Stored with each limit: names are never changed, only added. */
export const PART_NAMES = [...SECTION_NAMES, LAST_CALLS_PART] as const
export const PartName = z.enum(PART_NAMES)
export type PartName = z.infer<typeof PartName>

/** How a part is called; one that is not known by now, by its name. */
export function partTitle(name: string): string {
  if (name === LAST_CALLS_PART) return 'Last calls'
  const section = SectionName.safeParse(name).data
  return section ? sectionOf(section).title : name
}
