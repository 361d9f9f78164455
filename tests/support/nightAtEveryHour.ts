import type { Database } from '#server/platform/database.ts'
import type { TeamKind } from '#shared/teamWork.ts'

/** Of the invented world these teams are on duty at whatever hour a journey runs, each with everybody of its rota, and no other is. */
export async function nightAtEveryHour(
  { run, sql }: Database,
  kinds: readonly TeamKind[] = ['night_nursing'],
): Promise<void> {
  await run(sql`
    with hours (is_open, span) as (
      values (true, '[{"from":"00:00","until":"00:00"}]'::jsonb), (false, '[]'::jsonb)
    ),
    changed as (
      update teams
      set hours = (select jsonb_object_agg(day, hours.span)
                   from unnest(array['weekday', 'saturday', 'sunday', 'bank_holiday']) as day)
      from hours
      where hours.is_open = (kind = any(${[...kinds]}::text[]))
      returning id, hours.is_open
    )
    update team_shifts set from_clock = '00:00', until_clock = '00:00'
    where team_id in (select id from changed where is_open)`)
}
