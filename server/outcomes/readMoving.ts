import type { CallDeps } from '#server/calls/changeCall.ts'
import { leftInHand } from '#server/calls/movedStore.ts'
import { isDeathToldIn } from '#server/deaths/deathStore.ts'
import { type OwedByCall, owedByCall } from '#server/deaths/owedByCall.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { type Life, livesOf, stopOf } from '#server/patients/stopStore.ts'
import type { Fragment } from '#server/platform/database.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Moving } from './core/moving.ts'

export type MovingRead = Omit<Moving, 'saysDied'> & {
  /** The records which it leaves, with its outcome or by itself. */
  left: PatientId[]
  /** Of whom it would go to: how far their record was read. */
  life: Life | null
  /** Of all of them. */
  lives: (Life & { patientId: PatientId })[]
  /** Whatever the call still owes, also what a death had stopped on the record that it leaves. */
  owed: OwedByCall
}

/** What moving a saved call from one person to another has to know. */
export async function readMoving(
  { db }: CallDeps,
  { lineId }: Actor,
  callId: CallId,
  { from, about, to }: Pick<Moving, 'from' | 'about' | 'to'>,
): Promise<MovingRead> {
  const { sql } = db
  const ids = [...new Set([from, about, to])].filter(id => id !== null)
  const left = [...new Set([from, about])].flatMap(id => (id === null || id === to ? [] : [id]))
  const ofLeft = [...left, leftInHand(sql, callId)].reduce<Fragment>(
    (all, id) => sql`${all} || ${recordsOf(sql, id)}`,
    sql`'{}'::uuid[]`,
  )
  const isOfTo = (id: PatientId | null) => sql`${to}::uuid = any(${recordsOf(sql, sql`${id}::uuid`)})`
  const [[around], lives, [stop], owed] = await Promise.all([
    db.run(sql<{ isSamePerson: boolean; isDeathToldIn: boolean }[]>`
      select coalesce(${isOfTo(from)} and ${isOfTo(about)}, false) as is_same_person,
             ${isDeathToldIn(sql, lineId, callId, ofLeft)} as is_death_told_in`),
    livesOf(db, lineId, ids),
    to ? db.run(stopOf(sql, lineId, to)) : [],
    owedByCall(db, lineId, callId, to),
  ])
  const life = lives.find(({ patientId }) => patientId === to)
  return {
    from,
    about,
    to,
    left,
    isSamePerson: around?.isSamePerson === true,
    isDeathToldIn: around?.isDeathToldIn === true,
    hasDied: life?.hasDied === true,
    stopped: stop?.stopped ?? null,
    life: life ?? null,
    lives,
    owed,
  }
}
