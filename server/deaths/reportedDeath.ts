import type { Database } from '#server/platform/database.ts'
import type { ReportedDeath } from '#shared/deaths.ts'
import type { PatientId } from '#shared/ids.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Actor } from '#shared/staff.ts'
import { readOpenDeath } from './deathStore.ts'

/** The death that the record tells of, and what this actor may do about the report; null of somebody who lives. */
export async function reportedDeath(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  entries: readonly Entry[],
): Promise<ReportedDeath | null> {
  const [entry] = knownEntries(entries, 'death')
  if (!entry) return null
  const death = await readOpenDeath(db, actor.lineId, patientId)
  const undoUntil = death?.isUndoOpen && !death.verifiedAt ? death.undoUntil : null
  return {
    deathId: death?.id ?? null,
    stage: entry.body.stage,
    reportedAt: death?.reportedAt ?? entry.body.reportedAt ?? entry.recordedAt,
    reportedBy: death?.reportedByName ?? entry.author.name,
    reportedById: death?.reportedBy ?? null,
    undoUntil,
    mayUndo: undoUntil !== null && (death?.reportedBy === actor.staffId || actor.role === 'shift_lead'),
    mayCorrect: actor.role === 'shift_lead',
  }
}
