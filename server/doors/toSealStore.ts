import type { Database } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'

/** Owns door_details_to_seal; what it seals goes into door_secrets (doorStore.ts). */

/** What one person's record said, one after the other, and the newest version of how to enter that is kept sealed already; 0: none. */
export type ToSeal = {
  lineId: LineId
  patientId: PatientId
  newest: number
  steps: { step: number; value: string | null }[]
}

export type SealedStep = {
  step: number
  version: number
  change: 'added' | 'changed' | 'removed'
  /** In hex; null where there is none any more. */
  sealed: string | null
  keyId: string | null
  because: string | null
}

/** Some people of whom plain words wait. */
export function detailsToSeal({ run, sql }: Database, limit: number): Promise<ToSeal[]> {
  return run(sql<ToSeal[]>`
    select w.line_id, w.patient_id,
           (
             select coalesce(max(d.version), 0)
             from door_secrets d
             where d.patient_id = w.patient_id and d.kind = 'how_to_enter'
           )::int as newest,
           json_agg(json_build_object('step', w.step, 'value', w.value) order by w.step) as steps
    from door_details_to_seal w
    group by w.line_id, w.patient_id
    order by w.patient_id
    limit ${limit}`)
}

/**
 * Puts one person's words where they are kept, with their authors and times, and takes the plain ones away with the same commit.
 * False where another process was first. Were a version written in between, its number is taken: nothing is done, and it throws.
 */
export async function takeSealed(
  { run, sql }: Database,
  { patientId }: ToSeal,
  steps: readonly SealedStep[],
): Promise<boolean> {
  const rows = await run(sql<{ version: number }[]>`
    with taken as (
      delete from door_details_to_seal where patient_id = ${patientId} returning *
    )
    insert into door_secrets (
      line_id, patient_id, kind, version, change, sealed, key_id, because, author, source, command_id, written_at
    )
    select t.line_id, t.patient_id, 'how_to_enter', s.version, s.change, decode(s.sealed, 'hex'), s."keyId", s.because,
           t.author, t.source, gen_random_uuid(), t.said_at
    from taken t
    join jsonb_to_recordset(${sql.json(steps as never)}::jsonb)
      as s (step int, version int, change text, sealed text, "keyId" text, because text) on s.step = t.step
    returning version`)
  return rows.length > 0
}
