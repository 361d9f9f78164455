import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { makePromises } from '#server/platform/promises.ts'
import { LineId, type OrganisationId, StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Role } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { reconcilePromise } from './core/reconcilePromise.ts'
import { forgetAttempts } from './signInLimits.ts'
import { forgetPlaces } from './signInPlaceStore.ts'
import type { NewColleague, NewLine, NewNurse, NewOrganisation } from './staffArguments.ts'

/** A line with all that it needs to be answered; false when its number is another line's. */
export async function insertLine(db: Database, id: LineId, line: NewLine, at: Instant): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    with line as (
      insert into lines (id, name, phone_number, on_call_numbers)
      values (${id}, ${line.name}, ${line.number}, ${sql.array(line['on-call'])}::text[])
      on conflict (phone_number) do nothing
      returning id
    ),
    head as (
      insert into feed_heads (line_id) select id from line
    ),
    ${makePromises(sql, id, [reconcilePromise(id, at)], sql`exists (select 1 from line)`)}
    select id from line`)
  return rows.length === 1
}

const Added = z.object({
  lineName: z.string().nullable(),
  organisationKind: OrganisationKind.nullable(),
  isAdded: z.boolean(),
})
type Added = z.infer<typeof Added>

/** An organisation beside the hub. `isAdded` is false when the line has one of that name, whose kind is told. */
export async function insertOrganisation(
  db: Database,
  { id, line, name, kind, ods }: NewOrganisation & { id: OrganisationId },
): Promise<Added> {
  const [row] = await db.run(db.sql`
    with line as (
      select id, name from lines where phone_number = ${line}
    ),
    organisation as (
      insert into organisations (id, line_id, name, kind, ods_code)
      select ${id}::uuid, line.id, ${name}, ${kind}, ${ods ?? null}
      from line
      on conflict (line_id, name) do nothing
      returning id
    )
    select (select name from line) as line_name,
           (select kind from organisations join line on line.id = organisations.line_id
            where organisations.name = ${name}) as organisation_kind,
           exists (select 1 from organisation) as is_added`)
  return Added.parse(row)
}

/**
 * `lineName` is null when no line has that number. A nurse's organisation is the hub's and is made with her; where one of that
 * name is there already it must be the hub's, which `organisationKind` tells. `isAdded` is false when anything was in the way.
 */
export async function insertNurse(
  db: Database,
  nurse: NewNurse & { id: StaffId; organisationId: OrganisationId; passwordHash: string },
): Promise<Added> {
  const [row] = await db.run(db.sql`
    with line as (
      select id, name from lines where phone_number = ${nurse.line}
    ),
    hub as (
      insert into organisations (id, line_id, name, kind)
      select ${nurse.organisationId}::uuid, line.id, ${nurse.organisation}, 'hub'
      from line
      where not exists (select 1 from staff where sign_in_name = ${nurse['sign-in']})
      on conflict (line_id, name) do update set name = excluded.name
      returning id, kind
    ),
    person as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash, phone_number)
      select ${nurse.id}::uuid, line.id, ${nurse.name}, ${nurse['sign-in']}, ${nurse.role}, hub.id,
             ${nurse.passwordHash}, ${nurse.phone ?? null}
      from line
      join hub on hub.kind = 'hub'
      on conflict (sign_in_name) do nothing
      returning id
    )
    select (select name from line) as line_name, (select kind from hub) as organisation_kind,
           exists (select 1 from person) as is_added`)
  return Added.parse(row)
}

/** Somebody of another organisation, or a privacy officer of any. The organisation must be there: `organisationKind` is null else. */
export async function insertColleague(
  db: Database,
  colleague: NewColleague & { id: StaffId; passwordHash: string },
): Promise<Added> {
  const [row] = await db.run(db.sql`
    with line as (
      select id, name from lines where phone_number = ${colleague.line}
    ),
    organisation as (
      select organisations.id, kind
      from organisations
      join line on line.id = organisations.line_id
      where organisations.name = ${colleague.organisation}
    ),
    person as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
      select ${colleague.id}::uuid, line.id, ${colleague.name}, ${colleague['sign-in']}, ${colleague.role},
             organisation.id, ${colleague.passwordHash}
      from line
      cross join organisation
      on conflict (sign_in_name) do nothing
      returning id
    )
    select (select name from line) as line_name, (select kind from organisation) as organisation_kind,
           exists (select 1 from person) as is_added`)
  return Added.parse(row)
}

const Person = z.object({
  staffId: StaffId,
  lineId: LineId,
  signInName: z.string(),
  name: z.string(),
  isDisabled: z.boolean(),
})
export type Person = z.infer<typeof Person>

export async function findPerson(db: Database, signInName: string): Promise<Person | undefined> {
  const [row] = await db.run(db.sql`
    select id as staff_id, line_id, sign_in_name, name, disabled_at is not null as is_disabled
    from staff
    where sign_in_name = ${signInName}`)
  return row && Person.parse(row)
}

/**
 * Disables an account or gives it another password. Either way every session of it ends in the same statement, and she who
 * had no call leaves the board, which is told `ifLeft`. A call that she has stays with her: `hasCall`.
 */
export async function withdrawAccess(
  db: Database,
  { staffId, lineId, signInName }: Person,
  change: 'disable' | { passwordHash: string },
  ifLeft: readonly LiveMessage[],
): Promise<{ hasCall: boolean }> {
  const { sql } = db
  const [row] = await db.run(sql`
    with person as (
      update staff
      set ${
        change === 'disable'
          ? sql`disabled_at = coalesce(disabled_at, now())`
          : sql`password_hash = ${change.passwordHash}`
      }
      where id = ${staffId}
      returning id
    ),
    ended as (
      update sessions
      set ended_at = now()
      from person
      where sessions.staff_id = person.id
        and sessions.ended_at is null
    ),
    left_board as (
      update readiness
      set state = 'away', since = now()
      from person
      where readiness.staff_id = person.id
        and readiness.state = 'ready'
      returning readiness.staff_id
    ),
    ${change === 'disable' ? sql`` : sql`${forgetPlaces(sql, staffId)}, ${forgetAttempts(sql, signInName)},`}
    ${appendFeed(sql, lineId, ifLeft, sql`exists (select 1 from left_board)`)}
    select exists (
      select 1 from readiness where staff_id = ${staffId} and state = 'busy'
    ) as has_call`)
  return z.object({ hasCall: z.boolean() }).parse(row)
}

const Account = z.object({ signInName: z.string(), passwordHash: z.string() })

export async function readAccount(
  db: Database,
  staffId: StaffId,
): Promise<z.infer<typeof Account> | undefined> {
  const [row] = await db.run(db.sql`select sign_in_name, password_hash from staff where id = ${staffId}`)
  return row && Account.parse(row)
}

/** Puts another password in the place of this one. Of all sessions only the one in which it is done goes on. */
export async function replaceOwnPassword(
  db: Database,
  { staffId, signInName }: Person,
  sessionId: string,
  { was, passwordHash }: { was: string; passwordHash: string },
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    with person as (
      update staff
      set password_hash = ${passwordHash}
      where id = ${staffId}
        and password_hash = ${was}
      returning id, rights
    ),
    sessions_held as (
      update sessions
      set rights = case when sessions.id = ${sessionId} then person.rights else sessions.rights end,
          password_typed_at = case when sessions.id = ${sessionId} then now() else sessions.password_typed_at end,
          ended_at = case when sessions.id = ${sessionId} then null else now() end
      from person
      where sessions.staff_id = person.id
        and sessions.ended_at is null
    ),
    ${forgetPlaces(sql, staffId)},
    ${forgetAttempts(sql, signInName)}
    select id from person`)
  return rows.length === 1
}

export async function enableAccount(db: Database, { staffId }: Person): Promise<void> {
  await db.run(db.sql`update staff set disabled_at = null where id = ${staffId}`)
}

const LineWithStaff = z.object({
  id: LineId,
  name: z.string(),
  phoneNumber: E164,
  onCallNumbers: z.array(E164),
  staff: z.array(
    z.object({
      signInName: z.string(),
      name: z.string(),
      role: Role,
      organisation: z.string(),
      phoneNumber: E164.nullable(),
      isDisabled: z.boolean(),
    }),
  ),
})
export type LineWithStaff = z.infer<typeof LineWithStaff>

/** Every line with everybody who belongs to it. What an account is guarded by is not read. */
export async function readLinesWithStaff(db: Database): Promise<LineWithStaff[]> {
  const rows = await db.run(db.sql`
    select lines.id, lines.name, lines.phone_number, lines.on_call_numbers,
           coalesce(
             jsonb_agg(
               jsonb_build_object(
                 'signInName', staff.sign_in_name, 'name', staff.name, 'role', staff.role,
                 'organisation', organisations.name, 'phoneNumber', staff.phone_number,
                 'isDisabled', staff.disabled_at is not null
               ) order by staff.sign_in_name
             ) filter (where staff.id is not null),
             '[]'
           ) as staff
    from lines
    left join staff on staff.line_id = lines.id
    left join organisations on organisations.id = staff.organisation_id
    group by lines.id
    order by lines.name, lines.id`)
  return z.array(LineWithStaff).parse(rows)
}
