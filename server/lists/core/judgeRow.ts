import { isNearly } from '#server/patients/core/lookAlikes.ts'
import type { Stopped } from '#server/patients/core/stopped.ts'
import type { PatientId } from '#shared/ids.ts'
import type { RowVerdict } from '#shared/lists.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { COLUMN_KEYS, columnOf, type ListRow } from './listColumns.ts'
import { STOPPED_ROW } from './stoppedRow.ts'

/** Somebody on the line whom a row may mean. */
export type Candidate = {
  patientId: PatientId
  nhsNumber: string | null
  birthDate: LocalDate | null
  nameWords: readonly string[]
  isDeceased: boolean
  /** Why nothing is written on this record at present. */
  stopped: Stopped | null
  isOnCaseload: boolean
  /** What the record says in the columns that the asker may see; null where they may see nothing. */
  says: ListRow | null
}

export type Named = {
  nhsNumber: string | undefined
  birthDate: LocalDate
  nameWords: readonly string[]
  familyWords: readonly string[]
}
export type Difference = { column: string; section: SectionName; record: string; list: string }
export type Judged = {
  verdict: RowVerdict
  patientId: PatientId | null
  because: string
  differences: Difference[]
}

const judged = (
  verdict: RowVerdict,
  because: string,
  patientId: PatientId | null = null,
  differences: Difference[] = [],
): Judged => ({
  verdict,
  patientId,
  because,
  differences,
})

const MAY_BE =
  'Somebody with this name and birth date may have a record already. Add their NHS number to the list, or register them by hand.'

/**
 * Whom a row means. An NHS number that fits name and birth date is one person; without it, the same name and birth date is one
 * only on the asker's own list, and only where nobody else fits. Whatever is in doubt is left for a person to decide: two records can be linked, a wrong one is a
 * wrong patient (hazard H01). Of somebody whom the asker may not see no more is said than that a record may exist.
 */
export function judgeRow(row: Named, says: ListRow, found: readonly Candidate[]): Judged {
  // Of two records of one person the row means the one that is written to.
  const candidates = found.toSorted((a, b) => Number(isElsewhere(a)) - Number(isElsewhere(b)))
  const numbered = candidates.find(
    ({ nhsNumber }) => row.nhsNumber !== undefined && nhsNumber === row.nhsNumber,
  )
  if (numbered) {
    if (!isNamedLike(row, numbered) || numbered.birthDate !== row.birthDate)
      return judged(
        'bad',
        'On our records this NHS number stands beside another name or birth date. Check all three.',
      )
    return whoIsHere(numbered, says)
  }
  const born = candidates.filter(
    one => one.birthDate === row.birthDate && !differ(row.nhsNumber, one.nhsNumber),
  )
  const same = born.find(one => isNamedExactly(row, one)) ?? born.find(one => isNamedSame(row, one))
  if (same?.isOnCaseload && same.says && isAlone(row, same, born)) return whoIsHere(same, says)
  // Two numbers that differ are two people, twins perhaps; with one of them missing nobody can tell.
  if (same || born.some(one => isNamedNearly(row, one))) return judged('may_be', MAY_BE)
  return judged('new', '')
}

function whoIsHere(one: Candidate, says: ListRow): Judged {
  if (!one.isOnCaseload)
    return one.isDeceased
      ? judged('may_be', MAY_BE)
      : judged(
          'to_join',
          'Has a record on this line: comes onto your list, and nothing of it is changed.',
          one.patientId,
        )
  if (!one.says)
    return judged('same', 'Is on your list, and does not share with you at present.', one.patientId)
  if (one.isDeceased)
    return judged('died', 'Has died, as the record has it. Nothing is written.', one.patientId)
  const differences = differencesOf(one.says, says)
  return differences.length > 0
    ? judged('changed', one.stopped ? STOPPED_ROW[one.stopped] : '', one.patientId, differences)
    : judged('same', 'Is on your list, and nothing differs.', one.patientId)
}

function isElsewhere({ stopped }: Candidate): boolean {
  return stopped === 'kept_elsewhere'
}

/** Columns of which the list says something that the record does not. An empty cell says nothing. */
function differencesOf(record: ListRow, list: ListRow): Difference[] {
  return COLUMN_KEYS.flatMap(key => {
    const [is, asked] = [record[key], list[key]]
    if (is === undefined || !asked || is === asked) return []
    const { heading, section } = columnOf(key)
    return [{ column: heading, section, record: is, list: asked }]
  })
}

function differ(a: string | undefined, b: string | null): boolean {
  return a !== undefined && b !== null && a !== b
}

/**
 * Whether nobody else can be meant. A name in full is only that of whoever has it; of a shorter one, 'Margaret' for 'Margaret Anne',
 * anybody born on the same day who shares a word of it may be the one.
 */
function isAlone(row: Named, same: Candidate, born: readonly Candidate[]): boolean {
  const fits = isNamedExactly(row, same) ? isNamedExactly : isNamedLike
  return !born.some(one => one !== same && !isElsewhere(one) && fits(row, one))
}

function isNamedExactly({ nameWords }: Pick<Named, 'nameWords'>, one: Candidate): boolean {
  return [...nameWords].sort().join(' ') === [...one.nameWords].sort().join(' ')
}

function isNamedLike({ nameWords }: Pick<Named, 'nameWords'>, one: Candidate): boolean {
  return nameWords.some(word => one.nameWords.includes(word))
}

function isNamedSame({ nameWords }: Pick<Named, 'nameWords'>, one: Candidate): boolean {
  return (
    nameWords.every(word => one.nameWords.includes(word)) ||
    one.nameWords.every(word => nameWords.includes(word))
  )
}

/** Nearly the same name, or the same family name without a number to tell the two apart. */
function isNamedNearly({ nhsNumber, nameWords, familyWords }: Named, one: Candidate): boolean {
  if (isNearly([...nameWords].sort().join(' '), [...one.nameWords].sort().join(' '))) return true
  return (
    nhsNumber === undefined &&
    familyWords.length > 0 &&
    familyWords.every(word => one.nameWords.includes(word))
  )
}
