import { appendAccess } from '#server/audit/auditStore.ts'
import { closeReview } from '#server/audit/reviewStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { Verdict } from '#shared/access.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import { closedTo } from '#shared/lookingAfter.ts'
import type { Actor } from '#shared/staff.ts'
import { endByVerdict, endedTold } from './caseloadStore.ts'
import { endCodesByVerdict } from './crewCodeStore.ts'
import type { AccessDeps } from './wayIn.ts'

type Deps = Pick<AccessDeps, 'db'> & { wakeFeed: (lineId: LineId) => void }

/**
 * A privacy officer's verdict on one review. Where she finds no good reason, what was opened by it is over with the verdict: the claim
 * or the broken glass, the list that the claim led to, and the codes that were given by it. False where there is no such open review.
 */
export async function judgeReview(
  deps: Deps,
  officer: Actor,
  reviewId: string,
  judged: { verdict: Verdict; note: string },
  requestId: string,
): Promise<boolean> {
  const { sql } = deps.db
  const records = (patient: Fragment | PatientId) => recordsOf(sql, patient)
  const ended = sql`exists (select from relations_ended)`
  const access = { actor: officer, action: 'reviewed', why: { kind: 'search' }, requestId } as const
  const isClosed = await closeReview(
    deps.db,
    officer,
    reviewId,
    judged,
    sql`
      ${endByVerdict(sql, officer, records)},
      ${endCodesByVerdict(sql, records)},
      ${appendFeed(sql, officer.lineId, endedTold(sql, records), ended)},
      looked as (
        select distinct over.patient_id, array[${closedTo} || v.staff_name] as what, 'allowed' as outcome
        from review_closed v
        cross join (select patient_id from relations_ended union select patient_id from codes_ended) as over
      ),
      ${appendAccess(sql, access, sql`exists (select from feed_head)`)}`,
  )
  if (isClosed) deps.wakeFeed(officer.lineId)
  return isClosed
}
