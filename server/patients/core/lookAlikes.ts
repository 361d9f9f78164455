import { monthOf } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { LookAlike } from '#shared/patients.ts'
import type { LocalDate } from '#shared/time.ts'
import { nameWords } from './nameWords.ts'
import { sayOneName } from './nicknames.ts'

/** What two people are compared by. Names as stored; postcodes and numbers as sets. */
export type Comparable = {
  patientId: PatientId
  name: string | null
  givenName: string | null
  familyName: string | null
  birthDate: LocalDate | null
  nhsNumber: string | null
  postcodes: readonly string[]
  phones: readonly string[]
  /** Records of one person that are linked have this in common: the one that is kept. */
  keptAt?: PatientId
  /** Found because each word of the name may stand for one of theirs: heard wrong, misspelt, a short form. */
  isNamedLike?: boolean
}

/**
 * People who could be taken for this one, each with what is the same and what differs, the most alike first. Who has nothing
 * in common is left out. In the case HSIB reported, a name and a birthday were enough to treat the wrong person.
 */
export function lookAlikes(person: Comparable, others: readonly Comparable[]): LookAlike[] {
  return others
    .filter(other => other.patientId !== person.patientId && !isLinked(person, other))
    .map(other => compare(person, other))
    .filter(({ same }) => same.length > 0)
    .sort((a, b) => b.same.length - a.same.length || a.name.localeCompare(b.name))
}

/** Two records of one person are nobody's look-alikes. */
function isLinked(person: Comparable, other: Comparable): boolean {
  return person.keptAt !== undefined && person.keptAt === other.keptAt
}

/** What is the same of two people, and what differs, in words. A short or other form of one first name is no difference. */
export function compare(person: Comparable, other: Comparable): LookAlike {
  const isOneName = sayOneName(person.givenName ?? '', other.givenName ?? '') !== undefined
  const points: [same: boolean | undefined, whenSame: string, whenNot: string][] = [
    [sameWord(person.familyName, other.familyName), 'same family name', 'different family name'],
    isOneName
      ? [true, 'forms of one first name', '']
      : [sameWord(person.givenName, other.givenName), 'same first name', 'different first name'],
    [equal(person.birthDate, other.birthDate), 'same birth date', 'different birth date'],
    [equal(person.nhsNumber, other.nhsNumber), 'same NHS number', 'different NHS number'],
    [common(person.postcodes, other.postcodes), 'same postcode', 'different postcode'],
    [common(person.phones, other.phones), 'same telephone', 'different telephone'],
  ]
  const similar = person.name !== null && other.name !== null && isNearly(person.name, other.name)
  return {
    patientId: other.patientId,
    name: other.name ?? 'Name not known',
    ...(other.birthDate === null ? {} : { birthMonth: monthOf(other.birthDate) }),
    same: [
      ...points.flatMap(([same, words]) => (same ? [words] : [])),
      ...(similar ? ['names that sound alike'] : other.isNamedLike ? ['names that may be the same'] : []),
    ],
    differences: points.flatMap(([same, , words]) => (same === false ? [words] : [])),
  }
}

/** undefined where one of them has nothing to compare. */
function equal(a: string | null, b: string | null): boolean | undefined {
  return a === null || b === null ? undefined : a === b
}

function sameWord(a: string | null, b: string | null): boolean | undefined {
  return a === null || b === null ? undefined : nameWords(a).join(' ') === nameWords(b).join(' ')
}

function common(a: readonly string[], b: readonly string[]): boolean | undefined {
  return a.length === 0 || b.length === 0 ? undefined : a.some(value => b.includes(value))
}

type Named = { patientId: PatientId; name: string | null; keptAt: PatientId }

/** Of people on one list, those whose name is that of somebody else on it, or nearly so. */
export function soundAlike(people: readonly Named[]): ReadonlySet<PatientId> {
  const spelt = people.flatMap(({ name, ...one }) =>
    name === null ? [] : [{ ...one, letters: lettersOf(name) }],
  )
  const alike = new Set<PatientId>()
  for (const [place, one] of spelt.entries())
    for (const other of spelt.slice(place + 1))
      if (one.keptAt !== other.keptAt && differ(one.letters, other.letters) <= MOST_LETTERS)
        alike.add(one.patientId).add(other.patientId)
  return alike
}

const MOST_LETTERS = 2

/** Two names that are not the same and differ by at most two letters: Marion and Marian, Ellis and Ellison. */
export function isNearly(a: string, b: string): boolean {
  const letters = differ(lettersOf(a), lettersOf(b))
  return letters > 0 && letters <= MOST_LETTERS
}

function lettersOf(name: string): string {
  return nameWords(name).join(' ')
}

/** By how many letters two names differ; of those that differ by more than two, only that. */
function differ(one: string, two: string): number {
  if (Math.abs(one.length - two.length) > MOST_LETTERS) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: two.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...two].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      )
    if (Math.min(...next) > MOST_LETTERS) return Number.POSITIVE_INFINITY
    row = next
  }
  return row.at(-1) ?? 0
}
