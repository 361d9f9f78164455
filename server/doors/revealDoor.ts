import { appendAccess } from '#server/audit/auditStore.ts'
import { oddReveal } from '#server/audit/core/oddReveal.ts'
import { countReveal } from '#server/audit/revealStore.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import { dayInBritain } from '#shared/days.ts'
import { DOORS_A_DAY, type DoorKind, type DoorShown, doorInLog, doorKinds } from '#shared/doors.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'
import { findDoor } from './doorStore.ts'
import { placeOf } from './place.ts'

export type DoorDeps = { db: Database; clock: () => Instant; columnKeys: ColumnKeys }

/** Who is not shown how to get in, by their role or by the person's wish, is not shown the codes, nor that there are any. */
export function showsDoors({ only }: Pick<WayIn, 'only'>): boolean {
  return only === undefined || only.includes('accessNotes')
}

type Row = {
  isAsked: boolean
  isThere: boolean
  count: number | null
  isWithin: boolean | null
  version: number | null
  sealed: Buffer | null
  keyId: string | null
  verifiedOn: LocalDate | null
}

/** A privacy officer looks within a day: a code that went to the wrong person has to be changed. */
const REVIEW_SECONDS = 24 * 3_600

/**
 * Shows one code to one of the staff who has a reason to be there now. The relationship, the look in the access log, the count
 * against the day's budget and the alert are one statement, and nothing is opened before it is committed. There is no way to ask
 * for two.
 */
export async function revealDoor(
  { db, clock, columnKeys }: DoorDeps,
  way: WayIn,
  kind: DoorKind,
): Promise<DoorShown | Refused> {
  const { sql } = db
  const { actor, patientId, why, requestId } = way
  const relationship = showsDoors(way) ? way.relationship : sql`false`
  const at = clock()
  const onDay = dayInBritain(at)
  const { lineId, staffId } = actor
  const odd = oddReveal(why)
  const isShown = sql`exists (select from door cross join reveal_counted where is_within)`
  const isOverBudget = sql`exists (select from reveal_counted where not is_within)`
  const dueAt = plusSeconds(at, REVIEW_SECONDS)
  const oddReview = {
    key: `door_without_call/${patientId}/${staffId}/${onDay}`,
    kind: 'door_without_call' as const,
    patientId,
    because: odd ?? '',
    dueAt,
  }
  const manyReview = {
    key: `many_reveals/door/${staffId}/${onDay}`,
    kind: 'many_reveals' as const,
    patientId,
    because: `Asked for more than ${DOORS_A_DAY} keysafe and door codes in one day. No more were shown.`,
    dueAt,
  }
  const [row] = await db.run(sql<Row[]>`
    with ${findDoor(sql, { lineId, patientId, kind, keyIds: columnKeys.ids }, relationship)},
    ${countReveal(sql, { of: 'door', staffId, onDay, atMost: DOORS_A_DAY }, sql`exists (select from door)`)},
    looked as (
      select ${patientId}::uuid as patient_id,
             case when ${isShown} then ${[doorInLog(kind)]}::text[] else '{}' end as what,
             case when ${isShown} then 'allowed' else 'refused' end as outcome
      where not exists (select from asked) or exists (select from door)
    ),
    ${appendAccess(sql, { actor, action: 'revealed', why, requestId }, sql`exists (select from reveal_counted)`)},
    ${raiseReview(sql, actor, oddReview, sql`${isShown} and ${odd !== undefined}`, 'odd_raised')},
    ${raiseReview(sql, actor, manyReview, isOverBudget, 'many_raised')}
    select exists (select from asked) as is_asked, exists (select from newest where sealed is not null) as is_there,
           counted.count, counted.is_within, door.version, door.sealed, door.key_id, door.verified_on
    from (select) as always
    left join reveal_counted counted on true
    left join door on counted.is_within`)
  if (!row?.isAsked) return { kind: 'refused', because: NO_REASON }
  if (row.isWithin === false) return notShown(SPENT)
  if (!row.isThere) return notShown(`Nobody has written down ${doorKinds[kind].named}.`)
  const { version, sealed, keyId, count } = row
  if (version === null || !sealed || !keyId || count === null) return notShown(NO_KEY)
  const value = columnKeys.open(placeOf({ lineId, patientId, kind, version }), { sealed, keyId })
  if (value === undefined) return notShown(NO_KEY)
  return { kind: 'shown', value, verifiedOn: row.verifiedOn, left: DOORS_A_DAY - count }
}

const SPENT = `You have been shown ${DOORS_A_DAY} codes and ways in today, and no more are shown until tomorrow. Ask a colleague to show this one; a privacy officer has been told.`
const NO_KEY =
  'This is locked with a key that this server does not have, or was touched since. Tell whoever runs the server; ask the person or whoever holds a key.'

function notShown(because: string): DoorShown {
  return { kind: 'not_shown', because }
}
