import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Database, type Fragment, isSecondTo, type Sql } from '#server/platform/database.ts'
import { countWrongCode } from '#server/staff/signInLimits.ts'
import { type CallId, LineId, OrganisationId, PatientId, StaffId } from '#shared/ids.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

type NewCode = {
  id: string
  code: string
  link: string
  actor: Actor
  patientId: PatientId
  because: string | null
  callId: CallId | null
  /** What whoever gives it is shown; null: every section that is not sealed. */
  shown: readonly SectionName[] | null
  expiresAt: Instant
}

/** A CTE `code_made`. `onlyIf` is the way in: a boolean over the database. */
export function makeCode(sql: Sql, made: NewCode, onlyIf: Fragment): Fragment {
  const { id, code, link, actor, patientId, because, callId, shown, expiresAt } = made
  return sql`
    code_made as (
      insert into crew_codes (
        id, code_hash, link_hash, line_id, patient_id, organisation_id, staff_id, staff_name, because, in_call, call_id, shown,
        expires_at
      )
      select ${id}::uuid, ${hashOf('code', code)}, ${hashOf('link', link)}, p.line_id, p.id, ${actor.organisationId}::uuid, ${actor.staffId}::uuid, ${actor.name},
             ${because}, ${callId !== null}, ${callId}::uuid, ${shown && [...shown]}::text[], ${expiresAt}::timestamptz
      from patients p
      where p.line_id = ${actor.lineId}
        and p.id = ${patientId}
        and (${onlyIf})
      returning patient_id
    )`
}

/** More than a night at a line needs; whoever gives more has a machine that gives them, or hands one record round. */
const MOST_AT_ONCE = { forOne: 5, inAll: 40 }

/** A boolean: whoever gives codes has given so many, for this person or in all, that are not over yet. */
export function gaveTooMany(sql: Sql, { lineId, staffId }: Actor, patientId: PatientId): Fragment {
  return sql`(
    select count(*) filter (where patient_id = ${patientId}) >= ${MOST_AT_ONCE.forOne} or count(*) >= ${MOST_AT_ONCE.inAll}
    from crew_codes
    where line_id = ${lineId} and staff_id = ${staffId} and ended_at is null and expires_at > now()
  )`
}

/** Whether this code is in use already, or this very command has made one: make another. */
export function isCodeTaken(error: unknown): boolean {
  return isSecondTo(error, 'crew_codes_in_use') || isSecondTo(error, 'crew_codes_pkey')
}

/** Codes that are over make room: they can be drawn again. */
export async function endSpentCodes(db: Database): Promise<void> {
  await db.run(db.sql`update crew_codes set ended_at = now() where ended_at is null and expires_at <= now()`)
}

const Code = z.object({
  id: z.uuid(),
  lineId: LineId,
  patientId: PatientId,
  staffId: StaffId,
  staffName: z.string(),
  organisationId: OrganisationId,
  organisation: z.string(),
  organisationKind: OrganisationKind,
  isForced: z.boolean(),
  inCall: z.boolean(),
  shown: z.array(SectionName).nullable(),
  expiresAt: Instant,
})
export type Code = z.infer<typeof Code>

/** What was typed, and behind which link, where it was at one. */
export type Typed = { code: string; link?: string | undefined }

/**
 * The code that is in use; typed at a link, only if it is that link's own. One that is not is counted by the statement that finds it so,
 * and where too many were, nothing is found.
 */
export async function tryCode(
  db: Database,
  { code, link, address }: Typed & { address: string },
): Promise<Code | 'none' | 'held off'> {
  const { sql } = db
  const wrong = countWrongCode(sql, address, sql`exists (select from found)`)
  const [row] = await db.run(sql`
    with found as (
      ${codes(
        sql,
        sql`
        code_hash = ${hashOf('code', code)}
        and ${link === undefined ? sql`true` : sql`link_hash = ${hashOf('link', link)}`}`,
      )}
    ),
    ${wrong.parts}
    select ${wrong.isHeldOff} as is_held_off, found.*
    from (values (1)) as once (n)
    left join found on true`)
  if (row?.isHeldOff) return 'held off'
  return row?.id ? Code.parse(row) : 'none'
}

/** The code of a page that it has opened, while it still opens. Nobody guesses its id. */
export async function findOpened(db: Database, page: string): Promise<Code | undefined> {
  const [row] = await db.run(codes(db.sql, db.sql`crew_codes.id = ${page}`))
  return row && Code.parse(row)
}

function codes(sql: Sql, which: Fragment): Fragment {
  return sql`
    select crew_codes.id, crew_codes.line_id, patient_id, staff_id, staff_name, organisation_id, organisations.name as organisation,
           organisations.kind as organisation_kind, because is not null as is_forced, in_call, shown, expires_at
    from crew_codes
    join organisations on organisations.id = crew_codes.organisation_id
    where ${which}
      and ${opens(sql)}`
}

/**
 * A CTE `codes_ended (id, staff_name, made_at)`: of the codes for this person, whose `records` are a uuid[], that were given because they share with crews, all
 * (`givenBy`), or those that were given outside of a call by somebody who may see nothing any more, by the ids of organisations and of
 * staff, who may be known by their names alone. One given against their wish, with a reason, was never theirs to take back; a privacy officer judges it.
 */
export function endCodes(
  sql: Sql,
  { lineId, records, givenBy }: { lineId: LineId; records: Fragment; givenBy: 'anybody' | readonly string[] },
  onlyIf: Fragment,
): Fragment {
  return sql`
    codes_ended as (
      update crew_codes
      set ended_at = now()
      where line_id = ${lineId}
        and patient_id = any(${records})
        and because is null
        and ended_at is null
        and expires_at > now()
        and ${
          givenBy === 'anybody'
            ? sql`true`
            : sql`not in_call and array[organisation_id::text, staff_id::text, lower(staff_name)] && ${[...givenBy]}::text[]`
        }
        and ${onlyIf}
      returning id, staff_name, made_at
    )`
}

/**
 * A CTE `codes_ended (patient_id)`, of the CTE `review_closed` (audit/reviewStore.ts): the code that was forced without good reason; and
 * those that somebody gave beside a call since they claimed the person or broke the glass, where there was no good reason for that.
 */
export function endCodesByVerdict(sql: Sql, recordsOf: (patient: Fragment) => Fragment): Fragment {
  return sql`
    codes_ended as (
      update crew_codes
      set ended_at = now()
      from review_closed v
      where v.verdict = 'not_justified'
        and v.kind in ('claimed', 'break_glass')
        and crew_codes.line_id = v.line_id
        and crew_codes.patient_id = any(${recordsOf(sql`v.patient_id`)})
        and crew_codes.ended_at is null
        and crew_codes.expires_at > now()
        and (
          v.key = 'crew_code/' || crew_codes.id
          or (
            v.key not like 'crew_code/%'
            and not crew_codes.in_call
            and crew_codes.staff_id = v.staff_id
            and crew_codes.made_at >= v.raised_at
          )
        )
      returning crew_codes.patient_id
    )`
}

/** A boolean: this code still opens. */
export function codeStands(sql: Sql, id: string): Fragment {
  return sql`exists (select 1 from crew_codes where id = ${id} and ${opens(sql)})`
}

/**
 * A boolean over `crew_codes`. One that was given in a call was given for whom the call is about: where that is put right, while it is in
 * hand or afterwards, the page is of somebody whom the crew did not ask about, and it opens nothing. Two linked records are one person.
 */
function opens(sql: Sql): Fragment {
  return sql`(
    crew_codes.ended_at is null
    and crew_codes.expires_at > now()
    and (crew_codes.call_id is null or exists (
      select from calls
      left join patients given_for on given_for.id = crew_codes.patient_id
      left join patients is_about on is_about.id = calls.patient_id
      where calls.id = crew_codes.call_id
        and coalesce(is_about.kept_at, is_about.id) = coalesce(given_for.kept_at, given_for.id)
    ))
  )`
}

function hashOf(what: 'code' | 'link', letters: string): Buffer {
  return createHash('sha256').update(`crew ${what} ${letters}`).digest()
}
