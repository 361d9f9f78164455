import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CallId, LineId } from '#shared/ids.ts'
import { SavedWords } from '#shared/movedOutcome.ts'
import type { Mover } from './core/moving.ts'
import { besideOutcome, mayMove, toldOf } from './outcomeStore.ts'

type Asked = { lineId: LineId; callId: CallId; mover: Mover }
type Around = {
  /** A boolean about a row of patients. */
  isPlaceKept: (p: Fragment) => Fragment
  /** A uuid[] over `calls`. */
  formerlyAbout: Fragment
  what: string
}

/**
 * A CTE `asked (call_id, on_record, kept)`: the saved call, where it is theirs to move, and whose protected place its words may tell. While
 * it is on nobody's record that is also somebody's whose record it was on before.
 */
function askedFor(
  sql: Sql,
  { lineId, callId, mover }: Asked,
  { isPlaceKept, formerlyAbout }: Around,
): Fragment {
  return sql`
    asked as materialized (
      select outcomes.call_id, outcomes.patient_id as on_record, place.kept
      from outcomes
      join calls on calls.id = outcomes.call_id
      cross join lateral (
        select case
                 when outcomes.patient_id is null then ${formerlyAbout} || calls.patient_id
                 else array[outcomes.patient_id, calls.patient_id]
               end as ids
      ) persons
      cross join lateral (
        select coalesce(array_agg(p.id) filter (where ${isPlaceKept(sql`p`)}), '{}') as kept
        from patients p
        where p.line_id = ${lineId} and p.id = any(persons.ids)
      ) place
      where outcomes.call_id = ${callId}
        and outcomes.line_id = ${lineId}
        and outcomes.kind = 'clinical'
        and ${mayMove(sql, mover)}
    )`
}

/**
 * What was saved of a call, told as a past call is, and the look in the log of the record that it is on, as one statement; nothing where
 * it is not theirs to move. `accessLogged`: the CTEs that log `looked`. What may tell a protected place is covered. The notes are whole,
 * as they are on a record that the call comes to: nothing goes there that was not read.
 */
export async function readSavedWords(
  { sql, run }: Database,
  asked: Asked,
  { accessLogged, ...around }: Around & { accessLogged: Fragment },
): Promise<SavedWords | undefined> {
  const isCovered = sql`cardinality(asked.kept) > 0`
  const rows = await run(sql`
    with ${askedFor(sql, asked, around)},
    looked as (
      select on_record as patient_id,
             array_remove(array[${around.what}::text, case when on_record is not null then 'name' end], null) as what,
             'allowed' as outcome
      from asked
    ),
    ${accessLogged}
    ${wordsOf(sql, isCovered)}`)
  return rows[0] && SavedWords.parse(rows[0])
}

/**
 * The same in full, for a reason: in the log of everybody whose protected place the words may tell. `counted`: CTEs that count such a
 * showing where `isToCount`, with `isWithin`, a boolean over them; past that the words stay covered, and the try is in the log.
 */
export async function readSavedWordsInFull(
  { sql, run }: Database,
  asked: Asked,
  {
    counted,
    isWithin,
    accessLogged,
    ...around
  }: Around & { counted: (isToCount: Fragment) => Fragment; isWithin: Fragment; accessLogged: Fragment },
): Promise<SavedWords | undefined> {
  const isShown = sql`(cardinality(asked.kept) = 0 or ${isWithin})`
  const rows = await run(sql`
    with ${askedFor(sql, asked, around)},
    ${counted(sql`exists (select from asked where cardinality(kept) > 0)`)},
    looked as (
      select about.id as patient_id, array[${around.what}::text] as what,
             case when ${isShown} then 'allowed' else 'refused' end as outcome
      from asked
      cross join lateral unnest(case when cardinality(asked.kept) > 0 then asked.kept else array[asked.on_record] end) as about (id)
    ),
    ${accessLogged}
    ${wordsOf(sql, sql`not ${isShown}`)}`)
  return rows[0] && SavedWords.parse(rows[0])
}

function wordsOf(sql: Sql, isCovered: Fragment): Fragment {
  return sql`
    select outcomes.patient_id, (select name from patients p where p.id = outcomes.patient_id) as person_name,
           ${toldOf(sql, { isCovered: sql`(${isCovered})`, hasNotes: true, isWhole: true })}
    from asked
    join outcomes on outcomes.call_id = asked.call_id
    join calls on calls.id = asked.call_id
    ${besideOutcome(sql)}`
}
