import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { insertPromises } from '#server/platform/promises.ts'
import { LineId, MessageId, NoticePhoneId, PatientId, StaffId, TeamTaskId } from '#shared/ids.ts'
import { MessageKind, MessageReceipt, MessageState } from '#shared/messages.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Instant } from '#shared/time.ts'
import type { MessageEvent, MessageFacts } from './core/message.ts'
import { OF_SAFETY } from './core/ofSafety.ts'
import type { Params, TemplateName } from './core/templates.ts'
import { StoredEvent } from './storedEvent.ts'

export type NewMessage = {
  messageId: MessageId
  key: string
  kind: MessageKind
  /** Null: to a browser. */
  number: E164 | null
  toPhone: NoticePhoneId | null
  toStaff: StaffId | null
  onRecordOf: PatientId | null
  teamTaskId: TeamTaskId | null
  template: TemplateName
  templateVersion: number
  params: Params
  words: string
  at: Instant
  usefulUntil: Instant
}

/** What promises to send one: by a promise of each kind, so that rings that hang hold up no text. */
export const SEND: Readonly<Record<MessageKind, string>> = {
  text: 'message.send',
  ring_with_key: 'message.ring',
  notice: 'message.notice',
}

/** CTEs `messages_made (id)` and `messages_promised`. */
export function insertMessages(
  sql: Sql,
  lineId: LineId,
  messages: readonly NewMessage[],
  onlyIf: Fragment,
): Fragment {
  const rows = messages.map(message => ({
    id: message.messageId,
    key: message.key,
    kind: message.kind,
    to_number: message.number,
    to_phone: message.toPhone,
    to_staff: message.toStaff,
    on_record_of: message.onRecordOf,
    team_task_id: message.teamTaskId,
    template: message.template,
    template_version: message.templateVersion,
    params: message.params,
    words: message.words,
    answer_code: message.kind === 'text' ? (message.params.code ?? null) : null,
    created_at: message.at,
    useful_until: message.usefulUntil,
  }))
  // To a carer nothing goes out once the death of whom it is about is told; a team is told what is to be done after it.
  const promises = messages.map(message => ({
    key: `message/${message.key}`,
    kind: SEND[message.kind],
    subjectId: message.messageId,
    body: {},
    dueAt: message.at,
    ...(message.onRecordOf && { aboutPatient: message.onRecordOf }),
  }))
  return sql`
    messages_made as (
      insert into messages (
        id, line_id, key, kind, to_number, to_phone, to_staff, on_record_of, team_task_id, template, template_version, params, words,
        answer_code, created_at, useful_until
      )
      select wanted.id, ${lineId}::uuid, wanted.key, wanted.kind, wanted.to_number, wanted.to_phone, wanted.to_staff,
             wanted.on_record_of, wanted.team_task_id, wanted.template, wanted.template_version, wanted.params, wanted.words, wanted.answer_code,
             wanted.created_at, wanted.useful_until
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as wanted (
        id uuid, key text, kind text, to_number text, to_phone uuid, to_staff uuid, on_record_of uuid, team_task_id uuid, template text,
        template_version int, params jsonb, words text, answer_code text, created_at timestamptz, useful_until timestamptz
      )
      where ${onlyIf}
      on conflict do nothing
      returning id
    ),
    messages_promised as (
      ${insertPromises(sql, lineId, promises, sql`made.subject_id in (select id from messages_made)`)}
    )`
}

const Stored = z.object({
  id: MessageId,
  lineId: LineId,
  version: z.int(),
  kind: MessageKind,
  toNumber: E164.nullable(),
  toPhone: NoticePhoneId.nullable(),
  toStaff: StaffId.nullable(),
  onRecordOf: PatientId.nullable(),
  teamTaskId: TeamTaskId.nullable(),
  template: z.string(),
  words: z.string(),
  state: MessageState,
  carrierSid: z.string().nullable(),
  askedAt: Instant.nullable(),
  createdAt: Instant,
  usefulUntil: Instant,
  events: z.array(z.object({ key: z.string(), event: StoredEvent })),
})
/** A message, with everything that was heard of it. */
export type StoredMessage = z.infer<typeof Stored>

export async function readMessage(db: Database, messageId: MessageId): Promise<StoredMessage | null> {
  const [row] = await db.run(db.sql`
    select id, line_id, version, kind, to_number, to_phone, to_staff, on_record_of, team_task_id, template, words, state, carrier_sid,
           asked_at, created_at, useful_until,
           coalesce((
             select jsonb_agg(jsonb_build_object('key', source_key, 'event', event))
             from message_events
             where message_id = messages.id
           ), '[]') as events
    from messages
    where id = ${messageId}`)
  return row ? Stored.parse(row) : null
}

/** The message that the carrier has under this name, for a word that does not say ours. */
export async function messageOfSid(db: Database, sid: string): Promise<MessageId | null> {
  const [row] = await db.run(
    db.sql<{ id: MessageId }[]>`select id from messages where carrier_sid = ${sid} limit 1`,
  )
  return row?.id ?? null
}

/**
 * CTEs `locked`, `event` and `moved` (id): the row as it was read, what was heard, where that brings it. Nothing is written when the row
 * has moved on (`locked` is empty) or the word is a repeat (`event` is empty).
 */
export function moveMessage(
  sql: Sql,
  before: StoredMessage,
  facts: MessageFacts,
  heard: { sourceKey: string; event: MessageEvent; at: Instant },
): Fragment {
  const asked = heard.event.kind === 'asked' ? heard.event.at : null
  return sql`
    locked as (
      select id from messages where id = ${before.id} and version = ${before.version} for update
    ),
    event as (
      insert into message_events (source_key, message_id, heard_at, event)
      select ${heard.sourceKey}, id, ${heard.at}::timestamptz, ${sql.json(heard.event as never)}::jsonb
      from locked
      on conflict (source_key) do nothing
      returning message_id
    ),
    moved as (
      update messages
      set version = version + 1,
          -- What follows a # opens something, and is kept only until the carrier has it.
          words = case when ${facts.state} = 'to_send' then words else regexp_replace(words, '#[A-Za-z0-9]+', '#', 'g') end,
          params = case when ${facts.state} <> 'to_send' and params ->> 'link' like '%#%' then params - 'link' else params end,
          state = ${facts.state},
          carrier_sid = coalesce(carrier_sid, ${facts.sid}),
          code = ${facts.code},
          because = ${facts.because},
          said = ${facts.said ? sql.json(facts.said as never) : null}::jsonb,
          asked_at = coalesce(${asked}::timestamptz, asked_at),
          sent_at = ${facts.sentAt}::timestamptz,
          delivered_at = ${facts.deliveredAt}::timestamptz,
          failed_at = ${facts.failedAt}::timestamptz,
          answered_at = ${facts.answeredAt}::timestamptz
      from event
      where messages.id = event.message_id
      returning messages.id
    )`
}

const ToldReceipt = MessageReceipt.extend({ template: z.string(), toName: z.string().nullable() })
/** A receipt with what was said by it, and to whom; null: to nobody of the staff. */
export type ToldReceipt = z.infer<typeof ToldReceipt>

/** What was sent about one team task, the oldest first. */
export async function readReceipts(
  db: Database,
  lineId: LineId,
  teamTaskId: TeamTaskId,
): Promise<ToldReceipt[]> {
  const rows = await db.run(db.sql`
    select messages.id as message_id, messages.line_id, kind, state, to_staff, team_task_id, messages.created_at, sent_at,
           delivered_at, failed_at, answered_at, said, because, template, staff.name as to_name
    from messages
    left join staff on staff.id = to_staff
    where team_task_id = ${teamTaskId}
      and messages.line_id = ${lineId}
    order by messages.created_at, messages.id`)
  return z.array(ToldReceipt).parse(rows)
}

/** Under which keys somebody was sent something about these tasks, and when. */
export async function readKeysSentTo(
  { sql, run }: Database,
  lineId: LineId,
  staffId: StaffId,
  teamTaskIds: readonly TeamTaskId[],
): Promise<{ messageId: MessageId; key: string; at: Instant }[]> {
  const rows = await run(sql`
    select id as message_id, key, created_at as at from messages
    where team_task_id = any(${[...teamTaskIds]}::uuid[]) and line_id = ${lineId} and to_staff = ${staffId}`)
  return z.array(z.object({ messageId: MessageId, key: z.string(), at: Instant })).parse(rows)
}

/** What was sent under these keys, the oldest first: of what is about no team task. */
export async function readSentAs({ sql, run }: Database, keys: readonly string[]): Promise<SentAs[]> {
  const rows = await run(sql`
    select id as message_id, kind, state, created_at, said from messages
    where key = any(${[...keys]}::text[]) order by created_at, id`)
  return z.array(SentAs).parse(rows)
}
const SentAs = MessageReceipt.pick({ messageId: true, kind: true, state: true, createdAt: true, said: true })
export type SentAs = z.infer<typeof SentAs>

/** Of these messages, on this line. */
export async function readReceiptsOf(
  db: Database,
  lineId: LineId,
  messageIds: readonly MessageId[],
): Promise<MessageReceipt[]> {
  const rows = await db.run(db.sql`
    select id as message_id, line_id, kind, state, to_staff, team_task_id, created_at, sent_at, delivered_at, failed_at,
           answered_at, said, because
    from messages
    where id = any(${[...messageIds]}::uuid[])
      and line_id = ${lineId}`)
  return z.array(MessageReceipt).parse(rows)
}

/** Of these names of the carrier's those that no message of ours has. */
export async function unknownSids(db: Database, sids: readonly string[]): Promise<string[]> {
  const { sql } = db
  const rows = await db.run(sql<{ sid: string }[]>`
    select sid
    from unnest(${sql.array([...sids])}::text[]) with ordinality as taken (sid, place)
    where not exists (select from messages where carrier_sid = taken.sid)
    order by place`)
  return rows.map(({ sid }) => sid)
}

/** How many texts and rings the carrier was asked to take since then, of every line: those of safety, or all the others. */
export async function countAsked(db: Database, since: Instant, isOfSafety: boolean): Promise<number> {
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int as count from messages
    where asked_at > ${since} and kind <> 'notice' and (template = any(${[...OF_SAFETY]}::text[])) = ${isOfSafety}`)
  return row?.count ?? 0
}

const Sendable = z.object({ isTheirs: z.boolean(), hasStopped: z.boolean() })

/** Whether it may go out: `isTheirs` is a boolean of a statement; and whether whoever has the number has stopped our texts. */
export async function readSendable(
  db: Database,
  toNumber: string,
  isTheirs: Fragment,
): Promise<z.infer<typeof Sendable>> {
  const [row] = await db.run(db.sql`
    select
      ${isTheirs} as is_theirs,
      coalesce((
        select said ->> 'kind' = 'stop'
        from message_answers
        where from_number = ${toNumber}
          and said ->> 'kind' in ('stop', 'start')
        order by at desc
        limit 1
      ), false) as has_stopped`)
  return Sendable.parse(row)
}
