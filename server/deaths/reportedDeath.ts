import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { ReportedDeath } from '#shared/deaths.ts'
import type { PatientId } from '#shared/ids.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { hasDiedElsewhere, type RecordMarks } from '#shared/record/marks.ts'
import type { Actor } from '#shared/staff.ts'
import { readDeathElsewhere, readOpenDeath } from './deathStore.ts'

/** The death that this record of a person or another one tells of, and what this actor may do about the report; null of somebody who lives. */
export async function reportedDeath(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  { entries, marks }: { entries: readonly Entry[]; marks: RecordMarks },
): Promise<ReportedDeath | null> {
  const [entry] = knownEntries(entries, 'death')
  if (!entry) return hasDiedElsewhere(marks) ? deathElsewhere(db, actor, patientId) : null
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

/** It is undone by its own id, and verified or corrected in the record where it stands. */
async function deathElsewhere(
  db: Database,
  actor: Actor,
  patientId: PatientId,
): Promise<ReportedDeath | null> {
  const death = await readDeathElsewhere(db, actor.lineId, patientId, recordsOf(db.sql, patientId))
  if (!death) return null
  const { deathId, stage, reportedAt, reportedByName, reportedBy } = death
  const undoUntil = death.isUndoOpen && stage === 'reported' ? death.undoUntil : null
  const mayUndo = undoUntil !== null && (reportedBy === actor.staffId || actor.role === 'shift_lead')
  return {
    deathId,
    stage,
    reportedAt,
    reportedBy: reportedByName,
    reportedById: reportedBy,
    undoUntil,
    mayUndo,
    mayCorrect: false,
  }
}

/** To whoever would verify or correct a death in a record that does not tell of it. */
export const IN_THE_OTHER =
  'The death stands in the other record of this person. Open that one, and write this there.'
