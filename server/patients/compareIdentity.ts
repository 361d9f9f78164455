import { appendAccess } from '#server/audit/auditStore.ts'
import { dayInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { IdentityResult, LookAlike, SaidByCaller } from '#shared/patients.ts'
import { readToCompare } from './comparingStore.ts'
import { checkIdentity } from './core/identityChecks.ts'
import { type Comparable, lookAlikes } from './core/lookAlikes.ts'
import { initials } from './core/nameWords.ts'
import { peopleNear } from './lookAlikeStore.ts'
import { entryOf, type Looking, lookIntoRecord, NO_REASON, type Tools } from './openRecord.ts'

/** What a caller is compared by. */
const COMPARED = ['identity', 'addresses', 'agreedPhrases'] as const

type SeveralLooked = Omit<Looking, 'patientId'> & { patientIds: readonly PatientId[] }

export type Compared = { kind: 'compared'; result: IdentityResult } | { kind: 'refused'; because: string }

/** Compares what a caller said with the record; shows nobody the record. The comparison is in the access log. */
export async function compareIdentity(
  { db }: Tools,
  { said, ...looking }: Looking & { said: SaidByCaller },
): Promise<Compared> {
  const opened = await lookIntoRecord({ db }, { ...looking, only: COMPARED, action: 'compared' })
  if (opened.kind === 'refused') return opened
  const { entries, asOf, covered } = opened
  return { kind: 'compared', result: checkIdentity(entries, said, dayInBritain(asOf), covered !== undefined) }
}

/**
 * The same for several people at once, in one statement, each comparison in the access log. Without a reason nobody is compared,
 * and the answer holds nobody.
 */
export async function compareSeveral(
  { db }: Tools,
  { actor, patientIds, why, relationship, requestId, said }: SeveralLooked & { said: SaidByCaller },
): Promise<Map<PatientId, IdentityResult>> {
  const { lineId } = actor
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'compared',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const rows = await db.run(
    readToCompare(db.sql, { lineId, patientIds, relationship, only: COMPARED, accessLogged }),
  )
  return new Map(
    patientIds.flatMap(patientId => {
      const theirs = rows.filter(({ comparedId }) => comparedId === patientId)
      const [first] = theirs
      if (!first) return []
      const entries = theirs.flatMap(entryOf)
      const today = dayInBritain(first.asOf)
      return [[patientId, checkIdentity(entries, said, today, first.isProtected === true)] as const]
    }),
  )
}

export type Alike = { kind: 'alike'; people: LookAlike[] } | { kind: 'refused'; because: string }

/**
 * People of the same line who could be taken for this one, side by side with what differs. They are shown by name and month of
 * birth, as in a search, and each is in the access log.
 */
export async function findLookAlikes(tools: Tools, { patientId, ...looking }: Looking): Promise<Alike> {
  const people = (await findLookAlikesOf(tools, { ...looking, patientIds: [patientId] })).get(patientId)
  return people ? { kind: 'alike', people } : { kind: 'refused', because: NO_REASON }
}

type Beside = {
  /** Whoever is not held against everybody of the line is held against these alone. */
  among?: readonly PatientId[]
  /** Before it is settled who is meant nobody whom a number suggests is told by more than initials, nor is who is like them. */
  areNamed?: 'in full' | 'by initials'
}

/**
 * The same for several people at once, in one statement: each of `patientIds` against everybody of the line, and those of `among`
 * against each other. Without a reason the answer holds nobody.
 */
export async function findLookAlikesOf(
  { db }: Tools,
  asked: SeveralLooked & Beside,
): Promise<Map<PatientId, LookAlike[]>> {
  const { actor, patientIds, why, relationship, requestId, among = [], areNamed = 'in full' } = asked
  const all = [...new Set([...patientIds, ...among])]
  if (all.length === 0) return new Map()
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'compared',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const rows = await db.run(
    peopleNear(db.sql, {
      lineId: actor.lineId,
      patientIds: all,
      onlyAmong: { those: all.filter(id => !patientIds.includes(id)), among },
      relationship,
      told: [areNamed === 'in full' ? 'name' : 'initials', 'birthMonth', 'differences'],
      accessLogged,
    }),
  )
  return new Map(
    all.flatMap(patientId => {
      const near = rows.filter(row => row.of === patientId)
      const person = near.find(row => row.patientId === patientId)
      if (!person) return []
      const people = lookAlikes(person, near)
      return [
        [patientId, areNamed === 'in full' ? people : people.map(one => byInitials(one, near))],
      ] as const
    }),
  )
}

function byInitials(one: LookAlike, rows: readonly Comparable[]): LookAlike {
  const row = rows.find(({ patientId }) => patientId === one.patientId)
  return row?.name ? { ...one, name: initials(row.givenName, row.familyName) } : one
}
