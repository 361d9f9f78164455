import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { LineId, StaffId } from '#shared/ids.ts'
import { RoleByTwo, rolesByTwo } from '#shared/rolesAsked.ts'
import { Decision, type SecondWord } from '#shared/secondYes.ts'
import { type Actor, Role } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns role_proposals: who is to have a role that opens much, and what a privacy officer said. */

export type NewProposal = { id: string; dueAt: Instant; lapsesAt: Instant }

/** A boolean: a role that is given by two people. */
export function isByTwo(sql: Sql, role: Fragment): Fragment {
  return sql`${role} in ${sql([...rolesByTwo])}`
}

/**
 * A boolean: somebody else can sign in and say yes, of the organisation or of the hub of the line. Also an officer who waits for the yes to a
 * new password: two of them in turn would else let in, as the second, whoever made both.
 */
export function someoneCouldAnswer(
  sql: Sql,
  { lineId, organisationId, staffId }: Record<'lineId' | 'organisationId' | 'staffId', Fragment>,
): Fragment {
  return sql`exists (
    select
    from staff officer
    join organisations office on office.id = officer.organisation_id
    where officer.line_id = ${lineId}
      and officer.role = 'privacy_officer'
      and (
        officer.disabled_at is null
        or exists (
          select
          from role_proposals waits
          where waits.staff_id = officer.id and waits.decision is null and waits.for_password and waits.lapses_at > now()
        )
      )
      and officer.id <> ${staffId}
      and (office.id = ${organisationId} or office.kind = 'hub')
  )`
}

/**
 * CTEs for a command at the terminal: `taken_back`, what was still asked for `whom` (a set of staff ids) before it, and `role_asked`, from
 * the earlier CTE `giving (staff_id, role, line_id, organisation_id, was_role, was_line_id, was_organisation_id, was_disabled, needs_yes, for_password)`:
 * what waits for a yes now, or was given at once because nobody could say it. `looked`, at the end, is for the access log: each a step.
 * It is kept with the organisation where the role is to be: `role_place`.
 */
export function proposeRole(sql: Sql, { id, dueAt, lapsesAt }: NewProposal, whom: Fragment): Fragment {
  return sql`
    ${takeBack(sql, whom)},
    role_asked as (
      insert into role_proposals (
        id, staff_id, line_id, organisation_id, role, was_line_id, was_organisation_id, was_role, was_disabled, due_at, lapses_at,
        decision, decided_at, for_password
      )
      select ${id}::uuid, staff_id, line_id, organisation_id, role, was_line_id, was_organisation_id, was_role, was_disabled,
             ${dueAt}::timestamptz, ${lapsesAt}::timestamptz,
             case when not needs_yes then 'at_once' end, case when not needs_yes then now() end, for_password
      from giving
      where (select count(*) from taken_back) is not null -- one waits at a time: what did before is over first
      on conflict (staff_id) where decision is null do nothing
      returning line_id, organisation_id, role, decision
    ),
    ${stepsOf(sql, sql`select * from role_asked union all select * from taken_back`)}`
}

/** The same for a command that gives nothing. */
export function takeBackRole(sql: Sql, whom: Fragment): Fragment {
  return sql`${takeBack(sql, whom)}, ${stepsOf(sql, sql`select * from taken_back`)}`
}

function stepsOf(sql: Sql, steps: Fragment): Fragment {
  return sql`
    role_steps as (${steps}),
    role_place as (
      select role_steps.line_id, organisations.name as organisation
      from role_steps
      join organisations on organisations.id = role_steps.organisation_id
      limit 1
    ),
    looked as (
      select null::uuid as patient_id, array['role', role, coalesce(decision, 'proposed')] as what, 'allowed' as outcome
      from role_steps
    )`
}

function takeBack(sql: Sql, whom: Fragment): Fragment {
  return sql`
    taken_back as (
      update role_proposals
      set decision = case when lapses_at > now() then 'taken_back' else 'lapsed' end,
          decided_at = greatest(least(now(), lapses_at), proposed_at)
      where staff_id in (${whom})
        and decision is null
      returning line_id, organisation_id, role, decision
    )`
}

const AskedRow = z.object({
  id: z.uuid(),
  staffId: StaffId,
  name: z.string(),
  signInName: z.string(),
  role: RoleByTwo,
  organisation: z.string(),
  lineId: LineId,
  wasRole: Role,
  wasOrganisation: z.string(),
  wasLineId: LineId,
  wasDisabled: z.boolean(),
  forPassword: z.boolean(),
  proposedAt: Instant,
  dueAt: Instant,
  lapsesAt: Instant,
  state: z.enum(['allowed', 'refused', 'taken_back', 'lapsed', 'at_once']).nullable(),
  decisionId: z.uuid().nullable(),
  decision: Decision.nullable(),
  /** They are still what they were. */
  isStillWho: z.boolean(),
  hasCall: z.boolean(),
})
export type RoleAskedRow = z.infer<typeof AskedRow>

const MOST_ASKED = 70

/** What waits for this officer, what is due first on top, and then what was decided; or the one that is named. */
export async function readRolesAsked(db: Database, officer: Actor, id?: string): Promise<RoleAskedRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select p.id, p.staff_id, staff.name, staff.sign_in_name, p.role, o.name as organisation, p.line_id, p.was_role,
           was.name as was_organisation, p.was_line_id, p.was_disabled, p.for_password, p.proposed_at, p.due_at, p.lapses_at,
           p.decision as state, p.decision_id,
           case when p.decision_id is not null then jsonb_build_object(
             'says', p.decision, 'by', p.decided_name, 'because', p.decision_because, 'at', ${instant(sql, sql`p.decided_at`)}
           ) end as decision,
           ${isStillAsThen(sql)} as is_still_who, ${hasCall(sql)} as has_call
    from role_proposals p
    join staff on staff.id = p.staff_id
    join organisations o on o.id = p.organisation_id
    join organisations was on was.id = p.was_organisation_id
    where ${inQueueOf(sql, officer)}
      and ${id === undefined ? sql`true` : sql`p.id = ${id}`}
    order by (p.decision is null and p.lapses_at > now()) desc,
             case when p.decision is null and p.lapses_at > now() then p.due_at end,
             coalesce(p.decided_at, p.lapses_at) desc
    limit ${MOST_ASKED}`)
  return z.array(AskedRow).parse(rows)
}

/** A boolean over role_proposals p: this officer may answer, if it is not about her. Her organisation's; at the hub, the line's. */
function inQueueOf(sql: Sql, { lineId, organisationKind, organisationId }: Actor): Fragment {
  return organisationKind === 'hub'
    ? sql`p.line_id = ${lineId}`
    : sql`p.line_id = ${lineId} and p.organisation_id = ${organisationId}`
}

/** A boolean over role_proposals p and staff. Disabled after it was proposed, they are not: `disable` may have been said at the same moment. */
function isStillAsThen(sql: Sql): Fragment {
  return sql`(
    staff.line_id = p.was_line_id
    and staff.organisation_id = p.was_organisation_id
    and staff.role = p.was_role
    and (staff.disabled_at is not null) = p.was_disabled
    and coalesce(staff.disabled_at <= p.proposed_at, true)
  )`
}

function hasCall(sql: Sql): Fragment {
  return sql`exists (select from readiness where readiness.staff_id = staff.id and readiness.call_id is not null)`
}

/**
 * CTEs `decided (id)`, the second person's word, once, while it is asked for, and `fits`, whom a yes gives what was proposed: for
 * `giveRights`. Never by whom it is about, and a yes only to somebody who is still what they were, and has no call: one that is taken at
 * this moment is waited for. Whom it is about is locked first, as by the commands at the terminal, which change them and take back.
 */
export function decideRole(
  sql: Sql,
  officer: Actor,
  id: string,
  { commandId, says, because }: SecondWord,
  isStillOfficer: Fragment,
): Fragment {
  const isYes = says === 'allowed'
  return sql`
    person as (
      select staff.id
      from role_proposals p
      join staff on staff.id = p.staff_id
      where p.id = ${id}
        and ${inQueueOf(sql, officer)}
        and p.staff_id <> ${officer.staffId}
        and ${isStillOfficer}
        and ${isYes ? isStillAsThen(sql) : sql`true`}
      for no key update of staff
    ),
    duty as (
      select readiness.call_id from readiness join person on person.id = readiness.staff_id for update of readiness
    ),
    decided as (
      update role_proposals p
      set decision = ${says}, decided_at = now(), decision_id = ${commandId}, decision_because = ${because},
          decided_by = ${officer.staffId}, decided_name = ${officer.name}
      from person
      where p.id = ${id}
        and p.staff_id = person.id
        and p.decision is null
        and p.lapses_at > now()
        and ${isYes ? sql`not exists (select from duty where call_id is not null)` : sql`true`}
      returning p.id, p.staff_id, p.role, p.line_id, p.organisation_id, p.was_disabled
    ),
    fits as (
      select staff_id as id, role, line_id as new_line_id, organisation_id as new_organisation_id, was_disabled as is_let_in
      from decided
      where ${isYes ? sql`true` : sql`false`}
    )`
}

export const Proposed = z.object({
  role: RoleByTwo,
  organisation: z.string(),
  /** Where it is another one than they are of. */
  line: z.string().nullable(),
  lapsesAt: Instant,
  isOver: z.boolean(),
  refusedBy: z.string().nullable(),
  because: z.string().nullable(),
})

/** One JSON value over staff and lines, a Proposed or null: the newest proposal for somebody, while it waits or for a month after it came to nothing. */
export function newestProposal(sql: Sql): Fragment {
  return sql`(
    select case when (p.decision is null and p.lapses_at > now() - interval '1 month')
                  or (p.decision = 'refused' and p.decided_at > now() - interval '1 month')
           then jsonb_build_object(
             'role', p.role, 'organisation', o.name, 'line', nullif(new_line.name, lines.name),
             'lapsesAt', ${instant(sql, sql`p.lapses_at`)}, 'isOver', p.lapses_at <= now(),
             'refusedBy', p.decided_name, 'because', p.decision_because
           ) end
    from role_proposals p
    join organisations o on o.id = p.organisation_id
    join lines new_line on new_line.id = p.line_id
    where p.staff_id = staff.id
    order by p.proposed_at desc
    limit 1
  )`
}

function instant(sql: Sql, at: Fragment): Fragment {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
