import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** Reads calls as traces of a reason to look: what the review rules ask. It is shown to nobody. */

const Trace = z.object({ nth: z.int(), wasAbout: z.boolean(), wasRung: z.boolean(), wasOwn: z.boolean() })
export type CallTrace = z.infer<typeof Trace>

type Look = { records: readonly string[]; at: Instant; callId: string | null; phoneNumber: string | null }

/**
 * For each look, in the given order. `records` are the person's. `wasAbout`: a call about the person within a day either way, but for one that came from the
 * looker's own telephone. `wasRung`: the look was in such a call that came in, whose caller was checked, and which is about the
 * person to the end. `wasOwn`: the look was in a call from the looker's own telephone.
 */
export async function readCallTraces(
  db: Database,
  lineId: LineId,
  looks: readonly Look[],
): Promise<CallTrace[]> {
  const { sql } = db
  const asked = looks.map((look, nth) => ({ nth, ...look }))
  const rows = await db.run(sql`
    select asked.nth,
           exists (
             select from calls
             where calls.line_id = ${lineId}
               and calls.patient_id = any(asked.records)
               and calls.from_number is distinct from coalesce(asked."phoneNumber", '')
               and calls.started_at between asked.at - interval '1 day' and asked.at + interval '1 day'
           ) as was_about,
           exists (
             select from calls
             where calls.id = asked."callId"
               and calls.line_id = ${lineId}
               and calls.patient_id = any(asked.records)
               and calls.direction = 'inbound'
               and calls.from_number is distinct from coalesce(asked."phoneNumber", '')
               and calls.identity ->> 'skippedBecause' is null
           ) as was_rung,
           exists (
             select from calls
             where calls.id = asked."callId"
               and calls.line_id = ${lineId}
               and calls.from_number = asked."phoneNumber"
           ) as was_own
    from jsonb_to_recordset(${sql.json(asked)}::jsonb)
      as asked (nth int, records uuid[], at timestamptz, "callId" uuid, "phoneNumber" text)
    order by asked.nth`)
  return z.array(Trace).parse(rows)
}
