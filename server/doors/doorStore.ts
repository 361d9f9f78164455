import { z } from 'zod'
import type { Sealed } from '#server/platform/columnKeys.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { DoorKept, type DoorKind } from '#shared/doors.ts'
import type { CommandId, LineId, PatientId } from '#shared/ids.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import type { LocalDate } from '#shared/time.ts'

/** Owns door_secrets. */

/** Which row a sealed value belongs to, as the row has it. */
export type DoorRow = { lineId: LineId; patientId: PatientId; kind: DoorKind; version: number }

/**
 * One JSON value: what there is of each kind for the person whom `asked (id)` names, without what it says. To stand beside a look
 * at the record.
 */
export function doorsKept(sql: Sql): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'kind', kind, 'version', version, 'verifiedOn', verified_on, 'by', author, 'source', source,
      'at', to_char(written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by kind), '[]')
    from (
      select distinct on (d.kind) d.*
      from door_secrets d
      where d.patient_id = (select id from asked)
      order by d.kind, d.version desc
    ) as newest
    where change <> 'removed'
  )`
}

export const DoorsKept = z.array(DoorKept)

/**
 * CTEs `asked (id)`, the person, where this actor has a reason to be there now, and `door`, the newest of one kind, if there is
 * one and its key is at hand.
 */
export function findDoor(
  sql: Sql,
  {
    lineId,
    patientId,
    kind,
    keyIds,
  }: { lineId: LineId; patientId: PatientId; kind: DoorKind; keyIds: readonly string[] },
  relationship: Fragment,
): Fragment {
  return sql`
    asked as (
      select p.id
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${relationship})
    ),
    newest as (
      select d.version, d.change, d.sealed, d.key_id, d.verified_on
      from door_secrets d
      where d.patient_id = (select id from asked)
        and d.kind = ${kind}
      order by d.version desc
      limit 1
    ),
    door as materialized (
      select * from newest where sealed is not null and key_id = any(${[...keyIds]}::text[])
    )`
}

/** The newest version of one kind, for whoever is about to write the next. Nothing of it is shown. */
export async function readNewest(
  db: Database,
  lineId: LineId,
  patientId: PatientId,
  kind: DoorKind,
): Promise<Newest | undefined> {
  const [row] = await db.run(db.sql<Newest[]>`
    select version, change, sealed, key_id, verified_on, author ->> 'name' as by_name, command_id, written_at
    from door_secrets
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and kind = ${kind}
    order by version desc
    limit 1`)
  return row
}

/** A number: how many codes of these `records`, a uuid[], are as they were kept in this call. */
export function codesFromCall(sql: Sql, of: FromCall): Fragment {
  return sql`(select count(*)::int from door_secrets from_call where ${isLeft(sql, of)})`
}

/** Rows `(patient_id)`: for whose home each of them is. */
export function recordsOfCodes(sql: Sql, of: FromCall): Fragment {
  return sql`select patient_id from door_secrets from_call where ${isLeft(sql, of)}`
}

/** One JSON value: which kinds they are; none of the codes. */
export function codesLeftBy(sql: Sql, of: FromCall): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object('patientId', patient_id, 'kind', kind)), '[]')
    from door_secrets from_call
    where ${isLeft(sql, of)}
  )`
}

type FromCall = { lineId: string; callId: Fragment; records: Fragment }

function isLeft(sql: Sql, { lineId, callId, records }: FromCall): Fragment {
  return sql`
    from_call.line_id = ${lineId}
      and from_call.patient_id = any(${records})
      and from_call.source ->> 'callId' = ${callId}
      and from_call.change in ('added', 'changed')
      and not exists (
        select from door_secrets since
        where since.patient_id = from_call.patient_id and since.kind = from_call.kind and since.version > from_call.version
      )`
}

export type Newest = {
  version: number
  change: string
  sealed: Buffer | null
  keyId: string | null
  verifiedOn: LocalDate | null
  byName: string
  commandId: string
  writtenAt: string
}

export type NewDoor = DoorRow & {
  change: 'added' | 'changed' | 'verified' | 'removed'
  value: Sealed | null
  verifiedOn: LocalDate | null
  because: string | null
  author: Author
  source: Source
  commandId: CommandId
}

/**
 * A CTE `door_written (patient_id)`: the next version, where the one before is still the newest and `onlyIf` holds. Of two who
 * write the same version the primary key lets one.
 */
export function writeDoor(sql: Sql, door: NewDoor, onlyIf: Fragment): Fragment {
  const { lineId, patientId, kind, version, change, value, verifiedOn, because, author, source } = door
  return sql`
    door_written as (
      insert into door_secrets (
        line_id, patient_id, kind, version, change, sealed, key_id, verified_on, because, author, source, command_id
      )
      select p.line_id, p.id, ${kind}, ${version}, ${change}, ${value?.sealed ?? null}::bytea, ${value?.keyId ?? null},
             ${verifiedOn}::date, ${because}, ${sql.json(author)}::jsonb, ${sql.json(source)}::jsonb, ${door.commandId}::uuid
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${onlyIf})
        and ${version - 1} = coalesce(
          (select max(d.version) from door_secrets d where d.patient_id = ${patientId} and d.kind = ${kind}), 0)
      on conflict do nothing
      returning patient_id
    )`
}

/** Which keys values are sealed with, and how many with each. */
export function keysInUse(db: Database): Promise<{ keyId: string; count: number }[]> {
  return db.run(db.sql<{ keyId: string; count: number }[]>`
    select key_id, count(*)::int as count
    from door_secrets
    where sealed is not null
    group by key_id
    order by key_id`)
}

export type SealedRow = DoorRow & { sealed: Buffer; keyId: string }

/** Some that are sealed with another key than this one. */
export function readSealedOtherwise(
  db: Database,
  keyId: string,
  after: SealedRow | undefined,
  limit: number,
): Promise<SealedRow[]> {
  const { sql } = db
  const onwards = after
    ? sql`and (patient_id, kind, version) > (${after.patientId}::uuid, ${after.kind}::text, ${after.version}::int)`
    : sql``
  return db.run(sql<SealedRow[]>`
    select line_id, patient_id, kind, version, sealed, key_id
    from door_secrets
    where sealed is not null
      and key_id <> ${keyId}
      ${onwards}
    order by patient_id, kind, version
    limit ${limit}`)
}

/** Puts a value under another key, where it is still under the one it was read with. */
export async function replaceSealed(db: Database, before: SealedRow, after: Sealed): Promise<boolean> {
  const rows = await db.run(db.sql`
    update door_secrets
    set sealed = ${after.sealed}, key_id = ${after.keyId}
    where patient_id = ${before.patientId}
      and kind = ${before.kind}
      and version = ${before.version}
      and key_id = ${before.keyId}
    returning version`)
  return rows.length > 0
}
