import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { NoticePhoneId, StaffId } from '#shared/ids.ts'
import { NoticePhone } from '#shared/notices.ts'
import type { Actor } from '#shared/staff.ts'

const Row = z.object({ id: NoticePhoneId, staffId: StaffId, ...NoticePhone.shape })
/** One browser of somebody who wants to be told there. */
export type StoredPhone = z.infer<typeof Row>

/** One person has a telephone and perhaps a tablet; more than these is a fault or somebody who tries. */
const AT_MOST = 5

/**
 * Of the session in which it was wanted, for as long as that may last. Fifteen minutes without use end nothing: a telephone in a pocket is
 * what notices are for.
 */
function isAlive(sql: Sql): Fragment {
  return sql`
    sessions.ended_at is null
    and sessions.expires_at > now()
    and sessions.rights = staff.rights
    and staff.disabled_at is null`
}

const joined = (sql: Sql) => sql`
  from notice_phones
  join staff on staff.id = notice_phones.staff_id
  join sessions on sessions.id = notice_phones.session_id`
const columns = (sql: Sql) => sql`notice_phones.id, notice_phones.staff_id, endpoint, p256dh, auth`

/** The browsers at which these people want to be told. */
export async function readPhonesToTell(
  { sql, run }: Database,
  staffIds: readonly StaffId[],
): Promise<StoredPhone[]> {
  const rows = await run(sql`
    select ${columns(sql)} ${joined(sql)}
    where notice_phones.staff_id = any(${[...staffIds]}::uuid[]) and ${isAlive(sql)}
    order by notice_phones.created_at, notice_phones.id`)
  return z.array(Row).parse(rows)
}

/** One of them; null where nobody is to be told there any more. */
export async function readNoticePhone(
  { sql, run }: Database,
  id: NoticePhoneId,
  staffId: StaffId,
): Promise<StoredPhone | null> {
  const [row] = await run(sql`
    select ${columns(sql)} ${joined(sql)}
    where notice_phones.id = ${id} and notice_phones.staff_id = ${staffId} and ${isAlive(sql)}`)
  return row ? Row.parse(row) : null
}

/**
 * Who signs in at a browser later has it: the one before is told there no more. False where they have too many, or `instead` is not theirs.
 */
export async function keepNoticePhone(
  { sql, run }: Database,
  { staffId, sessionId }: Actor,
  id: NoticePhoneId,
  { endpoint, p256dh, auth }: NoticePhone,
  instead: string | undefined,
): Promise<boolean> {
  const old = instead ?? null
  const rows = await run(sql`
    with theirs as (
      select count(*) filter (where endpoint not in (${endpoint}, coalesce(${old}, ''))) as others,
             count(*) filter (where endpoint = ${old}) > 0 as had_old
      from notice_phones
      where staff_id = ${staffId}
    ),
    gone as (
      delete from notice_phones where endpoint = ${old} and endpoint <> ${endpoint} and staff_id = ${staffId}
    )
    insert into notice_phones (id, staff_id, session_id, endpoint, p256dh, auth)
    select ${id}::uuid, ${staffId}::uuid, ${sessionId}::uuid, ${endpoint}, ${p256dh}, ${auth}
    from theirs
    where others < ${AT_MOST} and (${old}::text is null or had_old)
    on conflict (endpoint) do update
    set id = case when notice_phones.staff_id = excluded.staff_id then notice_phones.id else excluded.id end,
        staff_id = excluded.staff_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth
    returning id`)
  return rows.length === 1
}

export async function forgetNoticePhone(
  { sql, run }: Database,
  staffId: StaffId,
  endpoint: string,
): Promise<void> {
  await run(sql`delete from notice_phones where staff_id = ${staffId} and endpoint = ${endpoint}`)
}

/** Of whoever was signed in at a browser at which somebody signs in now, though they had left it alone for long. */
export async function forgetPhonesOfToken({ sql, run }: Database, tokenHash: Buffer): Promise<void> {
  await run(sql`
    delete from notice_phones using sessions
    where sessions.id = notice_phones.session_id and sessions.token_hash = ${tokenHash}`)
}

/** Of the sessions that are over by the clock, or by rights that were changed: what ends otherwise takes its own along. */
export async function pruneNoticePhones({ sql, run }: Database): Promise<void> {
  await run(sql`
    delete from notice_phones
    using sessions, staff
    where sessions.id = notice_phones.session_id
      and staff.id = notice_phones.staff_id
      and not (${isAlive(sql)})`)
}
