import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database } from '#server/platform/database.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { monthOf } from '#shared/days.ts'
import type { LineId } from '#shared/ids.ts'
import type {
  CallerMatch,
  FoundPatient,
  FoundPatients,
  Marks,
  PatientQuery,
  WhyOpened,
} from '#shared/patients.ts'
import { callerNumber } from '#shared/phoneNumber.ts'
import type { Actor } from '#shared/staff.ts'
import { ageOn, type LocalDate } from '#shared/time.ts'
import { soughtStreet } from './core/addressMatch.ts'
import { askedName } from './core/askedName.ts'
import { asOnePerson } from './core/asOnePerson.ts'
import { type SoughtName, soughtName } from './core/likeWords.ts'
import { matchCaller } from './core/matchCaller.ts'
import { nearDates } from './core/nearDates.ts'
import type { Kept } from './keptKeysStore.ts'
import { wordsLike } from './nameWordStore.ts'
import { MOST_LISTED, type NumberRow, peopleByNumber } from './patientStore.ts'
import { type Among, type FoundRow, peopleLike } from './searchStore.ts'

type Looker = { actor: Actor; why: WhyOpened; requestId?: string }

/**
 * The people a caller's number suggests, as hints. With an actor, a person looks and each hint is in the access log; without
 * one, it is the line itself, which shows nobody anything.
 */
export async function findByNumber(
  { db }: { db: Database },
  { lineId, from, looker }: { lineId: LineId; from: string; looker?: Looker },
): Promise<CallerMatch> {
  const number = callerNumber(from)
  if (number === undefined) return { kind: 'withheld' }
  const logged = looker && appendAccess(db.sql, { ...looker, action: 'suggested' })
  const rows = await db.run(peopleByNumber(db.sql, lineId, number, logged))
  return suggested(asOnePerson(rows))
}

/**
 * People who may be meant, for a coordinator to choose from: name, age, month of birth, and what matched and how. The name may be
 * misspelt, heard wrong or a nickname, the birth date swapped or a decade out, the telephone written in any way. Each person shown
 * is in the access log.
 */
export async function findPatients(
  tools: { db: Database },
  { today, ...looking }: Looker & { query: PatientQuery; today: LocalDate },
): Promise<FoundPatients> {
  const { rows, isPhoneUnreadable } = await findLike(tools, looking)
  const people = asOnePerson(rows)
  return {
    patients: people
      .filter((row, place) => people.findIndex(one => one.patientId === row.patientId) === place)
      .map(row => shownPerson(row, today)),
    more: (rows[0]?.found ?? 0) > MOST_LISTED,
    ...(isPhoneUnreadable && { isPhoneUnreadable }),
  }
}

/**
 * As `findPatients`, as the rows are; only among people `p` of whom `among` is true, when it is given, and by nothing that is `kept` from
 * the actor.
 */
export async function findLike(
  { db }: { db: Database },
  { query, among, kept, ...looker }: Looker & { query: PatientQuery; among?: Among; kept?: Kept },
): Promise<{ rows: FoundRow[]; isPhoneUnreadable: boolean }> {
  const { lineId } = looker.actor
  const { birthDate, nhsNumber, postcode } = query
  const phone = query.phone === undefined ? undefined : phoneInAnySpelling(query.phone)
  const street = query.street === undefined ? undefined : soughtStreet(query.street)
  const name = await nameOnLine(db, lineId, query.name)
  const isPhoneUnreadable = query.phone !== undefined && phone === undefined
  if ([name, birthDate, nhsNumber, postcode, street, phone].every(key => key === undefined))
    return { rows: [], isPhoneUnreadable }
  const keys = {
    name,
    birthDate: birthDate === undefined ? undefined : { date: birthDate, near: nearDates(birthDate) },
    nhsNumber,
    postcode,
    street,
    phone,
  }
  const logged = appendAccess(db.sql, { ...looker, action: 'searched' })
  const found = peopleLike(db.sql, { lineId, among, kept }, keys, logged)
  return { rows: await db.run(found), isPhoneUnreadable }
}

/** What the words of a name may be written as on this line; undefined when there is no word in it. */
async function nameOnLine(
  db: Database,
  lineId: LineId,
  text: string | undefined,
): Promise<SoughtName | undefined> {
  const asked = askedName(text ?? '')
  if (asked.length === 0) return undefined
  return soughtName(asked, await db.run(wordsLike(db.sql, lineId, asked)))
}

function suggested(rows: readonly NumberRow[]): CallerMatch {
  const holders = rows.filter(row => !row.isMore)
  return matchCaller(holders, rows.length > holders.length)
}

function shownPerson(row: FoundRow, today: LocalDate): FoundPatient {
  const { birthDate } = row
  return {
    patientId: row.patientId,
    name: row.name ?? 'Name not known',
    ...(birthDate === null
      ? {}
      : { birthMonth: monthOf(birthDate), ...(row.isDeceased ? {} : { age: ageOn(birthDate, today) }) }),
    isDeceased: row.isDeceased,
    isProvisional: row.status === 'provisional',
    marks: marksOf(row),
  }
}

/** The marks of what was asked for. */
export function marksOf(row: FoundRow): Marks {
  const marks = {
    name: row.nameMark,
    birthDate: row.birthDateMark,
    nhsNumber: row.nhsNumberMark,
    postcode: row.postcodeMark,
    street: row.streetMark,
    phone: row.phoneMark,
  }
  return Object.fromEntries(Object.entries(marks).filter(([, mark]) => mark !== null))
}
