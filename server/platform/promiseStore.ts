import { z } from 'zod'
import { LineId } from '#shared/ids.ts'
import { Instant } from '#shared/time.ts'
import type { Database } from './database.ts'
import type { TakenPromise } from './promises.ts'

const Taken = z.object({
  key: z.string(),
  kind: z.string(),
  lineId: LineId,
  subjectId: z.string(),
  body: z.unknown(),
  dueAt: Instant,
  attempts: z.int(),
  failures: z.int(),
})
export type Taken = TakenPromise & { failures: number }

/** What was taken, and the milliseconds until something else is due: what will be, and what is waiting for its next try. */
export type Due = { taken: Taken[]; nextMs: number }

/**
 * Takes what is due, oldest first, for as long as the lease, and says when to look again: at most `within` milliseconds from now. What is
 * due is a matter of `at`; leases go by the database's own clock, which all processes share.
 */
export async function takeDue(
  db: Database,
  {
    kinds,
    at,
    leaseMs,
    limit,
    within,
  }: { kinds: readonly string[]; at: Instant; leaseMs: number; limit: number; within: number },
): Promise<Due> {
  const { sql } = db
  const isToKeep = sql`
    kept_at is null
    and given_up_at is null
    and kind = any(${sql.array([...kinds])}::text[])
    and (about_patient is null or may_be_contacted(about_patient))`
  const rows = await db.run(sql`
    with due as (
      select key
      from promises
      where ${isToKeep}
        and due_at <= ${at}
        and (leased_until is null or leased_until <= now())
      order by due_at
      limit ${limit}
      for update skip locked
    ),
    taken as (
      update promises
      set leased_until = now() + ${leaseMs}::int * interval '1 millisecond',
          attempts = attempts + 1
      from due
      where promises.key = due.key
      returning promises.key, kind, line_id, subject_id, body, due_at, attempts, failures
    ),
    next as (
      select min(greatest(
        extract(epoch from due_at - ${at}::timestamptz),
        extract(epoch from leased_until - now())
      ) * 1000)::float8 as ms
      from promises
      where ${isToKeep}
        and due_at <= ${at}::timestamptz + ${within}::int * interval '1 millisecond'
        and not exists (select from due where due.key = promises.key)
    )
    select taken.*, next.ms as next_ms
    from next
    left join taken on true`)
  const nextMs = z.number().nullable().parse(rows[0]?.nextMs) ?? within
  return {
    taken: z
      .array(Taken)
      .parse(rows.filter(row => row.key !== null))
      .sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
    nextMs: Math.min(within, Math.max(0, Math.ceil(nextMs))),
  }
}

/** Keeper and table agree by the number of the taking: who lost the lease changes nothing any more. */
export async function keep(db: Database, taken: Taken, outcome: 'kept' | 'needless'): Promise<void> {
  await db.run(db.sql`
    update promises
    set kept_at = now(), leased_until = null, outcome = ${outcome}
    where key = ${taken.key}
      and attempts = ${taken.attempts}
      and kept_at is null`)
}

/** The promise stands, for a later moment: it starts afresh. */
export async function putOff(db: Database, taken: Taken, againAt: Instant): Promise<void> {
  await db.run(db.sql`
    update promises
    set due_at = ${againAt}, leased_until = null, failures = 0
    where key = ${taken.key}
      and attempts = ${taken.attempts}
      and kept_at is null`)
}

/** Tried and failed: not before `waitMs` from now. The moment it was due stays what it was. */
export async function noteFailure(db: Database, taken: Taken, waitMs: number, reason: string): Promise<void> {
  await db.run(db.sql`
    update promises
    set failures = failures + 1,
        leased_until = now() + ${waitMs}::int * interval '1 millisecond',
        outcome = ${reason}
    where key = ${taken.key}
      and attempts = ${taken.attempts}
      and kept_at is null`)
}

/** Failed for good. The row stays, for somebody to look at. */
export async function giveUp(db: Database, taken: Taken, reason: string): Promise<void> {
  await db.run(db.sql`
    update promises
    set failures = failures + 1, given_up_at = now(), leased_until = null, outcome = ${reason}
    where key = ${taken.key}
      and attempts = ${taken.attempts}
      and kept_at is null`)
}

/**
 * What was kept a day ago; what was given up stays for a month, and so does what would have reached somebody who has died.
 * Answers to commands go after a day as well.
 */
export async function prunePromises(db: Database): Promise<void> {
  await db.run(db.sql`
    with old_commands as (
      delete from commands where at < now() - interval '1 day'
    ),
    to_nobody as (
      delete from promises
      where kept_at is null
        and due_at < now() - interval '30 days'
        and not may_be_contacted(about_patient)
    ),
    old_failures as (
      delete from promises where given_up_at < now() - interval '30 days'
    )
    delete from promises where kept_at < now() - interval '1 day'`)
}
