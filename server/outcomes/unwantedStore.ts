import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { UNWANTED_DAYS, UNWANTED_FROM, UnwantedBefore } from '#shared/calls.ts'
import type { LineId } from '#shared/ids.ts'
import type { NonClinicalKind } from '#shared/outcomes.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'

const UNWANTED: readonly NonClinicalKind[] = ['hoax', 'abusive']
const Rows = z.array(UnwantedBefore)

/** Whether nurses of this line have closed several calls from this number as a hoax or as abuse; null where they have not. */
export async function readUnwanted(
  { sql, run }: Database,
  { lineId, from, at }: { lineId: LineId; from: E164; at: Instant },
): Promise<UnwantedBefore | null> {
  const rows = await run(sql`
    select count(*)::int as count, max(o.at) as last_at, (array_agg(o.staff_name order by o.at desc))[1] as last_with
    from calls c
    join outcomes o on o.call_id = c.id
    where c.line_id = ${lineId}
      and c.from_number = ${from}
      and o.kind = 'non_clinical'
      and o.body ->> 'call' = any(${[...UNWANTED]})
      and o.at > ${at}::timestamptz - make_interval(days => ${UNWANTED_DAYS})
    having count(*) >= ${UNWANTED_FROM}`)
  return Rows.parse(rows)[0] ?? null
}
