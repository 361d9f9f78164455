import type { SectionName } from '#shared/record/sections.ts'

/**
 * Something that a list says otherwise than the record said when it was read, and against which version of which item; null where there
 * was none. What the record says is not in it: that is asked for whenever somebody reads it.
 */
export type Differs = {
  column: string
  section: SectionName
  list: string
  item: { itemId: string; version: number } | null
}
