import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { AnswerKind, BoardAnswer } from '#shared/answers.ts'
import type { AnswerId, LineId, TeamTaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** What waits for a person: `message_answers` with `for_person_at`. */

function columns(sql: Sql): Fragment {
  return sql`
    a.id as answer_id, a.said ->> 'kind' as kind, a.at, staff.name as from, a.about_team_task as team_task_id,
    a.taken_at is not null as is_taken`
}

/** Everything that waits for a person of the line, the oldest first: nothing that was answered is lost while nobody looks. */
export async function readBoardAnswers({ sql, run }: Database, lineId: LineId): Promise<BoardAnswer[]> {
  const rows = await run(sql`
    select ${columns(sql)}
    from message_answers a
    left join staff on staff.id = a.from_staff
    where a.line_id = ${lineId}
      and a.taken_at is null
      and a.for_person_at is not null
      and a.said ->> 'kind' = any(${[...AnswerKind.options]}::text[])
    order by a.at, a.id`)
  return z.array(BoardAnswer).parse(rows)
}

const Opened = BoardAnswer.extend({ number: z.string(), words: z.string().nullable() })

/**
 * One answer with its words. `patientOf`: a uuid, by whom the team task of a column is about; `accessLogged`: the CTEs that log the rows of
 * `looked` in the same statement: none where it is about nobody that is known.
 */
export async function openAnswer(
  { sql, run }: Database,
  lineId: LineId,
  answerId: AnswerId,
  { patientOf, accessLogged }: { patientOf: (teamTaskId: Fragment) => Fragment; accessLogged: Fragment },
): Promise<z.infer<typeof Opened> | null> {
  const [row] = await run(sql`
    with opened as materialized (
      select ${columns(sql)}, a.from_number as number, a.words,
             coalesce(messages.on_record_of, ${patientOf(sql`a.about_team_task`)}) as patient_id
      from message_answers a
      left join staff on staff.id = a.from_staff
      left join messages on messages.id = a.message_id
      where a.id = ${answerId} and a.line_id = ${lineId} and a.for_person_at is not null
    ),
    looked as (
      select patient_id, array['teamTask'] as what, 'allowed' as outcome from opened where patient_id is not null
    ),
    ${accessLogged}
    select answer_id, kind, at, "from", team_task_id, is_taken, number, words from opened`)
  return row ? Opened.parse(row) : null
}

/** A CTE `answer_left (id)`: the house could do nothing with it, and leaves it to a person. Once. */
export function leaveToPerson(
  sql: Sql,
  { answerId, about, at }: { answerId: AnswerId; about: TeamTaskId | null; at: Instant },
): Fragment {
  return sql`
    answer_left as (
      update message_answers
      set for_person_at = ${at}::timestamptz, about_team_task = coalesce(${about}::uuid, about_team_task)
      where id = ${answerId} and taken_at is null and for_person_at is null
      returning id
    )`
}

/** A CTE `answer_taken_by (id)`: somebody has seen to it. Of two the first has; the same command again does nothing. */
export function takeByPerson(
  sql: Sql,
  {
    actor,
    answerId,
    commandId,
    done,
    at,
  }: { actor: Actor; answerId: AnswerId; commandId: string; done: string; at: Instant },
): Fragment {
  return sql`
    answer_taken_by as (
      update message_answers
      set taken_at = ${at}::timestamptz, taken_by = ${actor.staffId}, taken_name = ${actor.name},
          taken_command = ${commandId}, done = ${done}
      where id = ${answerId} and line_id = ${actor.lineId} and taken_at is null and for_person_at is not null
      returning id
    )`
}

const Standing = BoardAnswer.extend({
  takenName: z.string().nullable(),
  takenCommand: z.string().nullable(),
  done: z.string().nullable(),
})

/** How one stands: for who comes second, or asks twice. */
export async function readStanding(
  { sql, run }: Database,
  lineId: LineId,
  answerId: AnswerId,
): Promise<z.infer<typeof Standing> | null> {
  const [row] = await run(sql`
    select ${columns(sql)}, a.taken_name, a.taken_command, a.done
    from message_answers a
    left join staff on staff.id = a.from_staff
    where a.id = ${answerId} and a.line_id = ${lineId} and a.for_person_at is not null`)
  return row ? Standing.parse(row) : null
}

/** Of these numbers, those from which our texts were stopped and not let through again. */
export async function readStopped({ sql, run }: Database, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await run(sql<{ number: string }[]>`
    select from_number as number
    from (
      select distinct on (from_number) from_number, said ->> 'kind' as word
      from message_answers
      where from_number = any(${[...numbers]}::text[])
        and said ->> 'kind' in ('stop', 'start')
      order by from_number, at desc
    ) as newest
    where word = 'stop'`)
  return new Set(rows.map(({ number }) => number))
}

/** For how long the words of a text that nobody could file are kept once somebody has seen to it. Of no line: for as long as it lies. */
const WORDS_KEPT = '30 days'

/** Takes the words, and what was done about them, from answers whose time is over. That there was one stays, and so does a STOP. */
export async function pruneAnswers({ sql, run }: Database): Promise<void> {
  await run(sql`
    update message_answers
    set words = null, done = null
    where at < now() - ${WORDS_KEPT}::interval
      and (words is not null or done is not null)
      and (taken_at is not null or line_id is null)`)
}
