import type { CallDeps } from '#server/calls/changeCall.ts'
import { isDeathToldIn } from '#server/deaths/deathStore.ts'
import { readTasksOfCall } from '#server/dispatch/taskStore.ts'
import { codesFromCall } from '#server/doors/doorStore.ts'
import { itemsFromCall } from '#server/patients/fromCallStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { type Life, livesOf, stopOf } from '#server/patients/stopStore.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Moving } from './core/moving.ts'

export type MovingRead = Omit<Moving, 'saysDied'> & {
  /** Of whom it would go to: how far their record was read. */
  life: Life | null
  /** Of both. */
  lives: (Life & { patientId: PatientId })[]
  /** Whatever the call still owes. */
  tasks: BoardTask[]
  /** Names on either record. */
  names: string[]
}

/** What moving a saved call from one person to another has to know. */
export async function readMoving(
  { db }: CallDeps,
  { lineId }: Actor,
  callId: CallId,
  { from, to }: { from: PatientId | null; to: PatientId | null },
): Promise<MovingRead> {
  const { sql } = db
  const ids = [from, to].filter(id => id !== null)
  const [[around], lives, [stop], tasks] = await Promise.all([
    db.run(sql<{ isSamePerson: boolean; isDeathToldIn: boolean; names: string[] }[]>`
      select coalesce(${to}::uuid = any(${recordsOf(sql, sql`${from}::uuid`)}), false) as is_same_person,
             ${isDeathToldIn(sql, lineId, callId, recordsOf(sql, sql`${from}::uuid`))} as is_death_told_in,
             array(
               select concat_ws(' ', given_name, family_name)
               from patients
               where line_id = ${lineId} and id = any(${ids}::uuid[])
             ) as names`),
    livesOf(db, lineId, ids),
    to ? db.run(stopOf(sql, lineId, to)) : [],
    readTasksOfCall(db, lineId, callId),
  ])
  const life = lives.find(({ patientId }) => patientId === to)
  return {
    from,
    to,
    isSamePerson: around?.isSamePerson === true,
    isDeathToldIn: around?.isDeathToldIn === true,
    hasDied: life?.hasDied === true,
    stopped: stop?.stopped ?? null,
    life: life ?? null,
    lives,
    tasks,
    names: around?.names ?? [],
  }
}

/** What the call wrote on the record that it left, and nobody has marked as entered in error yet. */
export async function itemsLeft(
  { db }: CallDeps,
  { lineId }: Actor,
  callId: CallId,
  left: PatientId | null,
): Promise<number> {
  if (left === null) return 0
  const { sql } = db
  const records = recordsOf(sql, left)
  const [row] = await db.run(sql<{ count: number }[]>`
    select ${itemsFromCall(sql, lineId, callId, records)} + ${codesFromCall(sql, lineId, callId, records)} as count`)
  return row?.count ?? 0
}
