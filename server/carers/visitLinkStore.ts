import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { AgreedLine, CarerLanguage } from '#shared/carers.ts'
import { CallId, ItemId, LineId, MessageId, PatientId, TeamTaskId, VisitLinkId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

type NewLink = {
  id: VisitLinkId
  actor: Actor
  patientId: PatientId
  callId: CallId
  contactItem: ItemId
  carer: string
  toNumber: E164
  token: string
  language: CarerLanguage
  agreed: readonly AgreedLine[]
  teamTaskIds: readonly TeamTaskId[]
  wantsTexts: boolean
  saidYes: string
  messageId: MessageId
  at: Instant
  expiresAt: Instant
}

/** A CTE `link_made (id, patient_id)`. `onlyIf` is a boolean over the database. */
export function insertVisitLink(sql: Sql, made: NewLink, onlyIf: Fragment): Fragment {
  const { actor } = made
  return sql`
    link_made as (
      insert into visit_links (
        id, line_id, patient_id, call_id, contact_item, carer, to_number, token_hash, language, agreed, team_tasks, wants_texts,
        said_yes, asked_by, asked_name, organisation, message_id, made_at, expires_at
      )
      select ${made.id}::uuid, ${actor.lineId}::uuid, ${made.patientId}::uuid, ${made.callId}::uuid, ${made.contactItem}::uuid,
             ${made.carer}, ${made.toNumber}, ${hashOf('token', made.token)}, ${made.language}, ${sql.json(made.agreed as never)}::jsonb,
             ${[...made.teamTaskIds]}::uuid[], ${made.wantsTexts}, ${made.saidYes}, ${actor.staffId}::uuid, ${actor.name},
             ${actor.organisation}, ${made.messageId}::uuid, ${made.at}::timestamptz, ${made.expiresAt}::timestamptz
      where ${onlyIf}
      on conflict (id) do nothing
      returning id, patient_id
    )`
}

const Stored = z.object({
  id: VisitLinkId,
  lineId: LineId,
  version: z.int(),
  patientId: PatientId,
  callId: CallId,
  contactItem: ItemId,
  carer: z.string(),
  toNumber: E164,
  language: CarerLanguage,
  agreed: z.array(AgreedLine),
  teamTasks: z.array(TeamTaskId),
  wantsTexts: z.boolean(),
  askedName: z.string(),
  organisation: z.string(),
  messageId: MessageId,
  madeAt: Instant,
  expiresAt: Instant,
  tries: z.int(),
  stoppedAt: Instant.nullable(),
  phones: z.int(),
  openedAt: Instant.nullable(),
  /** One of its telephones asks. */
  isKnown: z.boolean(),
  mayWatch: z.boolean(),
})
/** A link as it stands now, with what the record says at this moment. */
export type StoredVisitLink = z.infer<typeof Stored>

/** Handed in: a boolean about the row `l`, whether its carer may be told. */
export type MayFollow = (sql: Sql) => Fragment

function links(sql: Sql, mayFollow: MayFollow, which: Fragment, phone: string | undefined): Fragment {
  const knownAs = phone === undefined ? null : hashOf('phone', phone)
  return sql`
    select l.id, l.line_id, l.version, l.patient_id, l.call_id, l.contact_item, l.carer, l.to_number, l.language, l.agreed,
           l.team_tasks, l.wants_texts, l.asked_name, l.organisation, l.message_id, l.made_at, l.expires_at, l.tries, l.stopped_at,
           opened.phones, opened.opened_at, opened.is_known,
           (${isStillAbout(sql)} and ${mayFollow(sql)}) as may_watch
    from visit_links l
    cross join lateral (
      select count(*)::int as phones, min(opened_at) as opened_at,
             coalesce(bool_or(phone_hash = ${knownAs}::bytea), false) as is_known
      from visit_link_phones
      where link_id = l.id
    ) as opened
    where ${which}
    order by l.made_at, l.id`
}

/** A boolean over `l`: the call in which it was made is about the same person still. Two linked records are one person. */
function isStillAbout(sql: Sql): Fragment {
  return sql`exists (
    select from calls
    left join patients made_for on made_for.id = l.patient_id
    left join patients is_about on is_about.id = calls.patient_id
    where calls.id = l.call_id
      and coalesce(is_about.kept_at, is_about.id) = coalesce(made_for.kept_at, made_for.id)
  )`
}

/** By what stands behind the # of its address, and the telephone that asks, by its cookie. */
export async function readByToken(
  { sql, run }: Database,
  mayFollow: MayFollow,
  { token, phone }: { token: string; phone: string | undefined },
): Promise<StoredVisitLink | undefined> {
  const [row] = await run(links(sql, mayFollow, sql`l.token_hash = ${hashOf('token', token)}`, phone))
  return row && Stored.parse(row)
}

export async function readVisitLink(
  { sql, run }: Database,
  mayFollow: MayFollow,
  lineId: LineId,
  id: VisitLinkId,
): Promise<StoredVisitLink | undefined> {
  const [row] = await run(links(sql, mayFollow, sql`l.id = ${id} and l.line_id = ${lineId}`, undefined))
  return row && Stored.parse(row)
}

export async function readLinksOfCall(
  { sql, run }: Database,
  mayFollow: MayFollow,
  lineId: LineId,
  callId: CallId,
): Promise<StoredVisitLink[]> {
  const rows = await run(
    links(sql, mayFollow, sql`l.line_id = ${lineId} and l.call_id = ${callId}`, undefined),
  )
  return z.array(Stored).parse(rows)
}

/** Whoever watches this task. */
export async function readLinksOfTask(
  { sql, run }: Database,
  mayFollow: MayFollow,
  lineId: LineId,
  teamTaskId: TeamTaskId,
): Promise<StoredVisitLink[]> {
  const rows = await run(
    links(
      sql,
      mayFollow,
      sql`l.line_id = ${lineId} and l.team_tasks @> array[${teamTaskId}::uuid]`,
      undefined,
    ),
  )
  return z.array(Stored).parse(rows)
}

/** CTEs `link_locked` and `admitted (patient_id)`: one more telephone has it. Empty where the link has moved on since it was read. */
export function admitPhone(
  sql: Sql,
  { id, version, phones }: StoredVisitLink,
  { phone, at }: { phone: string; at: Instant },
): Fragment {
  return sql`
    link_locked as (
      update visit_links
      set version = version + 1
      where id = ${id} and version = ${version} and stopped_at is null
      returning id, patient_id
    ),
    phone_kept as (
      insert into visit_link_phones (link_id, place, phone_hash, opened_at)
      select id, ${phones + 1}::int, ${hashOf('phone', phone)}, ${at}::timestamptz from link_locked
      returning link_id
    ),
    admitted as (select patient_id from link_locked join phone_kept on link_id = id)`
}

/** A CTE `tried (patient_id)`: these were not the last digits. Empty where the link has moved on since it was read. */
export function countWrongDigits(sql: Sql, { id, version }: StoredVisitLink): Fragment {
  return sql`
    tried as (
      update visit_links
      set version = version + 1, tries = tries + 1
      where id = ${id} and version = ${version}
      returning patient_id
    )`
}

/** A CTE `link_stopped`; once more, it is stopped as it was. */
export function stopLink(sql: Sql, id: VisitLinkId, actor: Actor, at: Instant): Fragment {
  return sql`
    link_stopped as (
      update visit_links
      set version = version + 1, stopped_at = ${at}::timestamptz, stopped_by = ${actor.staffId}::uuid
      where id = ${id} and line_id = ${actor.lineId} and stopped_at is null
      returning id
    )`
}

function hashOf(what: 'token' | 'phone', letters: string): Buffer {
  return createHash('sha256').update(`visit ${what} ${letters}`).digest()
}
