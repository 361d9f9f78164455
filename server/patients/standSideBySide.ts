import { appendAccess, type Looker } from '#server/audit/auditStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { dayInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { IdentifyingFacts, SideBySide } from '#shared/sideBySide.ts'
import { type Column, compareFacts } from './core/compareFacts.ts'
import { identityFacts } from './core/identityFacts.ts'
import { readFacts } from './factsStore.ts'
import { entryOf } from './openRecord.ts'

/** More than this many columns cannot be compared by eye. */
export const MOST_BESIDE = 4

/**
 * What tells these persons apart, with the differences marked, after what was typed of somebody who is no record yet. Each of
 * them is in the access log. Somebody whom the actor may not see is left out.
 */
export async function standSideBySide(
  { db }: { db: Database },
  asked: {
    actor: Looker
    why: WhyOpened
    patientIds: readonly PatientId[]
    /** A boolean about the person `p`. */
    isShown: Fragment
    /** A text[] about the person `p`: sections that the actor is shown nothing of. None where a call is about them. */
    kept?: Fragment
    typed?: { label: string; facts: IdentifyingFacts }
    requestId?: string
  },
): Promise<SideBySide> {
  const { actor, why, patientIds, isShown, kept = db.sql`'{}'::text[]`, typed, requestId } = asked
  const wanted = [...new Set(patientIds)].slice(0, MOST_BESIDE)
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'compared',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const rows = await db.run(
    readFacts(db.sql, { lineId: actor.lineId, patientIds: wanted, isShown, kept, accessLogged }),
  )
  const entries = rows.flatMap(entryOf)
  const asOf = rows[0]?.asOf
  const columns = wanted.flatMap((patientId): Column[] => {
    const theirs = entries.filter(entry => entry.patientId === patientId)
    const isProtected = rows.some(row => row.patientId === patientId && row.isProtected === true)
    return asOf && theirs.length > 0
      ? [{ patientId, facts: identityFacts(theirs, dayInBritain(asOf), isProtected) }]
      : []
  })
  return compareFacts([...(typed ? [{ patientId: null, ...typed }] : []), ...columns])
}
