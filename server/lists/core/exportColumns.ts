import type { ListPurpose } from '#shared/lists.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { COLUMN_KEYS, type ColumnKey, columnOf, KEPT_BACK, type ListRow } from './listColumns.ts'

/** The headings of the two columns that other purposes have instead of a birth date and an address. */
const YEAR = 'Year of birth'
const DISTRICT = 'Postcode district'

export type ExportColumn = { heading: string; section: SectionName; say: (row: ListRow) => string }

/**
 * What a list for this purpose holds, of what the role is shown (all sections when left out). Care has everything; planning and
 * research have no name, no address, no telephone, no words of anybody's own. The NHS number makes it identifiable all the same:
 * that is why an opt-out counts.
 */
export function exportColumns(
  purpose: ListPurpose,
  shown: readonly SectionName[] | undefined,
): ExportColumn[] {
  const isCare = purpose === 'direct_care'
  const columns = COLUMN_KEYS.flatMap(key =>
    key === 'address2' || key === 'address3' ? [] : columnsFor(key, isCare),
  )
  return columns.filter(({ section }) => shown === undefined || shown.includes(section))
}

function columnsFor(key: ColumnKey, isCare: boolean): ExportColumn[] {
  const { heading, section, apart } = columnOf(key)
  if (isCare || !apart) return [{ heading, section, say: row => row[key] ?? '' }]
  if (key === 'birthDate') return [{ heading: YEAR, section, say: row => (row.birthDate ?? '').slice(0, 4) }]
  if (key === 'postcode') return [{ heading: DISTRICT, section, say: row => districtOf(row.postcode ?? '') }]
  return []
}

function districtOf(postcode: string): string {
  return postcode === KEPT_BACK ? postcode : (postcode.split(' ')[0] ?? '')
}

/** Sections that say where somebody is: of a person with a protected location none of them is in any list. */
export const WHERE_SECTIONS: readonly SectionName[] = ['addresses', 'phones', 'gpPractice']

/** A row of the file: what is hidden of this person stands as kept back. */
export function exportCells(
  columns: readonly ExportColumn[],
  row: ListRow,
  hidden: ReadonlySet<string>,
): string[] {
  return columns.map(({ section, say }) => (hidden.has(section) ? KEPT_BACK : say(row)))
}
