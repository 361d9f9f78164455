import type { Database, Fragment, Sql } from '#server/platform/database.ts'

/** Owns patients.turn_of and turn_until: the record of a person, held for a breath. Who waits for it is in migration 0072. */

/** Longer than it takes to read a record and write what was decided; whoever lost a turn by it asks for another. */
const TURN_SECONDS = 2

export type Whose = {
  lineId: string
  /** A uuid[]: the records that are read before it is decided. */
  records: Fragment
}

/** Takes or renews the turn: while it is another's it waits, as for a lock. The kept record is locked before any other. */
export async function takeTurn(
  { sql, run }: Database,
  { lineId, records }: Whose,
  turn: string,
): Promise<void> {
  await run(sql`
    with kept_first as materialized (
      select p.id
      from patients p
      where p.line_id = ${lineId} and p.id = any(${records})
      order by p.kept_at is not null, p.id
      for no key update of p
    )
    update patients p
    set turn_of = ${turn}::uuid,
        turn_until = case
          when p.turn_until > clock_timestamp() and p.turn_of <> ${turn}::uuid then hold_on()
          else clock_timestamp() + make_interval(secs => ${TURN_SECONDS})
        end
    from kept_first
    where p.id = kept_first.id`)
}

export async function endTurn(
  { sql, run }: Database,
  { lineId, records }: Whose,
  turn: string,
): Promise<void> {
  await run(sql`
    update patients
    set turn_of = null, turn_until = null
    where line_id = ${lineId} and id = any(${records}) and turn_of = ${turn}::uuid`)
}

/**
 * A boolean, always true, to be asked with the reason to write: whose turn this statement is of. It does not wait for its own, and with
 * nobody's turn standing it says nothing.
 */
export function saysTurn(sql: Sql, turn: string): Fragment {
  return sql`set_config('goldthread.turn', ${turn}, true) is not null`
}
