import type { Entry } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'

/** A record as it was read, at the version that the database named. */
export type KeptRecord = { version: number; entries: readonly Entry[]; what: readonly SectionName[] }
export type KeptRecords = {
  of(patientId: string): KeptRecord | undefined
  keep(patientId: string, record: KeptRecord): void
}

/**
 * The last records that were read, so that a record which has not changed is not fetched and parsed again. Never an answer by
 * itself: every look still asks the database for the relationship and the version, and writes the access log; entries are
 * taken from here only when the database names the very version they were read at. Versions never change, so they are never
 * out of date.
 */
export function keptRecords(most = 200): KeptRecords {
  const kept = new Map<string, KeptRecord>()
  return {
    of(patientId) {
      return kept.get(patientId)
    },
    keep(patientId, record) {
      kept.delete(patientId)
      kept.set(patientId, record)
      const oldest = kept.keys().next()
      if (kept.size > most && !oldest.done) kept.delete(oldest.value)
    },
  }
}
