import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import { PatientId } from '#shared/ids.ts'
import { Instant, LocalDate } from '#shared/time.ts'
import { recordsOf } from './linkStore.ts'

/** Reads of patients and record_entries what the review rules compare. It is shown to nobody: it is no look. */

const PersonLikeness = z.object({
  patientId: PatientId,
  /** This record, and those of the same person that are linked to it. */
  records: z.array(PatientId),
  name: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: LocalDate.nullable(),
  addresses: z.array(z.object({ lines: z.array(z.string()), postcode: z.string().nullable() })),
  professionals: z.array(z.string()),
  deathKnownAt: Instant.nullable(),
})
export type PersonLikeness = z.infer<typeof PersonLikeness>

/**
 * Of each record of the line: names, birth date, addresses, those whom it calls their own; and since when the person is known to have
 * died, by whichever of their records said so first.
 */
export async function readPersonLikenesses(
  db: Database,
  lineId: LineId,
  patientIds: readonly string[],
): Promise<PersonLikeness[]> {
  const { sql } = db
  const rows = await db.run(sql`
    with newest as (
      select distinct on (e.patient_id, e.section, e.item_id) e.patient_id, e.section, e.body, e.known_state, e.retracted
      from record_entries e
      where e.line_id = ${lineId}
        and e.patient_id = any(${sql.array([...patientIds])}::uuid[])
        and e.section in ('addresses', 'gpPractice', 'professionalContacts')
      order by e.patient_id, e.section, e.item_id, e.version desc
    ),
    standing as (
      select * from newest where known_state = 'known' and retracted is null
    )
    select p.id as patient_id, ${recordsOf(sql, sql`p.id`)} as records, p.name, p.family_name, p.birth_date,
           coalesce((
             select jsonb_agg(jsonb_build_object('lines', body -> 'lines', 'postcode', body -> 'postcode'))
             from standing
             where standing.patient_id = p.id and section = 'addresses'
           ), '[]') as addresses,
           array(
             select coalesce(body ->> 'gpName', body ->> 'name')
             from standing
             where standing.patient_id = p.id
               and section <> 'addresses'
               and coalesce(body ->> 'gpName', body ->> 'name') is not null
           ) as professionals,
           (
             select min(coalesce((
               select min(e.written_at)
               from record_entries e
               where e.line_id = ${lineId} and e.patient_id = same.id and e.section = 'death' and e.known_state = 'known'
             ), same.created_at))
             from patients same
             where same.id = any(${recordsOf(sql, sql`p.id`)}) and same.is_deceased
           ) as death_known_at
    from patients p
    where p.line_id = ${lineId}
      and p.id = any(${sql.array([...patientIds])}::uuid[])`)
  return z.array(PersonLikeness).parse(rows)
}

/** Of these moments, in the given order, those within a day of which something was written in one of the person's `records`. */
export async function readWritten(
  db: Database,
  lineId: LineId,
  moments: readonly { records: readonly string[]; at: Instant }[],
): Promise<boolean[]> {
  const { sql } = db
  const asked = moments.map((moment, nth) => ({ nth, ...moment }))
  const rows = await db.run(sql<{ isWritten: boolean }[]>`
    select exists (
             select from record_entries e
             where e.line_id = ${lineId}
               and e.patient_id = any(asked.records)
               and e.written_at between asked.at - interval '1 day' and asked.at + interval '1 day'
           ) as is_written
    from jsonb_to_recordset(${sql.json(asked)}::jsonb) as asked (nth int, records uuid[], at timestamptz)
    order by asked.nth`)
  return rows.map(row => row.isWritten)
}
