import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { ReviewKind, Verdict } from '#shared/access.ts'
import { LineId, type OrganisationId, PatientId, StaffId } from '#shared/ids.ts'
import { Role } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import type { AccessAction } from './core/accessAction.ts'

/** Owns access_walks, and raises access_reviews for what a walk found; access_log is read here as it grows. */

/** To these looks there is something to ask. Who reads a list, or compares, is shown next to nothing. */
const LOOKS: readonly AccessAction[] = ['opened', 'summarised', 'revealed', 'exported', 'changed']

export type Walk = { lineId: LineId; organisation: string; stage: string; seq: number; place: number }
const Walk = z.object({
  lineId: LineId,
  organisation: z.string(),
  stage: z.string(),
  seq: z.int(),
  place: z.int(),
})

/** Chains with rows that this stage has not seen. A chain that was never walked begins at its first link. */
export async function readUnwalked(db: Database, stage: string, before: Instant): Promise<Walk[]> {
  const rows = await db.run(db.sql`
    select head.line_id, head.organisation, ${stage} as stage, coalesce(walk.seq, 0) as seq, coalesce(walk.place, 0) as place
    from access_log_heads head
    left join access_walks walk
      on walk.line_id = head.line_id and walk.organisation = head.organisation and walk.stage = ${stage}
    where (
      select next.at
      from access_log next
      where next.line_id = head.line_id
        and next.organisation = head.organisation
        and (next.seq, next.place) > (coalesce(walk.seq, 0), coalesce(walk.place, 0))
      order by next.seq, next.place
      limit 1
    ) <= ${before}::timestamptz
    order by head.line_id, head.organisation`)
  return z.array(Walk).parse(rows)
}

const Row = z.object({
  id: z.int(),
  seq: z.int(),
  place: z.int(),
  at: Instant,
  staffId: StaffId.nullable(),
  role: Role.nullable().catch(null),
  patientId: PatientId.nullable(),
  action: z.string(),
  why: z.looseObject({ kind: z.string() }),
  outcome: z.string(),
})
export type WalkedRow = z.infer<typeof Row>

/** The next rows of a chain up to a moment, in the order in which they were committed: no row comes later into what was walked. */
export async function readNextRows(
  db: Database,
  { lineId, organisation, seq, place }: Walk,
  { before, limit }: { before: Instant; limit: number },
): Promise<WalkedRow[]> {
  const rows = await db.run(db.sql`
    select id, seq, place, at, actor_id as staff_id, actor_role as role, patient_id, action, why, outcome
    from access_log
    where line_id = ${lineId}
      and organisation = ${organisation}
      and (seq, place) > (${seq}::bigint, ${place}::int)
      and at <= ${before}::timestamptz
    order by access_log.seq, access_log.place
    limit ${limit}`)
  return z.array(Row).parse(rows)
}

/** A row of the log that is a look of one of the staff into one record. */
export function isLook(
  row: WalkedRow,
): row is WalkedRow & { staffId: StaffId; role: Role; patientId: PatientId } {
  return (
    row.outcome === 'allowed' &&
    row.staffId !== null &&
    row.role !== null &&
    row.patientId !== null &&
    (LOOKS as readonly string[]).includes(row.action)
  )
}

/** An hour of the busiest organisation is shorter than this many links. */
const LINKS_OF_AN_HOUR = 20_000

/** The looks of these people between two moments, around where a chain was walked; in the order of the chain. */
export async function readBetween(
  db: Database,
  { lineId, organisation }: Walk,
  links: { from: number; to: number },
  times: { from: Instant; to: Instant },
  staffIds: readonly StaffId[],
): Promise<WalkedRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select id, seq, place, at, actor_id as staff_id, actor_role as role, patient_id, action, why, outcome
    from access_log
    where line_id = ${lineId}
      and organisation = ${organisation}
      and seq between ${links.from - LINKS_OF_AN_HOUR}::bigint and ${links.to + LINKS_OF_AN_HOUR}::bigint
      and at between ${times.from}::timestamptz and ${times.to}::timestamptz
      and actor_id = any(${sql.array([...staffIds])}::uuid[])
      and outcome = 'allowed'
      and action = any(${[...LOOKS]}::text[])
    order by access_log.seq, access_log.place`)
  return z.array(Row).parse(rows)
}

/** As long as a session lasts without its password (staff/sessionStore.ts). */
const OPEN_HOURS = 12

const Habit = z.object({ nth: z.int(), earlierDays: z.int(), caredBefore: z.boolean() })
export type Habit = z.infer<typeof Habit>

/**
 * For each look, in the given order: on how many earlier days the same one looked at one of the person's `records`, and whether the
 * organisation did before a moment. A page that is left open over midnight reads again by itself, and that is no other day: within
 * one session a look counts as one of a new day only after as many hours as no page stays open.
 */
export async function readHabits(
  db: Database,
  lineId: LineId,
  looks: readonly {
    at: Instant
    staffId: string
    records: readonly string[]
    organisation: string
    deathKnownAt: Instant | null
  }[],
): Promise<Habit[]> {
  const { sql } = db
  const asked = looks.map((look, nth) => ({ nth, ...look }))
  const rows = await db.run(sql`
    select asked.nth, habit.earlier_days, habit.cared_before
    from jsonb_to_recordset(${sql.json(asked)}::jsonb)
      as asked (nth int, at timestamptz, "staffId" uuid, records uuid[], organisation text, "deathKnownAt" timestamptz)
    cross join lateral (
      select count(distinct (past.at at time zone 'Europe/London')::date) filter (
               where past.actor_id = asked."staffId"
                 and past.is_opening
                 and (past.at at time zone 'Europe/London')::date < (asked.at at time zone 'Europe/London')::date
             )::int as earlier_days,
             coalesce(bool_or(
               past.organisation = asked.organisation
               and past.at < asked."deathKnownAt"
               and past.at > asked."deathKnownAt" - interval '30 days'
             ), false) as cared_before
      from (
        select look.at, look.actor_id, look.organisation,
               look.session_id is null or coalesce(
                 look.at - lag(look.at) over (partition by look.actor_id, look.session_id order by look.at)
                   >= make_interval(hours => ${OPEN_HOURS}),
                 true
               ) as is_opening
        from access_log look
        where look.line_id = ${lineId}
          and look.patient_id = any(asked.records)
          and look.at > asked.at - interval '90 days'
          and look.at < asked.at
          and look.outcome = 'allowed'
          and look.action = any(${[...LOOKS]}::text[])
      ) as past
    ) as habit
    order by asked.nth`)
  return z.array(Habit).parse(rows)
}

export type RaisedByRule = {
  key: string
  kind: ReviewKind
  organisationId: OrganisationId
  staffId: StaffId
  staffName: string
  patientId: PatientId | null
  because: string
  lookIds: number[]
  people: number | null
  lastLookAt: Instant
  dueAt: Instant
}

const MOST_LOOKS = 50

/**
 * Moves the walk on and raises what was found, in one statement: a process that dies before it has done neither, one that dies
 * after it both. False when another process was there first. What is found again while its review is open joins that review.
 */
export async function moveAndRaise(
  db: Database,
  walk: Walk,
  to: { seq: number; place: number },
  raised: readonly RaisedByRule[],
): Promise<boolean> {
  const { sql } = db
  const { lineId, organisation, stage, seq, place } = walk
  const rows = await db.run(sql`
    with moved as (
      insert into access_walks as walk (line_id, organisation, stage, seq, place)
      select ${lineId}::uuid, ${organisation}, ${stage}, ${to.seq}::bigint, ${to.place}::int
      on conflict (line_id, organisation, stage) do update
      set seq = excluded.seq, place = excluded.place
      where walk.seq = ${seq} and walk.place = ${place}
      returning line_id
    ),
    raised as (
      insert into access_reviews as review (
        key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, because, due_at, by_rule, look_ids, people,
        last_look_at
      )
      select r.key, moved.line_id, r."organisationId", r.kind, r."patientId", r."staffId", r."staffName", r.because,
             r."dueAt", true, array(select jsonb_array_elements_text(r."lookIds")::bigint limit ${MOST_LOOKS}), r.people,
             r."lastLookAt"
      from moved
      cross join jsonb_to_recordset(${sql.json(raised)}::jsonb) as r (
        key text, kind text, "organisationId" uuid, "patientId" uuid, "staffId" uuid, "staffName" text, because text,
        "dueAt" timestamptz, "lookIds" jsonb, people int, "lastLookAt" timestamptz
      )
      where not exists (select from access_reviews there where there.key = r.key)
      on conflict (line_id, kind, staff_id, coalesce(patient_id, '00000000-0000-0000-0000-000000000000'))
        where by_rule and verdict is null
      do update
      set look_ids = array(
            select distinct unnest(review.look_ids || excluded.look_ids) as id order by id limit ${MOST_LOOKS}
          ),
          people = greatest(review.people, excluded.people),
          because = case when excluded.people > review.people then excluded.because else review.because end,
          last_look_at = greatest(review.last_look_at, excluded.last_look_at)
    )
    select 1 from moved`)
  return rows.length === 1
}

const JudgedRow = z.object({
  kind: ReviewKind,
  staffId: StaffId,
  patientId: PatientId.nullable(),
  verdict: Verdict,
  at: Instant,
})
export type JudgedRow = z.infer<typeof JudgedRow>

/** The newest verdict for each reason between these staff and anybody they looked at, of what rules raised. */
export async function readVerdicts(
  db: Database,
  lineId: LineId,
  staffIds: readonly StaffId[],
): Promise<JudgedRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select distinct on (kind, staff_id, patient_id) kind, staff_id, patient_id, verdict, verdict_at as at
    from access_reviews
    where line_id = ${lineId}
      and staff_id = any(${sql.array([...staffIds])}::uuid[])
      and verdict is not null
      and by_rule
    order by kind, staff_id, patient_id, verdict_at desc`)
  return z.array(JudgedRow).parse(rows)
}
