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

/** Two records are one person's from now on, or two persons' again: what one of them says of who goes holds for the other, or holds no more. */
export function promisesOfLinkedSafety(
  { id, version, keptId, otherId }: { id: string; version: number; keptId: PatientId; otherId: PatientId },
  at: Instant,
): NewPromise[] {
  return [keptId, otherId].map(patientId => ({
    key: `link/${id}/${version}/safety/${patientId}`,
    kind: SAFETY_CHANGED,
    subjectId: patientId,
    body: {},
    dueAt: at,
  }))
}
