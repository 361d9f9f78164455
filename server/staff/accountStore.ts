import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { LineId, StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Role } from '#shared/staff.ts'
import { StoredService } from './lineServiceStore.ts'
import { ByTwo } from './newAccountStore.ts'
import {
  isByTwo,
  type NewProposal,
  newestProposal,
  Proposed,
  proposeRole,
  someoneCouldAnswer,
  takeBackRole,
} from './proposalStore.ts'
import { forgetAttempts } from './signInLimits.ts'
import { forgetPlaces } from './signInPlaceStore.ts'

/** Reads and changes the accounts that are there. */

const Person = z.object({
  staffId: StaffId,
  lineId: LineId,
  signInName: z.string(),
  name: z.string(),
  role: Role,
  isDisabled: z.boolean(),
})
export type Person = z.infer<typeof Person>

export async function findPerson(db: Database, signInName: string): Promise<Person | undefined> {
  const [row] = await db.run(db.sql`
    select id as staff_id, line_id, sign_in_name, name, role, disabled_at is not null as is_disabled
    from staff
    where sign_in_name = ${signInName}`)
  return row && Person.parse(row)
}

type Withdrawal =
  | { kind: 'disable'; accessLogged: Fragment }
  | { kind: 'password'; passwordHash: string; proposal: NewProposal; accessLogged: Fragment }

/**
 * Disables an account or gives it another password. Either way every session of it ends in the same statement, and she who
 * had no call leaves the board, which is told `ifLeft`. A call that she has stays with her: `hasCall`. A role that was proposed for
 * whoever is disabled is taken back. With another password somebody whose role is given by two people is let in by two people: whoever
 * makes it knows it, and could be her.
 */
export async function withdrawAccess(
  db: Database,
  { staffId, lineId, signInName }: Person,
  change: Withdrawal,
  ifLeft: readonly LiveMessage[],
): Promise<z.infer<typeof Withdrawn>> {
  const { sql } = db
  const [row] = await db.run(sql`
    with was as materialized (
      ${withRole(sql, sql`id = ${staffId}`)}
    ),
    person as (
      update staff
      set ${
        change.kind === 'disable'
          ? sql`disabled_at = clock_timestamp()` // anew: what was proposed before it, also unseen at this moment, lets nobody in
          : sql`password_hash = ${change.passwordHash},
                disabled_at = case when was.is_by_two and was.could_answer then coalesce(staff.disabled_at, now()) else staff.disabled_at end`
      }
      from was
      where staff.id = was.id
      returning staff.id
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
    ${appendFeed(sql, lineId, ifLeft, sql`exists (select 1 from left_board)`)},
    ${
      change.kind === 'disable'
        ? sql`${takeBackRole(sql, sql`select id from person`)}, ${change.accessLogged}`
        : sql`${forgetPlaces(sql, staffId)}, ${forgetAttempts(sql, signInName)},
              giving as (
                ${givingAnew(sql, { wasDisabled: sql`could_answer`, forPassword: true })} from was where is_by_two and not is_disabled
              ),
              ${proposeRole(sql, change.proposal, sql`select staff_id from giving`)},
              ${change.accessLogged}`
    }
    select exists (
      select 1 from readiness where staff_id = ${staffId} and state = 'busy'
    ) as has_call,
    ${change.kind === 'disable' ? sql`null` : sql`(select coalesce(decision, 'proposed') from role_asked)`} as by_two`)
  return Withdrawn.parse(row)
}

const Withdrawn = z.object({ hasCall: z.boolean(), ...ByTwo.shape })

/** A locked row of staff, with what follows from the role: whether two people give it, and whether somebody else could say yes. */
function withRole(sql: Sql, which: Fragment): Fragment {
  return sql`
    select id, line_id, organisation_id, role, disabled_at is not null as is_disabled, ${isByTwo(sql, sql`role`)} as is_by_two,
           ${someoneCouldAnswer(sql, {
             lineId: sql`staff.line_id`,
             organisationId: sql`staff.organisation_id`,
             staffId: sql`staff.id`,
           })} as could_answer
    from staff
    where ${which}
    for no key update of staff`
}

/** The columns of `giving` for `proposeRole`: the role that they have already. */
function givingAnew(
  sql: Sql,
  { wasDisabled, forPassword }: { wasDisabled: Fragment; forPassword: boolean },
): Fragment {
  return sql`
    select id as staff_id, role, line_id, organisation_id, role as was_role, line_id as was_line_id,
           organisation_id as was_organisation_id, ${wasDisabled} as was_disabled, could_answer as needs_yes,
           ${forPassword} as for_password`
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

const Enabled = z.object({ isLetIn: z.boolean(), ...ByTwo.shape })

/** Lets somebody in again. One with a role that is given by two people is proposed, and stays out until the second has said yes. */
export async function enableAccount(
  db: Database,
  { staffId }: Person,
  proposal: NewProposal,
  accessLogged: Fragment,
): Promise<z.infer<typeof Enabled>> {
  const { sql } = db
  const [row] = await db.run(sql`
    with person as materialized (
      ${withRole(sql, sql`id = ${staffId} and disabled_at is not null`)}
    ),
    let_in as (
      update staff set disabled_at = null from person where staff.id = person.id and not (is_by_two and could_answer)
      returning staff.id
    ),
    giving as (
      ${givingAnew(sql, { wasDisabled: sql`true`, forPassword: false })} from person
      where is_by_two
    ),
    ${proposeRole(sql, proposal, sql`select id from person`)},
    ${accessLogged}
    select (select coalesce(decision, 'proposed') from role_asked) as by_two, exists (select from let_in) as is_let_in`)
  return Enabled.parse(row)
}

const LineWithStaff = z.object({
  id: LineId,
  name: z.string(),
  phoneNumber: E164,
  onCallNumbers: z.array(E164),
  services: z.array(StoredService),
  staff: z.array(
    z.object({
      signInName: z.string(),
      name: z.string(),
      role: Role,
      organisation: z.string(),
      phoneNumber: E164.nullable(),
      isDisabled: z.boolean(),
      proposed: Proposed.nullable(),
    }),
  ),
})
export type LineWithStaff = z.infer<typeof LineWithStaff>

/** Every line with everybody who belongs to it. What an account is guarded by is not read. */
export async function readLinesWithStaff(db: Database): Promise<LineWithStaff[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select lines.id, lines.name, lines.phone_number, lines.on_call_numbers, lines.services,
           coalesce(
             jsonb_agg(
               jsonb_build_object(
                 'signInName', staff.sign_in_name, 'name', staff.name, 'role', staff.role,
                 'organisation', organisations.name, 'phoneNumber', staff.phone_number,
                 'isDisabled', staff.disabled_at is not null, 'proposed', ${newestProposal(sql)}
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
