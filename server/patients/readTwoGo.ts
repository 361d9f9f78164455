import type { Database } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { TwoBecause } from '#shared/loneWork.ts'
import type { Instant } from '#shared/time.ts'
import { whyTwoGo } from './core/twoGo.ts'
import { ToldBeforeGoing } from './readBeforeGoing.ts'
import { beforeGoingOf } from './whereaboutsStore.ts'

/** Whether nobody goes to this person alone, and why. In no access log: it decides how many are asked, and shows nobody why. */
export async function readTwoGo(
  { sql, run }: Database,
  lineId: LineId,
  patientId: PatientId,
  moments: readonly Instant[],
): Promise<TwoBecause | null> {
  const [row] = await run(sql<{ going: unknown }[]>`
    select ${beforeGoingOf(sql, lineId, sql`${patientId}::uuid`)} as going`)
  if (!row?.going) return null
  const flags = ToldBeforeGoing.parse(row.going).items.flatMap(item =>
    item.section === 'safetyFlags' ? [item.body] : [],
  )
  return whyTwoGo(flags, moments)
}
