import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import { Problem } from '#server/platform/problems.ts'
import { CLAIM_HOURS, GLASS_MINUTES } from '#shared/access.ts'
import type { CommandId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { beginRelationship } from './relationshipStore.ts'
import type { AccessDeps } from './wayIn.ts'

const HOUR = 3_600
/** A privacy officer looks within two working days. Source: domain guide 5.3.7. */
const REVIEW_WORKING_DAYS = 2

const ASKED = {
  claimed: { seconds: CLAIM_HOURS * HOUR, action: 'claimed', why: 'claimed' },
  break_glass: { seconds: GLASS_MINUTES * 60, action: 'broke_glass', why: 'emergency' },
} as const

/**
 * One of the staff says why she needs a record that nothing else opens: that she looks after the person, or that it is an
 * emergency. It is true at once and for a while; a privacy officer is told in the same statement, and the person can read it.
 */
export async function askForAccess(
  deps: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  asked: { kind: keyof typeof ASKED; commandId: CommandId; because: string },
  requestId: string,
): Promise<void> {
  const { sql } = deps.db
  const { kind, commandId, because } = asked
  const { seconds, action, why } = ASKED[kind]
  const at = deps.clock()
  const access = { actor, action, why: { kind: why, reason: because }, requestId } as const
  const review = {
    key: `${kind}/${commandId}`,
    kind,
    patientId,
    because,
    dueAt: workingDaysLater(at, REVIEW_WORKING_DAYS),
  }
  const begun = { id: commandId, kind, because, until: plusSeconds(at, seconds) }
  const hasBegun = sql`exists (select 1 from begun)`
  const [row] = await deps.db.run(sql<{ isThere: boolean }[]>`
    with ${beginRelationship(sql, actor, patientId, begun)},
    looked as (
      select ${patientId}::uuid as patient_id, '{}'::text[] as what, 'allowed' as outcome where ${hasBegun}
    ),
    ${appendAccess(sql, access)},
    ${raiseReview(sql, actor, review, hasBegun)}
    select ${hasBegun} or exists (
      select 1 from relationships where id = ${commandId} and patient_id = ${patientId} and staff_id = ${actor.staffId}
    ) as is_there`)
  if (!row?.isThere) throw new Problem('not_found', 'There is no such person on this line.')
}
