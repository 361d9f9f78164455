import type { PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { Flag } from './flags.ts'
import type { Look } from './look.ts'

/** One reason between one of the staff and one person, or nobody in particular: one review. */
export type Raised = Flag & {
  /** Natural: by the first look that raised it. */
  key: string
  look: Look
  staffName: string
  patientId: PatientId | null
  people: number | null
  lookIds: number[]
  lastLookAt: Instant
}

/** What was found, with the looks that were found for the same reason between the same two put together. In the order of time. */
export function joined(found: readonly Omit<Raised, 'key' | 'lastLookAt'>[]): Raised[] {
  const pairs = Map.groupBy(found, one => `${one.kind}/${one.look.staffId}/${one.patientId ?? 'many'}`)
  return [...pairs].flatMap(([pair, all]) => {
    const [first, last] = [all[0], all.at(-1)]
    if (!first || !last) return []
    const lookIds = [...new Set(all.flatMap(one => one.lookIds))]
    return [{ ...first, key: `${pair}/${first.look.id}`, lookIds, lastLookAt: last.look.at }]
  })
}
