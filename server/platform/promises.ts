import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { Fragment, Sql } from './database.ts'

/**
 * Something that must happen later, or at once but outside the statement (a command to the carrier). The key is natural:
 * the same promise made twice is one row. When it falls due and the world has moved on, keeping it changes nothing.
 */
export type NewPromise = {
  key: string
  kind: string
  subjectId: string
  body: object
  dueAt: Instant
  /** Whom keeping it would reach. Once their death is on the record it is not taken; taken back, it is. */
  aboutPatient?: string
}

/** One promise taken for keeping: nobody else has it until the lease ends. */
export type TakenPromise = {
  key: string
  kind: string
  lineId: LineId
  subjectId: string
  body: unknown
  dueAt: Instant
  attempts: number
}

/** A CTE `promises_made`. `onlyIf` is a boolean over the statement's earlier CTEs. */
export function makePromises(
  sql: Sql,
  lineId: LineId,
  promises: readonly NewPromise[],
  onlyIf: Fragment,
): Fragment {
  return sql`promises_made as (${insertPromises(sql, lineId, promises, onlyIf)})`
}

/** The same without a name, for a module that lends a statement CTEs of its own. In `onlyIf` a new promise is called `made`. */
export function insertPromises(
  sql: Sql,
  lineId: LineId,
  promises: readonly NewPromise[],
  onlyIf: Fragment,
): Fragment {
  const rows = promises.map(({ key, kind, subjectId, body, dueAt, aboutPatient }) => ({
    key,
    kind,
    subject_id: subjectId,
    body,
    due_at: dueAt,
    about_patient: aboutPatient ?? null,
  }))
  return sql`
    insert into promises (key, kind, line_id, subject_id, body, due_at, about_patient)
    select made.key, made.kind, ${lineId}::uuid, made.subject_id, made.body, made.due_at, made.about_patient
    from jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
      as made (key text, kind text, subject_id uuid, body jsonb, due_at timestamptz, about_patient uuid)
    where ${onlyIf}
    on conflict (key) do nothing`
}

/** A boolean: this was promised before, whether or not it has been kept since. */
export function isPromised(sql: Sql, key: string): Fragment {
  return sql`exists (select from promises where key = ${key})`
}

/**
 * A CTE `brought_forward (key)`: promises of a kind about these subjects, a select of their ids, that are not due yet or are just being
 * kept, are due at `at`. Who was keeping one has lost it, as when a lease ends: it is looked at anew with what this statement changes.
 */
export function bringForward(
  sql: Sql,
  { kind, subjects, at, onlyIf }: { kind: string; subjects: Fragment; at: Instant; onlyIf: Fragment },
): Fragment {
  return sql`
    brought_forward as (
      update promises
      set due_at = least(due_at, ${at}::timestamptz),
          leased_until = null,
          attempts = attempts + 1
      where key in (
        select key
        from promises
        where subject_id in (${subjects})
          and kind = ${kind}
          and kept_at is null
          and given_up_at is null
          and (due_at > ${at}::timestamptz or leased_until is not null)
          and ${onlyIf}
        order by key
        for update
      )
      returning key
    )`
}
