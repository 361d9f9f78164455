import type { Differs } from './differs.ts'
import type { ListBodies, ListItems, ListSection } from './sayRow.ts'

export type Change = { section: ListSection; itemId: string; version: number; body: unknown }

/**
 * A list may write these. Agreements, opt-outs and the register are settled with the person and not by a file; it shows that they
 * differ, and leaves them.
 */
export const MAY_CHANGE: readonly ListSection[] = [
  'identity',
  'addresses',
  'phones',
  'gpPractice',
  'primaryDiagnosis',
  'preferredPlaceOfCare',
  'preferredPlaceOfDeath',
]

/** The next versions of the items that differ: the record's own content, with what the list says in its place. */
export function changesOf(items: ListItems, list: ListBodies, differs: readonly Differs[]): Change[] {
  return MAY_CHANGE.filter(section => differs.some(one => one.section === section && one.item)).flatMap(
    section => {
      const item = items[section]
      const said = list[section]
      if (!item || !said) return []
      return [{ section, itemId: item.itemId, version: item.version, body: merged(section, item.body, said) }]
    },
  )
}

function merged(section: ListSection, record: object, list: object): object {
  // A code belongs to the words it came with.
  const { coded: _, ...kept } = record as { coded?: unknown }
  const before = section === 'primaryDiagnosis' ? kept : record
  return { ...before, ...list }
}
