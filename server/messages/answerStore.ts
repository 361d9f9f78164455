import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { AnswerId, LineId, MessageId, PatientId, StaffId, TeamTaskId } from '#shared/ids.ts'
import { Said } from '#shared/messages.ts'
import { Instant } from '#shared/time.ts'

const Sender = z.object({
  lineId: LineId.nullable(),
  staffId: StaffId.nullable(),
  staffName: z.string().nullable(),
  messageId: MessageId.nullable(),
  teamTaskId: TeamTaskId.nullable(),
  /** What they were texted about last, whether or not they mean it. */
  lastAbout: TeamTaskId.nullable(),
  onRecordOf: PatientId.nullable(),
})
/** Whose text it may be. A number that we know nothing of is of no line and nobody. */
export type Sender = z.infer<typeof Sender>

/** For how long somebody may answer what we sent them. */
const ANSWERED_WITHIN = '7 days'

/**
 * Who texts from this number: whom we texted there last, about that code where one was given; or else the one member of staff with this
 * telephone; or a house with one line, that line. A code alone never finds anything: the number must be theirs.
 */
export async function readSender(db: Database, from: string, code: string | null): Promise<Sender> {
  const { sql } = db
  const [row] = await db.run(sql`
    with sent as (
      select id, line_id, to_staff, team_task_id, on_record_of, answer_code
      from messages
      where to_number = ${from}
        and created_at > now() - ${ANSWERED_WITHIN}::interval
      order by created_at desc
      limit 50
    ),
    answered as (
      select * from sent where answer_code = ${code} limit 1
    ),
    newest as (
      select * from answered
      union all
      (select * from sent limit 1)
      limit 1
    ),
    theirs as (
      select min(id::text)::uuid as id, min(line_id::text)::uuid as line_id
      from staff
      where phone_number = ${from}
        and disabled_at is null
      having count(*) = 1
    ),
    only_line as (
      select min(id::text)::uuid as id from lines having count(*) = 1
    )
    select coalesce(newest.line_id, theirs.line_id, only_line.id) as line_id,
           coalesce(newest.to_staff, theirs.id) as staff_id,
           (select name from staff where id = coalesce(newest.to_staff, theirs.id)) as staff_name,
           newest.on_record_of,
           newest.team_task_id as last_about,
           answered.id as message_id,
           answered.team_task_id
    from (select 1) as one
    left join newest on true
    left join answered on true
    left join theirs on true
    left join only_line on true`)
  return Sender.parse(row)
}

export type NewAnswer = {
  answerId: AnswerId
  sourceKey: string
  lineId: LineId | null
  messageId: MessageId | null
  fromNumber: string
  fromStaff: StaffId | null
  via: 'text' | 'key'
  said: Said
  words: string | null
  at: Instant
  aboutTeamTask: TeamTaskId | null
  /** No rule can do anything with it. */
  isForPerson: boolean
}

/** A CTE `answer_kept (source_key)`: empty for one that is there already. */
export function keepAnswer(sql: Sql, answer: NewAnswer, onlyIf: Fragment): Fragment {
  return sql`
    answer_kept as (
      insert into message_answers (
        id, source_key, line_id, message_id, from_number, from_staff, via, said, words, at, about_team_task, for_person_at
      )
      select ${answer.answerId}::uuid, ${answer.sourceKey}, ${answer.lineId}::uuid, ${answer.messageId}::uuid, ${answer.fromNumber},
             ${answer.fromStaff}::uuid, ${answer.via}, ${sql.json(answer.said as never)}::jsonb, ${answer.words},
             ${answer.at}::timestamptz, ${answer.aboutTeamTask}::uuid,
             case when ${answer.isForPerson} then ${answer.at}::timestamptz end
      where ${onlyIf}
      on conflict do nothing
      returning source_key
    )`
}

/** A boolean of a statement: nobody at this number was told within the hour that we could not read their text. */
export function mayBeToldAgain(sql: Sql, number: string, at: Instant): Fragment {
  return sql`not exists (
    select from messages
    where to_number = ${number}
      and template = 'not_understood'
      and created_at > ${at}::timestamptz - interval '1 hour'
  )`
}

const Kept = z.object({
  answerId: AnswerId,
  sourceKey: z.string(),
  messageId: MessageId.nullable(),
  /** What they were sent that they answer. */
  template: z.string().nullable(),
  teamTaskId: TeamTaskId.nullable(),
  fromNumber: z.string(),
  fromStaff: StaffId.nullable(),
  fromName: z.string().nullable(),
  via: z.enum(['text', 'key']),
  said: Said,
  words: z.string().nullable(),
  at: Instant,
})
export type KeptAnswer = z.infer<typeof Kept>

/** One answer of the line, taken or not. */
export async function readAnswer(
  db: Database,
  lineId: LineId,
  sourceKey: string,
): Promise<KeptAnswer | null> {
  const [row] = await db.run(
    db.sql`${select(db.sql)} where source_key = ${sourceKey} and answers.line_id = ${lineId}`,
  )
  return row ? Kept.parse(row) : null
}

function select(sql: Sql): Fragment {
  return sql`
    select answers.id as answer_id, source_key, message_id, messages.template, messages.team_task_id, from_number, from_staff,
           staff.name as from_name, via, answers.said, answers.words, at
    from message_answers answers
    left join messages on messages.id = message_id
    left join staff on staff.id = from_staff`
}

/** A CTE `answer_taken (source_key)`, for the statement in which the house acts on it: empty when somebody has taken it already. */
export function takeAnswer(sql: Sql, sourceKey: string, at: Instant, onlyIf: Fragment): Fragment {
  return sql`
    answer_taken as (
      update message_answers
      set taken_at = ${at}
      where source_key = ${sourceKey}
        and taken_at is null
        and ${onlyIf}
      returning source_key
    )`
}

const Trouble = z.object({ stopped: z.int(), ofNoLine: z.int() })

/** How many telephones of staff have stopped our texts, and how many texts wait that are of no line. */
export async function readTroubles(db: Database): Promise<z.infer<typeof Trouble>> {
  const [row] = await db.run(db.sql`
    select
      (
        select count(*)::int
        from (
          select distinct on (from_number) from_number, said ->> 'kind' as word
          from message_answers
          where said ->> 'kind' in ('stop', 'start')
          order by from_number, at desc
        ) as newest
        where word = 'stop'
          and (
            exists (select from staff where phone_number = from_number and disabled_at is null)
            or exists (
              select from messages
              join staff on staff.id = to_staff
              where to_number = from_number and disabled_at is null
            )
          )
      ) as stopped,
      (
        select count(*)::int from message_answers where line_id is null and taken_at is null
      ) as of_no_line`)
  return Trouble.parse(row)
}
