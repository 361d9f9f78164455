import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, PatientId, WatchId } from '#shared/ids.ts'
import type { WatchReason } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns watched. */

/** What ended by itself stands there for so long, for somebody to say whether it was enough. */
const OVER_HOURS = 12

const Row = z.object({
  watchId: z.string(),
  patientId: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: z.string().nullable(),
  reason: z.string(),
  because: z.string(),
  putBy: z.string(),
  putAt: Instant,
  until: Instant,
  isOver: z.boolean(),
})
export type WatchRow = z.infer<typeof Row>

/** Of `w`, with the person `p`: who is watched at `at`, or was until a little before. Who has died or is no longer of the line's register has left by that. */
function standing(sql: Sql, lineId: string, at: Instant): Fragment {
  return sql`
    from watched w
    join patients p on p.id = w.patient_id and p.line_id = w.line_id
    where w.line_id = ${lineId}
      and w.off_at is null
      and w.until > ${at}::timestamptz - make_interval(hours => ${OVER_HOURS})
      and may_be_contacted(p.id)
      and p.status not in ('withdrawn', 'discharged')`
}

/** The list, and one row of the access log for everybody on it. */
export async function readWatched(
  { sql, run }: Database,
  lineId: string,
  at: Instant,
  accessLogged: Fragment,
): Promise<WatchRow[]> {
  const rows = await run(sql`
    with listed as materialized (
      select w.id as watch_id, w.patient_id, p.given_name, p.family_name, p.birth_date, w.reason, w.because,
             w.put_name as put_by, w.put_at, w.until, w.until <= ${at}::timestamptz as is_over
      ${standing(sql, lineId, at)}
    ),
    looked as (
      select distinct patient_id, array['initials', 'birthMonth', 'watch'] as what, 'allowed' as outcome from listed
    ),
    ${accessLogged}
    select * from listed order by is_over, until, watch_id`)
  return z.array(Row).parse(rows)
}

/** Another word whenever the list is another: to ask again only then, as each look is in the log of everybody on it. */
export async function readWatchMark({ sql, run }: Database, lineId: string, at: Instant): Promise<string> {
  const [row] = await run(sql<{ mark: string }[]>`
    select md5(coalesce(string_agg(w.id::text || (w.until <= ${at}::timestamptz)::text, ' ' order by w.id), '')) as mark
    ${standing(sql, lineId, at)}`)
  return row?.mark ?? ''
}

/** Of these people those who live, are of the register and are not watched, with one row of the access log for each. By the kept record. */
export async function readSuggestable(
  { sql, run }: Database,
  lineId: string,
  patientIds: readonly PatientId[],
  at: Instant,
  accessLogged: Fragment,
): Promise<
  { id: PatientId; givenName: string | null; familyName: string | null; birthDate: string | null }[]
> {
  return run(sql<
    { id: PatientId; givenName: string | null; familyName: string | null; birthDate: string | null }[]
  >`
    with suggested as materialized (
      select p.id, p.given_name, p.family_name, p.birth_date
      from patients p
      where p.line_id = ${lineId} and p.id = any(${[...patientIds]}::uuid[])
        and may_be_contacted(p.id) and p.status not in ('withdrawn', 'discharged')
        and coalesce(p.kept_at, p.id) not in (select w.patient_id ${standing(sql, lineId, at)})
    ),
    looked as (
      select id as patient_id, array['initials', 'birthMonth', 'watch'] as what, 'allowed' as outcome from suggested
    ),
    ${accessLogged}
    select * from suggested`)
}

export type NewWatch = {
  commandId: CommandId
  patientId: PatientId
  reason: WatchReason
  because: string
  until: Instant
}

/**
 * CTEs `watch_before` (what of the person is over and was not taken off ends with it), `watch_put (patient_id)` and `looked`. Nothing is put
 * where the person is watched already, has died, or is not of this line. By the record that is kept of them.
 */
export function putWatch(sql: Sql, actor: Actor, watch: NewWatch, at: Instant): Fragment {
  const { commandId, patientId, reason, because, until } = watch
  const person = sql`(
    select coalesce(p.kept_at, p.id) as id from patients p where p.line_id = ${actor.lineId} and p.id = ${patientId}
  )`
  return sql`
    watch_before as (
      update watched
      set off_at = ${at}, off_by = ${actor.staffId}, off_name = ${actor.name}, off_because = 'Put on anew.',
          off_command = ${commandId}
      where line_id = ${actor.lineId} and patient_id = ${person} and off_at is null and until <= ${at}
      returning id
    ),
    watch_put as (
      insert into watched (id, line_id, patient_id, reason, because, put_at, until, put_by, put_name)
      select ${commandId}::uuid, p.line_id, p.id, ${reason}, ${because}, ${at}::timestamptz, ${until}::timestamptz,
             ${actor.staffId}::uuid, ${actor.name}
      from (select count(*) from watch_before) as after_that, patients p
      where p.line_id = ${actor.lineId} and p.id = ${person} and may_be_contacted(p.id)
      on conflict do nothing
      returning patient_id
    ),
    looked as (
      select patient_id, array['watch'] as what, 'allowed' as outcome from watch_put
    )`
}

/** CTEs `watch_off (patient_id)` and `looked`: whoever is quicker takes them off. */
export function endWatch(
  sql: Sql,
  actor: Actor,
  { commandId, watchId, because }: { commandId: CommandId; watchId: WatchId; because: string },
  at: Instant,
): Fragment {
  return sql`
    watch_off as (
      update watched
      set off_at = ${at}, off_by = ${actor.staffId}, off_name = ${actor.name}, off_because = ${because}, off_command = ${commandId}
      where id = ${watchId} and line_id = ${actor.lineId} and off_at is null
      returning patient_id
    ),
    looked as (
      select patient_id, array['watch'] as what, 'allowed' as outcome from watch_off
    )`
}

export type WatchKnown = {
  /** Who put this on, or took it off, by this very command. */
  byCommand: string | null
  /** Who put the person on who stands there. */
  standsBy: string | null
}

/** What has become of a command, and who watches the person already. */
export async function readWatchKnown(
  { sql, run }: Database,
  { lineId }: Actor,
  commandId: CommandId,
  of: { patientId: PatientId } | { watchId: WatchId },
): Promise<WatchKnown> {
  const person =
    'patientId' in of
      ? sql`patient_id in (
          select coalesce(p.kept_at, p.id) from patients p where p.line_id = ${lineId} and p.id = ${of.patientId}
        )`
      : sql`id = ${of.watchId}`
  const [row] = await run(sql<WatchKnown[]>`
    select (
             select case when id = ${commandId} then put_by else off_by end
             from watched
             where line_id = ${lineId} and (id = ${commandId} or (off_command = ${commandId} and off_because <> 'Put on anew.'))
           ) as by_command,
           (select put_name from watched where line_id = ${lineId} and ${person} and off_at is null limit 1) as stands_by`)
  return row ?? { byCommand: null, standsBy: null }
}
