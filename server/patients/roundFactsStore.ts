import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'

/** Reads of everybody on a register only what a ring-round asks; it is shown of nobody, it decides who is rung. */

const Facts = z.object({
  patientId: PatientId,
  phase: z.string().nullable(),
  chartExpiresOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  isStockOut: z.boolean(),
  hasCarer: z.boolean(),
})
export type RoundFacts = z.infer<typeof Facts>

const MOST_MS = 15_000

/** Of everybody on the register who lives: the newest phase, their just-in-case medicines, whether a main carer is known. By the kept record. */
export async function readRoundFacts({ sql, run }: Database, lineId: string): Promise<RoundFacts[]> {
  const rows = await run(
    sql`
    with newest as materialized (
      select distinct on (e.patient_id, e.section, e.item_id)
        e.patient_id, e.section, e.change, e.known_state, e.body, e.recorded_at
      from patients p
      join record_entries e on e.patient_id = p.id and e.line_id = p.line_id
      where p.line_id = ${lineId}
        and p.status = 'active'
        and p.kept_at is null
        and may_be_contacted(p.id)
        and e.section in ('phaseOfIllness', 'anticipatoryMedicines', 'personalContacts')
      order by e.patient_id, e.section, e.item_id, e.version desc
    ),
    known as (
      select * from newest where change <> 'retracted' and known_state = 'known'
    )
    select n.patient_id,
           (array_agg(n.body ->> 'phase' order by n.body ->> 'at' desc, n.recorded_at desc)
             filter (where n.section = 'phaseOfIllness'))[1] as phase,
           max(n.body ->> 'chartExpiresOn') filter (where n.section = 'anticipatoryMedicines') as chart_expires_on,
           (
             select min(item ->> 'expiresOn')
             from known m, jsonb_array_elements(m.body -> 'items') as item
             where m.patient_id = n.patient_id and m.section = 'anticipatoryMedicines'
           ) as expires_on,
           exists (
             select from known m, jsonb_array_elements(m.body -> 'items') as item
             where m.patient_id = n.patient_id and m.section = 'anticipatoryMedicines' and item ->> 'quantityLeft' = '0'
           ) as is_stock_out,
           coalesce(bool_or(n.body -> 'roles' ? 'main_carer') filter (where n.section = 'personalContacts'), false) as has_carer
    from known n
    group by n.patient_id`,
    { deadlineMs: MOST_MS },
  )
  return z.array(Facts).parse(rows)
}

/** By which number somebody is rung: their own before another's; null where none is on the record. */
export async function numberToRing(
  { sql, run }: Database,
  lineId: string,
  patientId: string,
): Promise<string | null> {
  const [row] = await run(sql<{ number: string }[]>`
    select f.number
    from patient_phones f
    where f.line_id = ${lineId} and f.patient_id = ${patientId}
    order by f.belongs_to ->> 'kind' <> 'patient', f.number
    limit 1`)
  return row?.number ?? null
}
