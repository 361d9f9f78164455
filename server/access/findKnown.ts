import type { z } from 'zod'
import { appendAccess } from '#server/audit/auditStore.ts'
import { soundAlike } from '#server/patients/core/lookAlikes.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import { findLike, marksOf } from '#server/patients/findPatients.ts'
import { isShared } from '#server/patients/sharingStore.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { Problem } from '#server/platform/problems.ts'
import type { FoundKnown } from '#shared/accessRoutes.ts'
import { dayInBritain } from '#shared/days.ts'
import type { PatientQuery } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { ageOn } from '#shared/time.ts'
import { keptFrom } from './knownTo.ts'
import { findExactly, isRelated, readCaseload } from './relationshipStore.ts'
import type { AccessDeps } from './wayIn.ts'

type Found = z.infer<typeof FoundKnown>

const PHONE_UNREADABLE =
  'The telephone could not be read as a number. Type all of it, such as 0113 496 0001, or leave it out.'

/**
 * Looks for somebody. Those whom the actor knows are found by anything, as in a call: misheard, misspelt, by a nickname. Those whom
 * the actor has nothing to do with are looked for only by what only who knows them can say, the NHS number, or whole name and birth
 * date, letter by letter; and then the answer is at most that a record may exist.
 */
export async function findKnown(
  deps: AccessDeps,
  actor: Actor,
  query: PatientQuery,
  requestId: string,
): Promise<Found> {
  // Left out of the search it would seem to have been compared.
  if (query.phone !== undefined && !phoneInAnySpelling(query.phone))
    throw new Problem('bad_request', PHONE_UNREADABLE, { fields: { phone: PHONE_UNREADABLE } })
  const exactly = await findByWhatIsKnown(deps, actor, query, requestId)
  if (exactly && exactly.people.length > 0) return exactly
  const own = await findOwn(deps, actor, query, requestId)
  if (own.length > 0) return { people: own, mayExist: exactly?.mayExist ?? null }
  if (exactly) return exactly
  throw new Problem(
    'bad_request',
    'Nobody you look after is found by that. For anybody else, write the NHS number, or first name, family name and birth date.',
    { fields: { name: 'Write both names and the birth date, or the NHS number alone.' } },
  )
}

/** Undefined when what was asked is not enough to ask for a stranger. */
async function findByWhatIsKnown(
  { db }: AccessDeps,
  actor: Actor,
  { nhsNumber, name, birthDate }: PatientQuery,
  requestId: string,
): Promise<Found | undefined> {
  const words = nameWords(name ?? '')
  const isNamed = words.length >= 2 && birthDate !== undefined
  if (nhsNumber === undefined && !isNamed) return undefined
  const keys = {
    nhsNumber: nhsNumber ?? null,
    nameWords: isNamed ? words : [],
    birthDate: isNamed ? birthDate : null,
  }
  const accessLogged = appendAccess(db.sql, { actor, action: 'searched', why: { kind: 'search' }, requestId })
  const found = await findExactly(db, actor, keys, person => isShared(db.sql, actor, person), accessLogged)
  const others = found.filter(one => !one.isOpen)
  return {
    people: found.filter(one => one.isOpen).map(({ isOpen: _, ...person }) => ({ ...person, marks: {} })),
    // Two whom it may be are not told apart by somebody who may see neither.
    mayExist: others.length === 1 && others[0] ? others[0].patientId : null,
  }
}

/** Of those whom the actor knows and who share with the organisation, who may be meant; by nothing that a record would not show the actor. */
async function findOwn(
  { db, clock }: AccessDeps,
  actor: Actor,
  query: PatientQuery,
  requestId: string,
): Promise<Found['people']> {
  const { sql } = db
  const { rows } = await findLike(
    { db },
    {
      actor,
      why: { kind: 'search' },
      requestId,
      query,
      among: person => sql`${isRelated(sql, actor, person)} and ${isShared(sql, actor, person)}`,
      kept: keptFrom(sql, actor),
    },
  )
  const today = dayInBritain(clock())
  return rows.map(row => ({
    patientId: row.patientId,
    name: row.name ?? 'Name not known',
    birthDate: row.birthDate,
    age: row.birthDate === null || row.isDeceased ? null : ageOn(row.birthDate, today),
    status: row.status,
    isDeceased: row.isDeceased,
    marks: marksOf(row),
  }))
}

/** Whom the actor's organisation looks after. Those who are easily taken for each other are marked, as where they are searched for. */
export async function caseload({ db }: AccessDeps, actor: Actor, requestId: string) {
  const accessLogged = appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'caseload' }, requestId })
  const people = await readCaseload(db, actor, person => isShared(db.sql, actor, person), accessLogged)
  const alike = soundAlike(people)
  return people.map(({ keptAt: _, name, ...person }) => ({
    ...person,
    name: name ?? 'Name not known',
    marks: alike.has(person.patientId) ? ({ name: 'sounds_like' } as const) : {},
  }))
}
