import type { Standing } from '#shared/access.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { RecordMarks } from '#shared/record/marks.ts'

type Shown = {
  record: RecordAtAGlance
  marks: RecordMarks
  leftOut?: Extract<Standing, { kind: 'open' }>['leftOut']
}

/**
 * What a window over the record goes by: while this is the same, so is what such a window shows. A limit changes no version of the
 * record, and neither does a dispute.
 */
export function standsAs({ record: { version, banner }, marks, leftOut = [] }: Shown): string {
  return JSON.stringify([version, banner, marks, leftOut])
}
