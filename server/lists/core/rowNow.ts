import type { Stopped } from '#server/patients/core/stopped.ts'
import type { RowOutcome, RowVerdict } from '#shared/lists.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import type { Differs } from './differs.ts'
import { COLUMN_KEYS, columnOf } from './listColumns.ts'
import { bodiesOf, type ListItems, type ListSection, sayRow } from './sayRow.ts'
import { STOPPED_ROW } from './stoppedRow.ts'

/** A row of a list as it is kept: what it came to, and nothing of what a record says. */
export type RowThen = {
  verdict: RowVerdict
  outcome: RowOutcome | null
  outcomeBecause: string | null
  finding: { because: string; differs: readonly Differs[] }
}

/** What whoever reads the row is shown now of the person it means. */
export type RecordNow = {
  isShown: boolean
  isDeceased: boolean
  stopped: Stopped | null
  open: readonly SectionName[]
  items: ListItems
}

const CLOSED =
  'The record is not open to you now: nothing of it is shown here, and the list writes nothing on it.'
const IN_PART = 'Of what differed a part is not open to you now. It is left as it is.'
const MOVED =
  'Somebody changed the record since the list was read: nothing of this is written. Bring the list again.'
const NOT_DEAD = 'The record said that they have died, and does not say so now. Bring the list again.'

/** What of the record this row asks for: what differs, or that they have died. Nothing where it is not about a record. */
export function sectionsAsked({
  verdict,
  finding: { differs },
}: Pick<RowThen, 'verdict' | 'finding'>): SectionName[] {
  if (verdict === 'died') return ['death']
  return verdict === 'changed' ? [...new Set(differs.map(({ section }) => section))] : []
}

/** Whether what the row says hangs on a record that the reader may or may not see now. */
export function isAboutRecord(verdict: RowVerdict): boolean {
  return verdict === 'changed' || verdict === 'same' || verdict === 'died'
}

/** Why the row stands as it does, to whoever reads it now. `now` is left out where no record is meant. */
export function becauseNow(row: RowThen, now: RecordNow | undefined): string {
  const then = row.outcomeBecause ?? row.finding.because
  if (!now) return then
  if (!now.isShown) return CLOSED
  if (row.verdict === 'died') return now.isDeceased ? then : NOT_DEAD
  if (row.verdict === 'same') return then
  return row.outcomeBecause ?? (now.stopped ? STOPPED_ROW[now.stopped] : '')
}

/** What still differs, as the record says it now, and why the row stands as it does. */
export function rowNow(row: RowThen, now: RecordNow | undefined, today: LocalDate) {
  const because = becauseNow(row, now)
  if (!now?.isShown || row.verdict !== 'changed') return { differences: [], because }
  const { differs } = row.finding
  const open = differs.filter(({ section }) => now.open.includes(section))
  const says = sayRow(bodiesOf(now.items), today)
  const differences = open.flatMap(({ column, list }) => {
    const key = COLUMN_KEYS.find(each => columnOf(each).heading === column)
    const record = key && says[key]
    return record === undefined || record === list ? [] : [{ column, record, list }]
  })
  const also = [
    ...(open.length < differs.length ? [IN_PART] : []),
    ...(row.outcome === null && isMoved(open, now.items) ? [MOVED] : []),
  ]
  return { differences, because: [because, ...also].filter(Boolean).join(' ') }
}

/** Whether an item of these is another one by now, or another version of it. */
export function isMoved(differs: readonly Differs[], items: ListItems): boolean {
  return differs.some(({ section, item }) => {
    if (!item) return false
    const now = items[section as ListSection] // undefined of a section that no list has
    return now?.itemId !== item.itemId || now.version !== item.version
  })
}
