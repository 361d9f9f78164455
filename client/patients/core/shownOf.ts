import type { RecordAtAGlance } from '#shared/record/glance.ts'

/** Of a record that is shown in part, an empty block would say that nothing is recorded. */
export function shownOf(record: RecordAtAGlance): RecordAtAGlance {
  const blocks = record.blocks.filter(
    ({ items, nothingRecorded }) => items.length > 0 || nothingRecorded.length > 0,
  )
  return { ...record, blocks }
}
