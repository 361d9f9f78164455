import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type LineId, StaffId } from '#shared/ids.ts'
import { Actor, type Role } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { HEARD_WITHIN_SECONDS } from './staffStore.ts'

/** Source: guides of AAL2 services for UK health staff: twelve hours at most, fifteen minutes without use. */
export const SESSION_HOURS = 12
export const IDLE_MINUTES = 15

/** Only they are on the board: the others never answer a call. */
export const ANSWERING: readonly Role[] = ['coordinator', 'shift_lead']

const Account = z.object({ staffId: StaffId, passwordHash: z.string() })

export async function findAccount(
  db: Database,
  signInName: string,
): Promise<z.infer<typeof Account> | undefined> {
  const [row] = await db.run(db.sql`
    select id as staff_id, password_hash
    from staff
    where sign_in_name = ${signInName}
      and disabled_at is null`)
  return row && Account.parse(row)
}

/**
 * Opens a session, if the person may still sign in, and makes sure that who answers calls has a place on the board. Whose session the
 * browser has already goes on in it, under the new token: her other tabs stay hers, and signing out ends them all.
 */
export async function openSession(
  db: Database,
  session: { tokenHash: Buffer; id: string; staffId: StaffId; replaces: string | undefined },
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    with person as (
      select id, line_id, role, rights from staff where id = ${session.staffId} and disabled_at is null
    ),
    renewed as (
      update sessions
      set token_hash = ${session.tokenHash},
          expires_at = now() + make_interval(hours => ${SESSION_HOURS}),
          last_seen_at = now(),
          password_typed_at = now()
      from person
      where sessions.id = ${session.replaces ?? null}::uuid
        and sessions.staff_id = person.id
        and sessions.rights = person.rights
        and sessions.ended_at is null
      returning sessions.id
    ),
    opened as (
      insert into sessions (token_hash, id, staff_id, rights, expires_at)
      select ${session.tokenHash}, ${session.id}::uuid, person.id, person.rights, now() + make_interval(hours => ${SESSION_HOURS})
      from person
      where not exists (select from renewed)
      returning id
    ),
    placed as (
      insert into readiness (staff_id, line_id, state)
      select id, line_id, 'away' from person where role in ${sql(ANSWERING)}
      on conflict (staff_id) do nothing
    )
    select id from opened union all select id from renewed`)
  return rows.length === 1
}

/**
 * A session is good until it is ended, the person's role, line, organisation or password was changed or the account disabled,
 * twelve hours are over, or nothing was asked for fifteen minutes. Being on a call is not idleness, nor is being ready with a console that answers: a nurse who waits for a ring
 * at night must not be signed out by the quiet.
 */
function isGood(sql: Sql): Fragment {
  return sql`
    sessions.ended_at is null
    and sessions.expires_at > now()
    and staff.disabled_at is null
    and sessions.rights = staff.rights
    and (
      sessions.last_seen_at > now() - make_interval(mins => ${IDLE_MINUTES})
      or readiness.state = 'busy'
      or (
        readiness.state = 'ready'
        and readiness.last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS})
      )
    )`
}

/** Who holds this token, from the tables as they are now. Notes the use, at most twice a minute. */
export async function findActor(db: Database, tokenHash: Buffer): Promise<Actor | undefined> {
  const { sql } = db
  const [row] = await db.run(sql`
    with found as (
      select sessions.id as session_id, staff.id as staff_id, staff.line_id, staff.name, staff.role,
             organisations.name as organisation, organisations.id as organisation_id,
             organisations.kind as organisation_kind
      from sessions
      join staff on staff.id = sessions.staff_id
      join organisations on organisations.id = staff.organisation_id
      left join readiness on readiness.staff_id = staff.id
      where sessions.token_hash = ${tokenHash}
        and ${isGood(sql)}
    ),
    used as (
      update sessions
      set last_seen_at = now()
      from found
      where sessions.token_hash = ${tokenHash}
        and sessions.last_seen_at < now() - interval '30 seconds'
    )
    select * from found`)
  return row && Actor.parse(row)
}

/** Whether the password was typed in this session within so many minutes. */
export async function hasTypedPassword(db: Database, sessionId: string, minutes: number): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    select from sessions
    where id = ${sessionId} and password_typed_at > now() - make_interval(mins => ${minutes})`)
  return rows.length === 1
}

export async function notePasswordTyped(db: Database, sessionId: string): Promise<void> {
  await db.run(db.sql`update sessions set password_typed_at = now() where id = ${sessionId}`)
}

/** Which of these sessions are no longer good. One statement for all sockets of a process. */
export async function readSpent(db: Database, sessionIds: readonly string[]): Promise<string[]> {
  const { sql } = db
  const rows = await db.run(sql<{ id: string }[]>`
    select held.id
    from unnest(${sql.array([...sessionIds])}::uuid[]) as held (id)
    where not exists (
      select 1
      from sessions
      join staff on staff.id = sessions.staff_id
      left join readiness on readiness.staff_id = staff.id
      where sessions.id = held.id
        and ${isGood(sql)}
    )`)
  return rows.map(row => row.id)
}

/** CTEs `ended` and `left_board`: the session is over, and she who had no call is away. */
export function endSession(
  sql: Sql,
  actor: { sessionId: string; staffId: StaffId; lineId: LineId },
  at: Instant,
): Fragment {
  return sql`
    ended as (
      update sessions
      set ended_at = now()
      where id = ${actor.sessionId}
        and ended_at is null
      returning staff_id
    ),
    left_board as (
      update readiness
      set state = 'away', since = ${at}
      where staff_id = ${actor.staffId}
        and state = 'ready'
        and exists (select 1 from ended)
      returning staff_id
    )`
}

/** Sessions that nobody can use any more, and windows of attempts that are over. */
export async function pruneSessions(db: Database): Promise<void> {
  await db.run(db.sql`
    with old_sessions as (
      delete from sessions where expires_at < now() - interval '30 days'
    )
    delete from sign_in_attempts where window_ends_at < now()`)
}
