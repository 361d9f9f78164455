import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { LineId, OrganisationId, StaffId } from '#shared/ids.ts'
import { LIST_MINUTES, ListPurpose, MOST_WITHOUT_YES, TAKE_HOURS } from '#shared/lists.ts'
import type { SecondWord } from '#shared/secondYes.ts'
import { type Actor, Role } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns list_exports: who asked for which list, who allowed it, and whether it was taken. */

type NewExport = { id: string; purpose: ListPurpose; because: string; dueAt: Instant; lapsesAt: Instant }

/**
 * A CTE `export_made (id, needs_yes)`: the row of a list, with the counts of the statement's earlier CTE `counted`. Whether it waits for
 * a second person is settled here. The same id twice is one.
 */
export function makeExport(
  sql: Sql,
  actor: Actor,
  { id, purpose, because, dueAt, lapsesAt }: NewExport,
): Fragment {
  const needsYes = purpose === 'direct_care' ? sql`included > ${MOST_WITHOUT_YES}` : sql`true`
  return sql`
    export_made as (
      insert into list_exports (
        id, line_id, organisation_id, staff_id, staff_name, asked_as, purpose, because, included, not_shared, opted_out,
        needs_yes, due_at, lapses_at
      )
      select ${id}::uuid, ${actor.lineId}::uuid, ${actor.organisationId}::uuid, ${actor.staffId}::uuid, ${actor.name},
             ${actor.role}, ${purpose}, ${because}, included, not_shared, opted_out, ${needsYes},
             case when ${needsYes} then ${dueAt}::timestamptz end, case when ${needsYes} then ${lapsesAt}::timestamptz end
      from counted
      on conflict (id) do nothing
      returning id, needs_yes
    )`
}

const ExportRow = z.object({
  id: z.uuid(),
  lineId: LineId,
  organisationId: OrganisationId,
  organisation: z.string(),
  staffId: StaffId,
  staffName: z.string(),
  askedAs: Role.nullable(),
  purpose: ListPurpose,
  because: z.string(),
  included: z.int(),
  notShared: z.int(),
  optedOut: z.int(),
  needsYes: z.boolean(),
  madeAt: Instant,
  dueAt: Instant.nullable(),
  lapsesAt: Instant.nullable(),
  decision: z.enum(['allowed', 'refused']).nullable(),
  decisionId: z.uuid().nullable(),
  decisionBecause: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedName: z.string().nullable(),
  takeBy: Instant.nullable(),
  fetchedAt: Instant.nullable(),
})
export type ExportRow = z.infer<typeof ExportRow>

const MOST_LISTED = 20

/** What was asked for lately by the actor's organisation; or the one that is named. */
export async function readExports(db: Database, actor: Actor, id?: string): Promise<ExportRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select ${columns(sql)}
    from list_exports e
    join organisations o on o.id = e.organisation_id
    where e.line_id = ${actor.lineId}
      and e.organisation_id = ${actor.organisationId}
      and ${id === undefined ? sql`true` : sql`e.id = ${id}`}
    order by e.made_at desc
    limit ${MOST_LISTED}`)
  return z.array(ExportRow).parse(rows)
}

const Asked = ExportRow.extend({
  askedAs: Role,
  dueAt: Instant,
  /** Whoever asked is still who they were then. */
  isStillWho: z.boolean(),
})
export type AskedRow = z.infer<typeof Asked>

const MOST_ASKED = 70

/** What waits for this officer, what is due first on top, and then what was decided; or the one that is named. */
export async function readAsked(
  db: Database,
  officer: Actor,
  isStillWho: Fragment,
  id?: string,
): Promise<AskedRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select ${columns(sql)}, ${isStillWho} as is_still_who
    from list_exports e
    join organisations o on o.id = e.organisation_id
    where ${inQueueOf(sql, officer)}
      and e.needs_yes
      and ${id === undefined ? sql`true` : sql`e.id = ${id}`}
    order by (e.decision is null and e.lapses_at > now()) desc,
             case when e.decision is null and e.lapses_at > now() then e.due_at end,
             coalesce(e.decided_at, e.lapses_at) desc
    limit ${MOST_ASKED}`)
  return z.array(Asked).parse(rows)
}

/** A boolean over list_exports e: this officer may decide it, if it is not her own. Her organisation's; at the hub, the line's. */
function inQueueOf(sql: Sql, { lineId, organisationKind, organisationId }: Actor): Fragment {
  return organisationKind === 'hub'
    ? sql`e.line_id = ${lineId}`
    : sql`e.line_id = ${lineId} and e.organisation_id = ${organisationId}`
}

function columns(sql: Sql): Fragment {
  return sql`e.id, e.line_id, e.organisation_id, o.name as organisation, e.staff_id, e.staff_name, e.asked_as, e.purpose,
             e.because, e.included, e.not_shared, e.opted_out, e.needs_yes, e.made_at, e.due_at, e.lapses_at, e.decision,
             e.decision_id, e.decision_because, e.decided_at, e.decided_name, e.take_by, e.fetched_at`
}

/**
 * A CTE `decided (id)`: the second person's word, once, while it is asked for. Never by whoever asked; and a yes only to somebody who is
 * still who they were: a boolean over `e`.
 */
export function decideExport(
  sql: Sql,
  officer: Actor,
  id: string,
  { commandId, says, because }: SecondWord,
  isStillWho: Fragment,
): Fragment {
  return sql`
    decided as (
      update list_exports e
      set decision = ${says}, decision_id = ${commandId}, decision_because = ${because}, decided_at = now(),
          decided_by = ${officer.staffId}, decided_name = ${officer.name},
          take_by = ${says === 'allowed' ? sql`now() + make_interval(hours => ${TAKE_HOURS})` : sql`null`}
      where e.id = ${id}
        and ${inQueueOf(sql, officer)}
        and e.needs_yes
        and e.decision is null
        and e.lapses_at > now()
        and e.staff_id <> ${officer.staffId}
        and ${says === 'allowed' ? isStillWho : sql`true`}
      returning e.id
    )`
}

/**
 * Notes that the file is fetched, if it still may be: by whoever asked, with the role of then, in its time; one that was allowed once, and
 * over no more people than `most`, who are counted by the earlier CTE `counted`. False when it may not.
 */
export async function takeExport(
  db: Database,
  actor: Actor,
  id: string,
  counted: Fragment,
  most: number,
): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    with ${counted}
    update list_exports e
    set fetched_at = now()
    where e.id = ${id}
      and e.line_id = ${actor.lineId}
      and e.organisation_id = ${actor.organisationId}
      and e.staff_id = ${actor.staffId}
      and e.asked_as = ${actor.role}
      and case when e.needs_yes
          then e.decision = 'allowed' and e.take_by > now() and e.fetched_at is null
          else e.made_at > now() - make_interval(mins => ${LIST_MINUTES})
          end
      and (select included from counted) <= ${most}
    returning e.id`)
  return rows.length === 1
}
