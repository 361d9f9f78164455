import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { Review, ReviewKind, type Verdict } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import { movedInLog } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import type { PutRight } from './putRight.ts'

export type NewReview = {
  /** Natural: 'break_glass/<relationship>'. */
  key: string
  kind: ReviewKind
  /** Null when it is about no one person. */
  patientId: PatientId | null
  because: string
  dueAt: Instant
}

/** A CTE, `review_raised` unless it is named. `onlyIf` is a boolean over the statement's earlier CTEs. */
export function raiseReview(
  sql: Sql,
  actor: Actor,
  review: NewReview,
  onlyIf: Fragment,
  name = 'review_raised',
): Fragment {
  return sql`
    ${sql(name)} as (
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

const A_PAGE = 50
const MOST_LOOKS = 50

const LookRow = z.object({
  id: z.int(),
  link: z.int(),
  at: Instant,
  action: z.string(),
  what: z.array(z.string()),
  why: z.unknown(),
  outcome: z.enum(['allowed', 'refused']),
  device: z.string().nullable(),
})
export type ReviewedRow = z.infer<typeof LookRow>
const Row = Review.omit({ looks: true }).extend({ looks: z.array(LookRow) })
export type ReviewRow = z.infer<typeof Row>
const Page = z.object({
  rows: z.array(Row),
  late: z.int(),
  judged: z.int(),
  waiting: z.partialRecord(ReviewKind, z.int()),
})

export type Asked = { show: 'open' | 'judged'; kind?: ReviewKind | undefined; skip: number }

/**
 * The queue of a privacy officer: her organisation's people, and at the hub everybody's of the line. What waits, by when it is
 * due; what was judged, the newest first. The names of those it is about are a look like any other: `accessLogged` reads from
 * `looked`.
 */
export async function readReviews(
  db: Database,
  officer: Actor,
  { show, kind, skip }: Asked,
  /** A uuid[]: a record and those of the same person that are linked to it. */
  recordsOf: RecordsOf,
  putRight: PutRight,
  accessLogged: Fragment,
): Promise<z.infer<typeof Page> & { more: boolean }> {
  const { sql } = db
  const isOpen = show === 'open'
  const order = isOpen ? sql`due_at, id` : sql`verdict_at desc, id`
  const [row] = await db.run(sql`
    with hers as (
      select * from access_reviews where ${inQueueOf(sql, officer)}
    ),
    queue as materialized (
      select *, row_number() over (order by ${order}) as nth
      from hers
      where ${isOpen ? sql`verdict is null` : sql`verdict is not null`}
        and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
      order by ${order}
      offset ${skip}
      limit ${A_PAGE + 1}
    ),
    looked as (
      select distinct patient_id, array['name'] as what, 'allowed' as outcome
      from queue
      where patient_id is not null
    ),
    ${accessLogged}
    select (select coalesce(jsonb_agg(jsonb_build_object(
             'reviewId', queue.id, 'kind', queue.kind, 'patientId', patients.id, 'patientName', patients.name,
             'staffName', queue.staff_name, 'organisation', organisations.name, 'because', queue.because,
             'people', queue.people, 'isAboutYou', queue.staff_id is not distinct from ${officer.staffId}::uuid,
             'raisedAt', ${instant(sql, sql`queue.raised_at`)}, 'dueAt', ${instant(sql, sql`queue.due_at`)},
             'looks', ${looksOf(sql, recordsOf)},
             'takenOff', ${takenOffOf(sql, recordsOf, putRight)},
             'verdict', case when verdict is not null then jsonb_build_object(
               'verdict', verdict, 'note', verdict_note, 'by', verdict_name, 'at', ${instant(sql, sql`verdict_at`)}
             ) end
           ) order by queue.nth), '[]')
           from queue
           join organisations on organisations.id = queue.organisation_id
           left join patients on patients.id = queue.patient_id and patients.line_id = queue.line_id
           ) as rows,
           (select count(*)::int from hers where verdict is null and due_at < now()) as late,
           (select count(*)::int from hers where verdict is not null) as judged,
           (select coalesce(jsonb_object_agg(kind, count), '{}')
            from (select kind, count(*)::int as count from hers where verdict is null group by kind) as kinds) as waiting`)
  const page = Page.parse(row)
  return { ...page, rows: page.rows.slice(0, A_PAGE), more: page.rows.length > A_PAGE }
}

/** A boolean over access_reviews: this officer judges it. */
function inQueueOf(sql: Sql, { lineId, organisationKind, organisationId }: Actor): Fragment {
  return organisationKind === 'hub'
    ? sql`line_id = ${lineId}`
    : sql`line_id = ${lineId} and organisation_id = ${organisationId}`
}

type RecordsOf = (patient: Fragment) => Fragment

function looksOf(sql: Sql, recordsOf: RecordsOf): Fragment {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', look.id, 'link', look.seq, 'at', ${instant(sql, sql`look.at`)}, 'action', look.action, 'what', look.what,
      'why', look.why, 'outcome', look.outcome, 'device', look.device
    ) order by look.id), '[]')
    from ${itsLooks(sql, recordsOf)} as look
  )`
}

/** What a rule found; or, of a claim or a broken glass, what it was used for in the day that followed. */
function itsLooks(sql: Sql, recordsOf: RecordsOf): Fragment {
  return sql`(
    select *
    from access_log
    where id = any(queue.look_ids)
       or (
         queue.look_ids = '{}'
         and not queue.by_rule
         and line_id = queue.line_id
         and patient_id = any(${recordsOf(sql`queue.patient_id`)})
         and actor_id = queue.staff_id
         and at between queue.raised_at - interval '1 minute' and queue.raised_at + interval '1 day'
       )
    order by id
    limit ${MOST_LOOKS}
  )`
}

/**
 * The calls of those looks that were about somebody else, and came off the person's record since: the statement that took one off wrote
 * so in this log, and so did one that put it back. What stands there last holds. Of a call that was put right before anything of it was
 * saved here nothing came off; that it was, its diary says.
 */
function takenOffOf(sql: Sql, recordsOf: RecordsOf, putRight: PutRight): Fragment {
  const records = recordsOf(sql`queue.patient_id`)
  const calls = sql`(select (look.why ->> 'callId')::uuid from ${itsLooks(sql, recordsOf)} as look)`
  return sql`(
    with off as (
      select last.why ->> 'callId' as call_id, last.at, last.actor_name as by, last.why ->> 'movedBecause' as because
      from (
      select distinct on (why ->> 'callId') *
      from access_log
      where line_id = queue.line_id
        and patient_id = any(${records})
        and action = 'changed'
        and outcome = 'allowed'
        and what && ${[movedInLog.off, movedInLog.on, movedInLog.back]}::text[]
        and why ->> 'callId' in (
          select look.why ->> 'callId' from ${itsLooks(sql, recordsOf)} as look
        )
      order by why ->> 'callId', id desc
      ) as last
      where ${movedInLog.off} = any(last.what)
    ),
    of_calls as (
      select at, by, because, false as in_hand from off
      union all
      select at, by, null, true from (${putRight(sql, { calls, records })}) as right_since
      where not exists (select from off where off.call_id = right_since.call_id::text)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'at', ${instant(sql, sql`of_calls.at`)}, 'by', by, 'because', because, 'wasInHand', in_hand
    ) order by of_calls.at), '[]')
    from of_calls
  )`
}

/**
 * Raises what somebody asks about looks at one person, in the queue of the organisation of whoever looked. Of those that are named it is
 * about the looks of the one who looked last; asked twice by one key it is one question (`isKept`: in these words).
 */
export async function askAboutLooks(
  db: Database,
  {
    actor,
    patientId,
    relationship,
    lookIds,
    review,
  }: {
    actor: Actor
    patientId: PatientId
    relationship: Fragment
    lookIds: readonly number[]
    review: Pick<NewReview, 'key' | 'because' | 'dueAt'>
  },
): Promise<{ isAllowed: boolean; isFound: boolean; isKept: boolean }> {
  const { sql } = db
  const theirs = sql`
    line_id = ${actor.lineId} and patient_id = ${patientId} and id = any(${sql.array([...lookIds])}::bigint[])`
  const [row] = await db.run(sql<{ isAllowed: boolean; isFound: boolean; isKept: boolean }[]>`
    with asked as (
      select exists (
        select from patients where line_id = ${actor.lineId} and id = ${patientId} and (${relationship})
      ) as is_allowed
    ),
    about as (
      select actor_id, actor_name, organisation
      from access_log
      where ${theirs} and (select is_allowed from asked)
      order by id desc
      limit 1
    ),
    raised as (
      insert into access_reviews (
        key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, because, due_at, look_ids
      )
      select ${review.key}, ${actor.lineId}::uuid,
             coalesce(
               (select id from organisations where line_id = ${actor.lineId} and name = about.organisation limit 1),
               ${actor.organisationId}::uuid
             ),
             'asked_about', ${patientId}::uuid, about.actor_id, about.actor_name, ${review.because}, ${review.dueAt}::timestamptz,
             (select array_agg(id order by id) from access_log
              where ${theirs} and actor_id is not distinct from about.actor_id and actor_name = about.actor_name)
      from about
      on conflict (key) do nothing
      returning key
    )
    select is_allowed, exists (select from about) as is_found,
           exists (select from raised)
             or exists (
               select from access_reviews
               where key = ${review.key} and line_id = ${actor.lineId} and patient_id = ${patientId} and because = ${review.because}
             ) as is_kept
    from asked`)
  return row ?? { isAllowed: false, isFound: false, isKept: false }
}

function instant(sql: Sql, at: Fragment): Fragment {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/**
 * Closes one review with a verdict. False when there is no such open review in this officer's queue, or it is about herself.
 * `followedBy`: CTEs of what the verdict ends, which may read `review_closed`.
 */
export async function closeReview(
  db: Database,
  officer: Actor,
  reviewId: string,
  { verdict, note }: { verdict: Verdict; note: string },
  followedBy: Fragment,
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    with review_closed as (
      update access_reviews
      set verdict = ${verdict}, verdict_note = ${note}, verdict_at = now(), verdict_by = ${officer.staffId},
          verdict_name = ${officer.name}
      where id = ${reviewId}
        and ${inQueueOf(sql, officer)}
        and staff_id is distinct from ${officer.staffId}
        and verdict is null
      returning *
    ),
    ${followedBy}
    select id from review_closed`)
  return rows.length === 1
}
