import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { Review, type ReviewKind, type Verdict } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

export type NewReview = {
  /** Natural: 'break_glass/<relationship>'. */
  key: string
  kind: ReviewKind
  patientId: PatientId
  because: string
  dueAt: Instant
}

/** A CTE `review_raised`. `onlyIf` is a boolean over the statement's earlier CTEs. */
export function raiseReview(sql: Sql, actor: Actor, review: NewReview, onlyIf: Fragment): Fragment {
  return sql`
    review_raised as (
      insert into access_reviews (
        key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, because, due_at
      )
      select ${review.key}, ${actor.lineId}::uuid, ${actor.organisationId}::uuid, ${review.kind},
             ${review.patientId}::uuid, ${actor.staffId}::uuid, ${actor.name}, ${review.because},
             ${review.dueAt}::timestamptz
      where ${onlyIf}
      on conflict (key) do nothing
    )`
}

const MOST_REVIEWS = 200
const Reviews = z.array(Review)

/**
 * The queue of a privacy officer: her organisation's people, and at the hub everybody's of the line. Open ones first, by when
 * they are due. The names of those it is about are a look like any other: `accessLogged` reads from `looked`.
 */
export async function readReviews(db: Database, officer: Actor, accessLogged: Fragment): Promise<Review[]> {
  const { sql } = db
  const rows = await db.run(sql`
    with queue as (
      select *
      from access_reviews
      where line_id = ${officer.lineId}
        and ${officer.organisationKind === 'hub' ? sql`true` : sql`organisation_id = ${officer.organisationId}`}
      order by verdict is not null, case when verdict is null then due_at end, verdict_at desc
      limit ${MOST_REVIEWS}
    ),
    looked as (
      select distinct patient_id, array['name'] as what, 'allowed' as outcome
      from queue
      where patient_id is not null
    ),
    ${accessLogged}
    select queue.id as review_id, queue.kind, patients.id as patient_id, patients.name as patient_name, queue.staff_name,
           organisations.name as organisation, queue.because, queue.raised_at, queue.due_at,
           case when verdict is not null then jsonb_build_object(
             'verdict', verdict, 'note', verdict_note, 'by', verdict_name,
             'at', to_char(verdict_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
           ) end as verdict
    from queue
    join organisations on organisations.id = queue.organisation_id
    left join patients on patients.id = queue.patient_id and patients.line_id = queue.line_id
    order by verdict is not null, case when verdict is null then queue.due_at end, verdict_at desc`)
  return Reviews.parse(rows)
}

/** Closes one review with a verdict. False when there is no such open review in this officer's queue, or it is about herself. */
export async function closeReview(
  db: Database,
  officer: Actor,
  reviewId: string,
  { verdict, note }: { verdict: Verdict; note: string },
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    update access_reviews
    set verdict = ${verdict}, verdict_note = nullif(${note}, ''), verdict_at = now(), verdict_by = ${officer.staffId},
        verdict_name = ${officer.name}
    where id = ${reviewId}
      and line_id = ${officer.lineId}
      and ${officer.organisationKind === 'hub' ? sql`true` : sql`organisation_id = ${officer.organisationId}`}
      and staff_id is distinct from ${officer.staffId}
      and verdict is null
    returning id`)
  return rows.length === 1
}
