import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, LineId, ProtocolId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import type { ProtocolContent } from '#shared/triage.ts'
import { StoredVersion } from './storedVersion.ts'

/** Owns protocol_versions. */

type OfLine = { lineId: LineId; protocolId: ProtocolId }
type Which = OfLine & { version: number }
/** Who writes, when, and by which command: sent twice, it is done once. */
type Act = { actor: Actor; at: Instant; commandId: CommandId; revision: number }

/** Every version that a line has written, of one protocol or of all, the newest first. */
export async function readVersions(
  { run, sql }: Database,
  lineId: LineId,
  protocolId?: ProtocolId,
): Promise<StoredVersion[]> {
  const rows = await run(sql`
    select protocol_id, version, revision, state, content, based_on, based_on_starter, author_name, writers, written_at, sent_at,
           sent_back_because, approved_name, approved_at, review_on::text, withdrawn_name, withdrawn_at, withdrawn_because,
           settled_at, begun_by, last_command
    from protocol_versions
    where line_id = ${lineId} ${protocolId ? sql`and protocol_id = ${protocolId}` : sql``}
    order by protocol_id, version desc`)
  return rows.map(row => StoredVersion.parse(row))
}

type Begun = OfLine & {
  actor: Actor
  at: Instant
  commandId: CommandId
  basedOn: { version: number; isStarter: boolean }
  content: ProtocolContent
  /** The number of the starter: ours begin above it. */
  starterVersion: number
}

/** Begins a draft under the next number, where none is open; the same command twice begins one. */
export async function beginDraft({ run, sql }: Database, begun: Begun): Promise<void> {
  const { lineId, protocolId, actor, at, commandId, basedOn, content } = begun
  await run(sql`
    insert into protocol_versions (
      line_id, protocol_id, version, state, content, based_on, based_on_starter, author_id, author_name, writers, written_at,
      begun_by, last_command
    )
    select ${lineId}::uuid, ${protocolId}::uuid, ${nextVersion(sql, begun)}, 'draft', ${sql.json(content)}::jsonb,
           ${basedOn.version}::int, ${basedOn.isStarter}::boolean, ${actor.staffId}::uuid, ${actor.name},
           array[${actor.staffId}::uuid], ${at}::timestamptz, ${commandId}::uuid, ${commandId}::uuid
    on conflict do nothing`)
}

function nextVersion(
  sql: Sql,
  { lineId, protocolId, starterVersion }: OfLine & { starterVersion: number },
): Fragment {
  return sql`(
    select greatest(coalesce(max(version), 0), ${starterVersion}::int) + 1
    from protocol_versions where line_id = ${lineId} and protocol_id = ${protocolId}
  )`
}

/** Writes a draft anew, over the very words that were read. */
export async function writeDraft(
  { run, sql }: Database,
  which: Which,
  { actor, at, commandId, revision }: Act,
  { content, reviewOn }: { content: ProtocolContent; reviewOn: LocalDate | null },
): Promise<void> {
  await run(sql`
    update protocol_versions
    set content = ${sql.json(content)}::jsonb,
        review_on = ${reviewOn}::date,
        revision = revision + 1,
        writers = case when ${actor.staffId}::uuid = any (writers) then writers else writers || ${actor.staffId}::uuid end,
        written_at = ${at}::timestamptz,
        last_command = ${commandId}::uuid
    where ${isThis(sql, which, revision)} and state = 'draft'`)
}

/** Sends a draft for somebody's yes. */
export async function sendForReview({ run, sql }: Database, which: Which, act: Act): Promise<void> {
  await run(sql`
    update protocol_versions
    set state = 'in_review', sent_at = ${act.at}::timestamptz, sent_back_because = null, ${counted(sql, act)}
    where ${isThis(sql, which, act.revision)} and state = 'draft'`)
}

/** Back to a draft, with what is to be mended. */
export async function sendBack(
  { run, sql }: Database,
  which: Which,
  act: Act,
  because: string,
): Promise<void> {
  await run(sql`
    update protocol_versions
    set state = 'draft', sent_at = null, sent_back_because = ${because}, ${counted(sql, act)}
    where ${isThis(sql, which, act.revision)} and state = 'in_review'`)
}

/** The second person's yes: from now on nurses are shown this one. Whoever wrote in it gives none. */
export async function approve(
  { run, sql }: Database,
  which: Which,
  act: Act,
  reviewOn: LocalDate,
): Promise<void> {
  const { actor, at } = act
  await run(sql`
    update protocol_versions
    set state = 'approved', approved_by = ${actor.staffId}::uuid, approved_name = ${actor.name}, approved_at = ${at}::timestamptz,
        settled_at = ${at}::timestamptz, review_on = ${reviewOn}::date, ${counted(sql, act)}
    where ${isThis(sql, which, act.revision)} and state = 'in_review' and not (${actor.staffId}::uuid = any (writers))`)
}

/** A draft that is not gone on with. It stays to be read, and was never shown to anybody. */
export async function throwAway({ run, sql }: Database, which: Which, act: Act): Promise<void> {
  await run(sql`
    update protocol_versions
    set state = 'withdrawn', withdrawn_name = ${act.actor.name}, withdrawn_at = ${act.at}::timestamptz,
        withdrawn_because = 'Thrown away as a draft', ${counted(sql, act)}
    where ${isThis(sql, which, act.revision)} and state in ('draft', 'in_review')`)
}

type Withdrawal = Omit<Act, 'revision'> & { because: string }

/** Takes an approved version away, while it is what nurses are shown. */
export async function withdrawApproved(
  { run, sql }: Database,
  which: Which,
  { actor, at, commandId, because }: Withdrawal,
): Promise<void> {
  const { lineId, protocolId, version } = which
  await run(sql`
    update protocol_versions
    set state = 'withdrawn', withdrawn_name = ${actor.name}, withdrawn_at = ${at}::timestamptz,
        withdrawn_because = ${because}, settled_at = ${at}::timestamptz, revision = revision + 1,
        last_command = ${commandId}::uuid
    where line_id = ${lineId} and protocol_id = ${protocolId} and version = ${version} and state = 'approved'
      and not exists (
        select 1 from protocol_versions later
        where later.line_id = ${lineId} and later.protocol_id = ${protocolId}
          and later.settled_at > protocol_versions.settled_at
      )`)
}

/** Takes the starter away, while nothing of the line's own has ever stood in its place: its words are kept as a version that was withdrawn. */
export async function withdrawStarter(
  { run, sql }: Database,
  starter: OfLine & { starterVersion: number; content: ProtocolContent },
  { actor, at, commandId, because }: Withdrawal,
): Promise<void> {
  const { lineId, protocolId, starterVersion, content } = starter
  await run(sql`
    insert into protocol_versions (
      line_id, protocol_id, version, state, content, based_on, based_on_starter, author_id, author_name, writers, written_at,
      withdrawn_name, withdrawn_at, withdrawn_because, settled_at, begun_by, last_command
    )
    select ${lineId}::uuid, ${protocolId}::uuid, ${nextVersion(sql, starter)}, 'withdrawn', ${sql.json(content)}::jsonb,
           ${starterVersion}::int, true, ${actor.staffId}::uuid, ${actor.name}, '{}', ${at}::timestamptz, ${actor.name},
           ${at}::timestamptz, ${because}, ${at}::timestamptz, ${commandId}::uuid, ${commandId}::uuid
    where not exists (
      select 1 from protocol_versions
      where line_id = ${lineId} and protocol_id = ${protocolId} and settled_at is not null
    )
    on conflict do nothing`)
}

function counted(sql: Sql, { commandId }: Act): Fragment {
  return sql`revision = revision + 1, last_command = ${commandId}::uuid`
}

function isThis(sql: Sql, { lineId, protocolId, version }: Which, revision: number): Fragment {
  return sql`
    line_id = ${lineId} and protocol_id = ${protocolId} and version = ${version} and revision = ${revision}`
}
