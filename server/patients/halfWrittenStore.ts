import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import { LOCATION_SECTIONS } from '#shared/location.ts'
import type { HalfWritten, HalfWrittenKey } from '#shared/record/halfWritten.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { isPlaceKept, recordsOf } from './linkStore.ts'
import { hiddenSections, isOffRegister } from './sharingStore.ts'
import type { WayIn } from './wayIn.ts'

/** Owns half_written. */

type Writer = Pick<WayIn, 'actor' | 'patientId' | 'key'>

/** Of what nobody came back to, a month is enough: it was never on the record. */
const KEPT_FOR = '30 days'
/** No request is on its way for longer. */
const LATE_FOR = '1 hour'
/** As the table has it: in characters, as the database spells them, who writes 1e300 with all its noughts. */
const LONGEST = 200_000

/**
 * Keeps a form as it stands, where its writer may write to this person by this way now; of two that arrive in the wrong order the
 * one that was typed later stays, and what was typed before its own save is not kept again. A change of what tells
 * a protected place is not kept. What is older than a month is taken away by the same statement. Answers whether it was allowed,
 * whether there is room for it, and whether it tells such a place.
 */
export async function keepHalfWritten(
  { sql, run }: Pick<Database, 'sql' | 'run'>,
  { actor, patientId, key }: Writer,
  { section, itemId, typedAt, ...body }: HalfWritten,
  relationship: Fragment,
): Promise<{ allowed: boolean; fits: boolean; tellsPlace: boolean }> {
  const tells = LOCATION_SECTIONS.includes(section) && (!body.isNew || body.base.version > 0)
  const [row] = await run(sql<{ allowed: boolean; fits: boolean; tellsPlace: boolean }[]>`
    with form as materialized (
      select body, length(body::text) <= ${LONGEST} as fits from (select ${sql.json(body as never)}::jsonb as body) as given
    ),
    asked as (
      select p.line_id, p.id, ${tells} and ${isPlaceKept(sql, sql`p`)} as tells_place
      from patients p
      where p.line_id = ${actor.lineId} and p.id = ${patientId} and (${relationship})
    ),
    too_old as (
      delete from half_written
      where (kept_at < now() - ${KEPT_FOR}::interval or saved_at < now() - ${LATE_FOR}::interval)
        and not (patient_id = ${patientId} and staff_id = ${actor.staffId})
    ),
    kept as (
      insert into half_written (line_id, patient_id, staff_id, way, section, item_id, body, typed_at)
      select line_id, id, ${actor.staffId}::uuid, ${key}, ${section}, ${itemId}::uuid, form.body, ${typedAt}::timestamptz
      from asked
      join form on form.fits
      where not asked.tells_place
      on conflict (patient_id, staff_id, way, section, item_id) do update
      set body = excluded.body, typed_at = excluded.typed_at, kept_at = now(), saved_at = null
      where half_written.typed_at < excluded.typed_at
        or (half_written.saved_at is null and half_written.typed_at = excluded.typed_at)
        or (excluded.body -> 'base' ->> 'version')::int >= (half_written.body ->> 'savedVersion')::int
    )
    select asked.id is not null as allowed, fits, coalesce(tells_place, false) as tells_place
    from form
    left join asked on true`)
  return row ?? { allowed: false, fits: true, tellsPlace: false }
}

/** Throws a half-written form away, and not the mark of one that was saved. Nobody's but the writer's own. */
export async function dropHalfWritten(
  { sql, run }: Pick<Database, 'sql' | 'run'>,
  writer: Writer,
  form: HalfWrittenKey,
): Promise<void> {
  await run(sql`delete from half_written where ${isThis(sql, writer, form)} and saved_at is null`)
}

/**
 * A CTE for the statement that saves an item: what was half-written of it is gone with the same commit. Where it is known until when it was
 * typed, a mark stays: what comes after the save and was typed before is not kept.
 */
export function noLongerHalfWritten(
  sql: Sql,
  writer: Writer,
  form: HalfWrittenKey & { savedVersion: number; typedAt: Instant | undefined },
): Fragment {
  const { section, itemId, savedVersion, typedAt } = form
  if (typedAt !== undefined)
    return sql`
    no_longer_half_written as (
      insert into half_written (line_id, patient_id, staff_id, way, section, item_id, body, typed_at, saved_at)
      select ${writer.actor.lineId}::uuid, ${writer.patientId}::uuid, ${writer.actor.staffId}::uuid, ${writer.key}, ${section},
             ${itemId}::uuid, ${sql.json({ savedVersion })}::jsonb, ${typedAt}::timestamptz, now()
      where exists (select from entries_written)
      on conflict (patient_id, staff_id, way, section, item_id) do update
      set body = excluded.body,
          typed_at = greatest(half_written.typed_at, excluded.typed_at),
          saved_at = excluded.saved_at
    )`
  return sql`
    no_longer_half_written as (
      delete from half_written
      where ${isThis(sql, writer, form)}
        and exists (select from entries_written)
    )`
}

function isThis(sql: Sql, { actor, patientId, key }: Writer, { section, itemId }: HalfWrittenKey): Fragment {
  return sql`
    patient_id = ${patientId}
      and staff_id = ${actor.staffId}
      and way = ${key}
      and section = ${section}
      and item_id = ${itemId}`
}

/**
 * One JSON value over `asked (id, is_protected)`: what this writer left half-written by this way, in what they may still write. A
 * change of what tells a protected place holds what was shown for a reason once, and does not come by itself.
 */
export function halfWrittenOf(sql: Sql, { actor, key, writes }: WayIn): Fragment {
  return sql`(
    select coalesce(
             jsonb_agg(
               h.body || jsonb_build_object(
                 'section', h.section, 'itemId', h.item_id,
                 'typedAt', to_char(h.typed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
               )
               order by h.typed_at
             ),
             '[]'
           )
    from half_written h
    where h.patient_id = (select id from asked)
      and h.staff_id = ${actor.staffId}
      and h.way = ${key}
      and h.saved_at is null
      and h.kept_at > now() - ${KEPT_FOR}::interval
      and not (
        (select is_protected from asked)
        and h.section = any(${[...LOCATION_SECTIONS]}::text[])
        and (not (h.body -> 'isNew')::boolean or (h.body -> 'base' -> 'version')::int > 0)
      )
      and ${writes ? sql`h.section = any(${[...writes]}::text[])` : sql`true`}
  )`
}

const Titles = z.array(z.object({ section: SectionName }))

/**
 * What somebody left half-written by this way on any record of the person, the newest last: as much of it as would come back. What is kept
 * from her meanwhile, or tells a protected place, comes back by no way, and a record in little shows too little to say.
 */
export async function halfWrittenBy(
  { sql, run }: Pick<Database, 'sql' | 'run'>,
  { actor, patientId, key }: { actor: Actor; patientId: PatientId; key: string },
): Promise<SectionName[]> {
  const rows = await run(sql`
    select h.section
    from half_written h
    join patients p on p.id = h.patient_id
    where h.patient_id = any(${recordsOf(sql, patientId)})
      and h.staff_id = ${actor.staffId}
      and h.way = ${key}
      and h.saved_at is null
      and h.kept_at > now() - ${KEPT_FOR}::interval
      and not (
        ${isPlaceKept(sql, sql`p`)}
        and h.section = any(${[...LOCATION_SECTIONS]}::text[])
        and (not (h.body -> 'isNew')::boolean or (h.body -> 'base' -> 'version')::int > 0)
      )
      and h.section <> all(${hiddenSections(sql, actor, patientId)})
      and not ${isOffRegister(sql, patientId)}
    order by h.typed_at`)
  return Titles.parse(rows).map(({ section }) => section)
}

/**
 * A boolean over `asked (id)`: this writer left something half-written on the record by another of these ways, a set of texts, which are
 * theirs still. It does not come back by the one that is open now.
 */
export function isLeftElsewhere(sql: Sql, { actor, key }: Writer, ways: Fragment): Fragment {
  return sql`exists (
    select from half_written h
    where h.patient_id = (select id from asked)
      and h.staff_id = ${actor.staffId}
      and h.way <> ${key}
      and h.saved_at is null
      and h.way in (${ways})
  )`
}

/**
 * What was half-written on this record under a task goes along to where its writer has it open now, as into the call that is made for the
 * task: that ends it, and it would come back by no other way. `from`: a set of texts.
 */
export async function takeAlongHalfWritten(
  { sql, run }: Pick<Database, 'sql' | 'run'>,
  writer: Writer,
  from: Fragment,
  relationship: Fragment,
): Promise<void> {
  await run(sql`
    update half_written h
    set way = ${writer.key}
    where h.patient_id = ${writer.patientId}
      and h.staff_id = ${writer.actor.staffId}
      and h.way in (${from})
      and h.way <> ${writer.key}
      and h.saved_at is null
      and (${relationship})
      and not exists (
        select from half_written there
        where there.patient_id = h.patient_id and there.staff_id = h.staff_id and there.way = ${writer.key}
          and there.section = h.section and there.item_id = h.item_id
      )`)
}
