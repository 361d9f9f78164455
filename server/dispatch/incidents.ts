import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ChangeIncident, ShiftSaid } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'
import { addToIncident, closeIncident, readIncidentKnown } from './incidentStore.ts'

/** A shift lead adds what happened, or closes an incident with a finding. Nothing is ever taken away; the same command twice is one. */
export async function changeIncident(
  { db, clock }: { db: Database; clock: () => Instant },
  actor: Actor,
  change: ChangeIncident,
): Promise<ShiftSaid> {
  const { sql } = db
  const before = await readIncidentKnown(db, actor.lineId, change)
  if (!before) throw new Problem('not_found', 'There is no such incident on this line.')
  if (before.byCommand === actor.staffId) return { kind: 'saved' }
  if (!isReason(change.act === 'add' ? change.words : change.finding, 3))
    return { kind: 'refused', because: 'Say in a few words what happened, or what was found.' }
  const at = clock()
  const written =
    change.act === 'add' ? addToIncident(sql, actor, change, at) : closeIncident(sql, actor, change, at)
  await db.run(sql`with ${written} select 1`)
  const after = await readIncidentKnown(db, actor.lineId, change)
  if (after?.byCommand === actor.staffId) return { kind: 'saved' }
  return {
    kind: 'refused',
    because: `${after?.closedName ?? 'A colleague'} has closed this already. What you know beside it, you can add.`,
  }
}
