import type { Database, Fragment } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import type { AccessAction } from './core/accessAction.ts'

export type SeenRow = {
  actorName: string
  actorRole: string
  organisation: string
  actions: AccessAction[]
  firstAt: Instant
  lastAt: Instant
  times: number
  isSince: boolean
}

/**
 * Everybody to whom something of one person was shown or given since a day in Britain, each once, those who looked last first.
 * What was refused showed nobody anything.
 */
export async function readSeenBy(
  db: Database,
  reading: {
    lineId: LineId
    patientId: PatientId
    from: LocalDate
    raisedAt: Instant
    limit: number
    accessLogged: Fragment
  },
): Promise<SeenRow[]> {
  const { sql } = db
  const { lineId, patientId, from, raisedAt, limit, accessLogged } = reading
  return db.run(sql<SeenRow[]>`
    with looked as (
      select ${patientId}::uuid as patient_id, array['access log'] as what, 'allowed' as outcome
    ),
    ${accessLogged}
    select actor_name, actor_role, organisation, array_agg(distinct action) as actions, min(at) as first_at,
           max(at) as last_at, count(*)::int as times, max(at) > ${raisedAt}::timestamptz as is_since
    from access_log
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and outcome = 'allowed'
      and cardinality(what) > 0
      and at >= ${from}::date::timestamp at time zone 'Europe/London'
    group by actor_id, actor_name, actor_role, organisation
    order by last_at desc
    limit ${limit}`)
}
