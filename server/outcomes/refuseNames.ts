import { type Access, logAccess } from '#server/audit/auditStore.ts'
import { formerlyAbout } from '#server/calls/movedStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { countReason, takeBack } from '#server/staff/signInLimits.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { namedIn } from './core/namedIn.ts'

type Reason = {
  callId: CallId
  /** Whom it would be read of, beside those whom the call was ever about. */
  persons: readonly (PatientId | null)[]
  because: string
  /** What is said to whoever wrote the name. */
  says: (name: string) => string
}

/**
 * Refuses a reason that names one of those whom the call is or was about: also what they go by, and a name on a record that is linked to
 * theirs. The refusal says that a name was right, to whoever typed one to find out, so it is a look at them that was refused: in the log of
 * each whose name it is, without the words. Nobody can go on guessing: who was refused too often waits.
 */
export async function refuseNames(
  { db }: { db: Database },
  { actor, action, requestId }: Omit<Access, 'why'> & { actor: Actor },
  { callId, persons, because, says }: Reason,
): Promise<void> {
  const counted = await countReason(db, actor.staffId)
  if (counted.isHeldOff) throw new Problem('too_many', TOO_MANY)
  const { sql } = db
  const ids = persons.filter(each => each !== null)
  const around = await db.run(sql<{ patientId: PatientId; name: string }[]>`
    select distinct named.id as patient_id, array_to_string(named.name_words, ' ') as name
    from calls
    cross join unnest(${ids}::uuid[] || ${formerlyAbout(sql)}) as about (id)
    cross join unnest(${recordsOf(sql, sql`about.id`)}) as same (id)
    join patients named on named.id = same.id and named.line_id = calls.line_id
    where calls.id = ${callId} and calls.line_id = ${actor.lineId}
    order by patient_id`)
  const name = namedIn(
    because,
    around.map(one => one.name),
  )
  if (name === undefined) return takeBack(db, counted)
  const why = { kind: 'call' as const, callId }
  const access = { actor, action, why, ...(requestId ? { requestId } : {}) }
  for (const { patientId } of around.filter(one => namedIn(because, [one.name])))
    await logAccess(db, access, { patientId, what: [], outcome: 'refused' })
  throw new Problem('bad_request', says(name), { fields: { because: says(name) } })
}

const TOO_MANY =
  'Too many of your reasons named somebody. Nothing was saved: wait a quarter of an hour, or ask a colleague to do this.'
