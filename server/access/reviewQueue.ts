import { appendAccess } from '#server/audit/auditStore.ts'
import type { PutRight } from '#server/audit/putRight.ts'
import { readReviews } from '#server/audit/reviewStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { ReviewKind, ReviewQueue } from '#shared/access.ts'
import type { Actor } from '#shared/staff.ts'
import { sayToOfficer } from './core/sayAccess.ts'
import type { AccessDeps } from './wayIn.ts'

/** Calls are beside this module, which is handed what it asks of them. */
export type ReviewDeps = AccessDeps & { putRight: PutRight }

type Query = {
  show?: 'open' | 'judged' | undefined
  kind?: ReviewKind | undefined
  skip?: number | undefined
}

/** A page of what a privacy officer must judge or has judged, with the looks it is about in words. Reading it is a look. */
export async function reviewQueue(
  { db, putRight }: ReviewDeps,
  actor: Actor,
  { show = 'open', kind, skip = 0 }: Query,
  requestId: string,
): Promise<ReviewQueue> {
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'reviewed',
    why: { kind: 'search' },
    requestId,
  })
  const { rows, ...counts } = await readReviews(
    db,
    actor,
    { show, kind, skip },
    patient => recordsOf(db.sql, patient),
    putRight,
    accessLogged,
  )
  return { ...counts, reviews: rows.map(row => ({ ...row, looks: row.looks.map(sayToOfficer) })) }
}
