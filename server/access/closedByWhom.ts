import { hasShown } from '#server/audit/logStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { Standing } from '#shared/access.ts'
import { showTime } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SharingChange } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import { type Ended, readEnded } from './caseloadStore.ts'
import { sayChange } from './core/sayChange.ts'
import { readLastOwn } from './sharingChangeStore.ts'

/**
 * What the person said to this very reader, on whose page the record was open until then: it is read to them from there. Null for anybody
 * else, who learns no more than of somebody who was never asked.
 */
export async function closedByOwnHand(
  db: Database,
  actor: Actor,
  patientId: PatientId,
): Promise<{ says: string; change: SharingChange } | null> {
  const shown = hasShown(db.sql, actor.lineId, patientId, actor.sessionId)
  const kept = await readLastOwn(db, actor, patientId, shown)
  if (!kept) return null
  const did = kept.kind === 'withdrawn_all' ? 'They stopped sharing' : 'They changed what is shared'
  return { says: `${did} at ${showTime(kept.at)}.`, change: sayChange(kept) }
}

/**
 * All that is told of a person whom nothing opens to this reader; and to somebody who had it open, or had claimed it, until that was
 * ended by an act: who ended it, and what to do.
 */
export async function mayExist(db: Database, actor: Actor, patientId: PatientId): Promise<Standing> {
  const shown = hasShown(db.sql, actor.lineId, patientId, actor.sessionId)
  const ended = await readEnded(db, actor, recordsOf(db.sql, patientId), shown)
  return ended ? { kind: 'may_exist', ended: sayEnded(ended, actor) } : { kind: 'may_exist' }
}

function sayEnded({ how, at, by }: Ended, { organisation }: Actor): { says: string; next: string } {
  const when = showTime(at)
  if (how === 'left')
    return {
      says: `${by} wrote at ${when} that ${organisation} no longer looks after this person.`,
      next: 'Their record closed with it, on every page of yours. If that is a mistake, say why you look after them, and take them onto your list again.',
    }
  return {
    says: `${by}, privacy officer, ended this at ${when}.`,
    next: 'They found no good reason for which this record was open to you, and it closed at once. Speak to them before you ask for it again. If somebody may come to harm meanwhile, ring the line.',
  }
}
