import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import { LineService, type LineServiceKey } from '#shared/parties.ts'
import { E164 } from '#shared/phoneNumber.ts'

/** A service of the line with its number, which is for ringing it and is shown to nobody. */
export const StoredService = LineService.extend({ number: E164 })
type StoredService = z.infer<typeof StoredService>

/** The services that this line may bring into a call, in the order in which the line keeps them. */
export async function readLineServices(db: Database, lineId: LineId): Promise<StoredService[]> {
  const [row] = await db.run(db.sql<{ services: unknown }[]>`select services from lines where id = ${lineId}`)
  return z.array(StoredService).parse(row?.services ?? [])
}

/** Whether this is the published number of a line: ringing it would run a call of its own within the call. */
export async function isNumberOfALine(db: Database, number: E164): Promise<boolean> {
  const rows = await db.run(db.sql`select id from lines where phone_number = ${number}`)
  return rows.length > 0
}

/**
 * Sets one service of a line, in the place that it had, or takes it away. `lineName`: null where there is no such line; `isOfALine`: nothing
 * was set, the number is one of ours.
 */
export async function setLineService(
  { sql, run }: Database,
  line: E164,
  key: LineServiceKey,
  wanted: { name: string; number: E164 } | null,
): Promise<{ lineName: string | null; isOfALine: boolean; isSet: boolean }> {
  const set = sql.json(wanted ? ([{ key, ...wanted }] as never) : [])
  const [row] = await run(sql<{ lineName: string; isOfALine: boolean; isSet: boolean }[]>`
    with asked as (
      select id, name, services @> ${sql.json([{ key }])}::jsonb as has_it,
             exists (select from lines other where other.phone_number = ${wanted?.number ?? null}) as is_of_a_line
      from lines
      where phone_number = ${line}
    ),
    service_set as (
      update lines
      set services = case
        when asked.has_it then (
          select coalesce(jsonb_agg(one order by place), '[]')
          from (
            select place, one from jsonb_array_elements(services) with ordinality as was (one, place) where one ->> 'key' <> ${key}
            union all
            select place, ${set}::jsonb -> 0 from jsonb_array_elements(services) with ordinality as was (one, place)
            where one ->> 'key' = ${key} and ${wanted !== null}
          ) as kept
        )
        else services || ${set}::jsonb
      end
      from asked
      where lines.id = asked.id and not asked.is_of_a_line and (asked.has_it or ${wanted !== null})
      returning lines.id
    )
    select name as line_name, is_of_a_line, exists (select from service_set) as is_set from asked`)
  return row ?? { lineName: null, isOfALine: false, isSet: false }
}
