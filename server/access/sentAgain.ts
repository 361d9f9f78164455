import type { WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import type { SharingChange } from '#shared/sharing.ts'
import type { AskedOfSharing } from './core/askedOfSharing.ts'
import { sayChange } from './core/sayChange.ts'
import { readKept } from './sharingChangeStore.ts'
import type { AccessDeps } from './wayIn.ts'

/**
 * The first answer to a command that was carried out already, for whoever lost it; who sends other answers under its id is told that they
 * are not saved. Null where it is new. Shows nothing that whoever sent it was not shown then.
 */
export async function sentAgain(
  { db }: Pick<AccessDeps, 'db'>,
  { actor, patientId }: Pick<WayIn, 'actor' | 'patientId'>,
  asked: AskedOfSharing,
): Promise<{ kind: 'saved'; change: SharingChange } | null> {
  const kept = await readKept(db, actor, patientId, asked)
  if (!kept) return null
  if (!kept.saysTheSame) throw new Problem('saved_otherwise', OTHERWISE)
  return { kind: 'saved', change: sayChange(kept) }
}

const OTHERWISE =
  'You have saved this already, with other answers: those are on the record and in force. What you typed since is still here, and is not saved. To have it instead, save once more.'
