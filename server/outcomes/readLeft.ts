import { z } from 'zod'
import { firstLeftAt, formerlyAbout } from '#server/calls/movedStore.ts'
import { codesFromCall, codesLeftBy, recordsOfCodes } from '#server/doors/doorStore.ts'
import { itemsFromCall, itemsLeftBy, recordsOfItems } from '#server/patients/fromCallStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { DoorKind } from '#shared/doors.ts'
import { type CallId, ItemId, type LineId, PatientId } from '#shared/ids.ts'
import { type AboutNobody, FOUND_WITHIN_HOURS, LeftBehind } from '#shared/movedOutcome.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Mover } from './core/moving.ts'
import { mayMove } from './outcomeStore.ts'

/**
 * Over `calls`: `was (ids, left_at)`, the records that the call was about before and is not now, and since when. Worked out once a call.
 */
function recordsLeft(sql: Sql): Fragment {
  return sql`
    cross join lateral (
      select array(
               select same.id
               from unnest(${formerlyAbout(sql)}) as told (id), unnest(${recordsOf(sql, sql`told.id`)}) as same (id)
               except
               select now.id
               from unnest(${recordsOf(sql, sql`calls.patient_id`)}) as now (id)
             ) as ids,
             ${firstLeftAt(sql)} as left_at
      offset 0
    ) was`
}

const fromCall = (sql: Sql, lineId: LineId) => ({
  lineId,
  callId: sql`calls.id::text`,
  records: sql`was.ids`,
  leftAt: sql`was.left_at`,
})

/** How many things the call wrote on records that it was about before, and is not now, and nobody has looked at yet. */
export async function countLeft({ sql, run }: Database, lineId: LineId, callId: CallId): Promise<number> {
  const of = fromCall(sql, lineId)
  const [row] = await run(sql<{ count: number }[]>`
    select ${itemsFromCall(sql, of)} + ${codesFromCall(sql, of)} as count
    from calls
    ${recordsLeft(sql)}
    where calls.id = ${callId} and calls.line_id = ${lineId}`)
  return row?.count ?? 0
}

const Left = z.object({
  items: z.array(
    z.object({
      patientId: PatientId,
      section: SectionName,
      itemId: ItemId,
      change: z.enum(['added', 'changed']),
    }),
  ),
  codes: z.array(z.object({ patientId: PatientId, kind: DoorKind })),
})
export type Left = z.infer<typeof Left>

/** Which they are, and on whose records: nothing of what they say. */
export async function readLeft({ sql, run }: Database, lineId: LineId, callId: CallId): Promise<Left> {
  const of = fromCall(sql, lineId)
  const [row] = await run(sql`
    select ${itemsLeftBy(sql, of)} as items, ${codesLeftBy(sql, of)} as codes
    from calls
    ${recordsLeft(sql)}
    where calls.id = ${callId} and calls.line_id = ${lineId}`)
  return row ? Left.parse(row) : { items: [], codes: [] }
}

/** A boolean: this call was about this person before, and is not now. */
export function hasLeft(sql: Sql, lineId: LineId, callId: CallId, patientId: PatientId): Fragment {
  return sql`exists (
    select from calls
    ${recordsLeft(sql)}
    where calls.id = ${callId} and calls.line_id = ${lineId} and ${patientId}::uuid = any(was.ids)
  )`
}

/**
 * The calls that are this person's to move, and left something written on a record that they left. It names nobody: who that is, and
 * what it says, is a look of its own.
 */
export async function callsThatLeft(
  { sql, run }: Database,
  lineId: LineId,
  mover: Mover,
): Promise<AboutNobody['leftBehind']> {
  const of = fromCall(sql, lineId)
  const rows = await run(sql`
    select calls.id as call_id, outcomes.at, outcomes.staff_name as nurse, outcomes.staff_id = ${mover.staffId} as is_yours,
           calls.from_number as "from", was.left_at as since,
           was.left_at + ${FOUND_WITHIN_HOURS} * interval '1 hour' as due_at,
           cardinality(still.records) as count, array(select distinct unnest(still.records)) as records
    from outcomes
    join calls on calls.id = outcomes.call_id
    ${recordsLeft(sql)}
    cross join lateral (
      select array(${recordsOfItems(sql, of)} union all ${recordsOfCodes(sql, of)}) as records offset 0
    ) still
    where outcomes.line_id = ${lineId}
      and outcomes.kind = 'clinical'
      and outcomes.moved is not null
      and ${mayMove(sql, mover)}
      and cardinality(still.records) > 0
    order by was.left_at`)
  return z.array(LeftBehind).parse(rows)
}
