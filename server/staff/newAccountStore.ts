import { z } from 'zod'
import type { Database, Fragment } from '#server/platform/database.ts'
import { makePromises } from '#server/platform/promises.ts'
import type { LineId, OrganisationId, StaffId } from '#shared/ids.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import type { Instant } from '#shared/time.ts'
import { reconcilePromise } from './core/reconcilePromise.ts'
import { isByTwo, type NewProposal, proposeRole, someoneCouldAnswer } from './proposalStore.ts'
import type { NewColleague, NewLine, NewNurse, NewOrganisation } from './staffArguments.ts'

/** Makes lines, organisations and accounts. */

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
/** What became of a role that is given by two people: it waits for the second, or nobody could be that. */
export const ByTwo = z.object({ byTwo: z.enum(['proposed', 'at_once']).nullable() })
export type ByTwo = z.infer<typeof ByTwo>

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

const AddedColleague = Added.extend(ByTwo.shape)

/**
 * Somebody of another organisation, or a privacy officer of any. The organisation must be there: `organisationKind` is null else. With
 * a role that is given by two people nobody signs in before the second has said yes: the account is disabled until then.
 */
export async function insertColleague(
  db: Database,
  colleague: NewColleague & { id: StaffId; passwordHash: string },
  proposal: NewProposal,
  accessLogged: Fragment,
): Promise<z.infer<typeof AddedColleague>> {
  const { sql } = db
  const { id, role } = colleague
  const [row] = await db.run(sql`
    with line as (
      select id, name from lines where phone_number = ${colleague.line}
    ),
    organisation as materialized (
      select organisations.id, kind, organisations.line_id, ${isByTwo(sql, sql`${role}::text`)} as is_by_two,
             ${someoneCouldAnswer(sql, {
               lineId: sql`organisations.line_id`,
               organisationId: sql`organisations.id`,
               staffId: sql`${id}::uuid`,
             })} as could_answer
      from organisations
      join line on line.id = organisations.line_id
      where organisations.name = ${colleague.organisation}
    ),
    person as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash, disabled_at)
      select ${id}::uuid, line_id, ${colleague.name}, ${colleague['sign-in']}, ${role}, id, ${colleague.passwordHash},
             case when is_by_two and could_answer then now() end
      from organisation
      on conflict (sign_in_name) do nothing
      returning id, line_id, organisation_id, role
    ),
    giving as (
      select person.id as staff_id, role, person.line_id, organisation_id, role as was_role, person.line_id as was_line_id,
             organisation_id as was_organisation_id, could_answer as was_disabled, could_answer as needs_yes, false as for_password
      from person
      join organisation on is_by_two
    ),
    ${proposeRole(sql, proposal, sql`select id from person`)},
    ${accessLogged}
    select (select name from line) as line_name, (select kind from organisation) as organisation_kind,
           exists (select 1 from person) as is_added,
           (select coalesce(decision, 'proposed') from role_asked) as by_two`)
  return AddedColleague.parse(row)
}
