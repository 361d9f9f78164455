import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database } from '#server/platform/database.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { monthOf } from '#shared/days.ts'
import type { LineId } from '#shared/ids.ts'
import type { CallerMatch, FoundPatient, FoundPatients, PatientQuery, WhyOpened } from '#shared/patients.ts'
import { callerNumber } from '#shared/phoneNumber.ts'
import type { Actor } from '#shared/staff.ts'
import { ageOn, type LocalDate } from '#shared/time.ts'
import { matchCaller } from './core/matchCaller.ts'
import { nameWords } from './core/nameWords.ts'
import { type FoundRow, MOST_LISTED, type NumberRow, peopleByNumber, peopleLike } from './patientStore.ts'

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
  return suggested(rows)
}

/** Two words of a name and more are enough to look for; longer names are cut, not refused. */
const MOST_NAME_WORDS = 5

/**
 * People who may be meant, for a coordinator to choose from: name, age, month of birth, and what matched. The name may be
 * misspelt, the telephone written in any way. Each person shown is in the access log.
 */
export async function findPatients(
  { db }: { db: Database },
  { query, today, ...looker }: Looker & { query: PatientQuery; today: LocalDate },
): Promise<FoundPatients> {
  const keys = {
    nameWords: nameWords(query.name ?? '').slice(0, MOST_NAME_WORDS),
    birthDate: query.birthDate,
    nhsNumber: query.nhsNumber,
    postcode: query.postcode,
    phone: query.phone === undefined ? undefined : phoneInAnySpelling(query.phone),
  }
  const logged = appendAccess(db.sql, { ...looker, action: 'searched' })
  const rows = await db.run(peopleLike(db.sql, looker.actor.lineId, keys, logged))
  return {
    patients: rows.map(row => shownPerson(row, today)),
    more: (rows[0]?.found ?? 0) > MOST_LISTED,
    ...(query.phone !== undefined && keys.phone === undefined && { isPhoneUnreadable: true }),
  }
}

function suggested(rows: readonly NumberRow[]): CallerMatch {
  const holders = rows.filter(row => !row.isMore)
  return matchCaller(holders, rows.length > holders.length)
}

function shownPerson(row: FoundRow, today: LocalDate): FoundPatient {
  const { birthDate } = row
  const marks = {
    name: row.nameMark,
    birthDate: row.birthDateMark,
    nhsNumber: row.nhsNumberMark,
    postcode: row.postcodeMark,
    phone: row.phoneMark,
  }
  return {
    patientId: row.patientId,
    name: row.name ?? 'Name not known',
    ...(birthDate === null
      ? {}
      : { birthMonth: monthOf(birthDate), ...(row.isDeceased ? {} : { age: ageOn(birthDate, today) }) }),
    isDeceased: row.isDeceased,
    isProvisional: row.status === 'provisional',
    marks: Object.fromEntries(Object.entries(marks).filter(([, mark]) => mark !== null)),
  }
}
