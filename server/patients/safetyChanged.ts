import type { NewPromise } from '#server/platform/promises.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { EntryToWrite } from './core/entryToWrite.ts'

/** What could harm whoever goes to somebody was written, changed or taken back: what is asked of teams about them is looked at anew. */
export const SAFETY_CHANGED = 'record.safety_changed'

export function promisesOfSafety(
  patientId: PatientId,
  entries: readonly EntryToWrite[],
  at: Instant,
): NewPromise[] {
  return entries
    .filter(({ section }) => section === 'safetyFlags')
    .map(({ itemId, expectedVersion }) => ({
      key: `record/${patientId}/safety/${itemId}/${expectedVersion}`,
      kind: SAFETY_CHANGED,
      subjectId: patientId,
      body: {},
      dueAt: at,
    }))
}
