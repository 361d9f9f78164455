import { randomUUID } from 'node:crypto'
import { logAccess } from '#server/audit/auditStore.ts'
import type { Stage } from '#server/oversight/core/flags.ts'
import { lookOver } from '#server/oversight/lookOver.ts'
import type { Database } from '#server/platform/database.ts'
import type { ReviewKind } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { aColleague } from '#tests/support/colleagues.ts'

export type ReviewFound = {
  kind: ReviewKind
  staffName: string
  patientId: string | null
  looks: number
  people: number | null
}

/** A line with a nurse and a practice, whose looks are written without a house, so that nobody else looks them over. */
export type Watch = {
  db: Database
  nurse: Actor
  gp: (name: string, role?: Actor['role']) => Promise<Actor>
  look: (actor: Actor, patientId: PatientId, why?: WhyOpened) => Promise<void>
  /** A call that came in about somebody; closed. */
  call: (patientId: PatientId | null, changes?: { from?: string; skippedBecause?: string }) => Promise<string>
  over: (stage: Stage) => Promise<{ rows: number; raised: number }>
  reviews: () => Promise<ReviewFound[]>
  /** Closes everything that is open. */
  judge: (verdict: 'justified' | 'not_justified', daysAgo?: number) => Promise<void>
}

export const LATER_MS = 25 * 3_600_000

/** A line of its own in this database. */
export async function aWatch(db: Database): Promise<Watch> {
  const nurse = await aLine(db)
  const clocks = {
    at_once: () => new Date().toISOString(),
    day_later: () => new Date(Date.now() + LATER_MS).toISOString(),
  }
  return {
    db,
    nurse,
    gp: (name, role = 'clinician') =>
      aColleague(db, nurse.lineId, {
        signInName: `gp.${randomUUID()}`,
        organisation: 'Mill Lane Surgery',
        kind: 'gp',
        role,
        name,
      }),
    look: (actor, patientId, why = { kind: 'caseload' }) =>
      logAccess(db, { actor, action: 'opened', why }, { patientId, what: ['allergies'], outcome: 'allowed' }),
    call: async (patientId, { from = '+447700900111', skippedBecause } = {}) => {
      const id = randomUUID()
      const identity = {
        checked: [],
        skippedBecause: skippedBecause ?? null,
        caller: null,
        provisional: false,
      }
      await db.run(db.sql`
        insert into calls (id, line_id, version, state, direction, facts, from_number, started_at, patient_id, identity)
        values (${id}, ${nurse.lineId}, 1, 'closed', 'inbound', '{}', ${from}, now(), ${patientId}, ${db.sql.json(identity)})`)
      return id
    },
    over: stage => lookOver({ db, clock: clocks[stage] }, stage),
    reviews: async () =>
      db.run(db.sql<ReviewFound[]>`
        select kind, staff_name, patient_id, cardinality(look_ids) as looks, people
        from access_reviews
        where verdict is null
          and line_id = ${nurse.lineId}
        order by kind, staff_name`),
    judge: async (verdict, daysAgo = 0) => {
      await db.run(db.sql`
        update access_reviews
        set verdict = ${verdict}, verdict_at = now() - make_interval(days => ${daysAgo}), verdict_by = gen_random_uuid()
        where verdict is null
          and line_id = ${nurse.lineId}`)
    },
  }
}
