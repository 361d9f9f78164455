import { momentInBritain } from '#shared/days.ts'
import { nhsDigits, nhsNumberFault } from '#shared/nhsNumber.ts'
import type { Choice } from '#shared/record/coded.ts'
import { consentValues } from '#shared/record/consent.ts'
import { preferredPlaces } from '#shared/record/places.ts'
import { registerStatuses } from '#shared/record/register.ts'
import { parseBody } from '#shared/record/sections.ts'
import { genders } from '#shared/record/who.ts'
import { ageOn, type LocalDate } from '#shared/time.ts'
import { unguarded } from './csvText.ts'
import type { Headings } from './headings.ts'
import { type ColumnKey, columnOf, KEPT_BACK } from './listColumns.ts'
import { readDay } from './readDay.ts'
import { FROM, type ListBodies, type ListSection } from './sayRow.ts'

/** What is wrong with one cell, and what to do. */
export type CellProblem = { column: string; because: string }
/** `who`: the name as it stands, so that a row that cannot be read is found all the same. */
export type ReadRow = { who: string; bodies: ListBodies; problems: CellProblem[]; hasDied: boolean }

const OLDEST = 120

/** The number of a telephone, or undefined: server/platform/phoneSpelling.ts knows the spellings. */
export type ReadPhone = (text: string) => string | undefined

/** What a row says of a person, each section parsed by its schema; everything that cannot be taken, by its column. */
export function readRow(
  cells: readonly string[],
  headings: Headings,
  today: LocalDate,
  readPhone: ReadPhone,
): ReadRow {
  const problems: CellProblem[] = []
  const bodies: Record<string, unknown> = {}
  const cell = (key: ColumnKey): string => {
    const place = headings.places.get(key)
    const text = place === undefined ? '' : unguarded(cells[place] ?? '').trim()
    return text === KEPT_BACK ? '' : text
  }
  const wrong = (key: ColumnKey, because: string) => {
    problems.push({ column: headings.names.get(key) ?? columnOf(key).heading, because })
  }
  const chosen = <Key extends string>(
    key: ColumnKey,
    choices: Readonly<Record<Key, Choice>>,
    also: Readonly<Record<string, Key>> = {},
    text = cell(key),
  ) => {
    if (text === '') return undefined
    const found = choiceOf(text, choices) ?? also[text.toLowerCase()]
    if (found === undefined) wrong(key, `“${text.slice(0, 40)}” is not one of: ${wordsOf(choices)}.`)
    return found
  }
  const keep = (section: ListSection, key: ColumnKey, body: unknown) => {
    const parsed = parseBody(section, body)
    if (parsed.success) bodies[section] = parsed.data
    else for (const issue of parsed.error.issues) wrong(keyAt(issue.path.join('.'), key), issue.message)
  }

  for (const [place, text] of cells.entries())
    if (place >= headings.count && text.trim() !== '') {
      problems.push({
        column: `column ${place + 1}`,
        because:
          'There are more cells than headings: a comma stands where none belongs, or a quotation mark is missing.',
      })
      break
    }
  if (cells.some(text => text.includes('\u0000')))
    problems.push({
      column: 'the row',
      because: 'It holds a character that cannot be kept (NUL). Type the row again.',
    })

  const nhs = cell('nhsNumber')
  const fault = nhs === '' ? undefined : nhsNumberFault(nhs)
  if (fault) wrong('nhsNumber', fault)
  const born = cell('birthDate')
  const read = readDay(born)
  const birthDate = read.day
  if (born === '')
    wrong('birthDate', 'Everybody in a list needs a birth date. Register who has none by hand.')
  else if (birthDate === undefined) wrong('birthDate', read.fault)
  else if (birthDate > today) wrong('birthDate', 'That day is still to come.')
  else if (ageOn(birthDate, today) > OLDEST) wrong('birthDate', `That makes them older than ${OLDEST}.`)
  const [given, family] = [cell('given'), cell('family')]
  if (given === '' && family === '')
    wrong(headings.places.has('family') ? 'family' : 'given', 'Everybody in a list needs a name.')
  const gender = chosen('gender', genders, { m: '1', f: '2', man: '1', woman: '2', unknown: 'X' })
  if (problems.length === 0 || (birthDate && (given || family)))
    keep('identity', 'given', {
      name: { ...(given && { given }), ...(family && { family }) },
      birthDate: birthDate ?? { unknown: 'not_known' },
      ...optional({ title: cell('title'), preferredName: cell('preferred') }),
      ...(nhs !== '' && !fault ? { nhsNumber: nhsDigits(nhs) } : {}),
      ...(gender ? { gender } : {}),
    })

  const lines = [cell('address').split(/\s*[;\n]\s*/), cell('address2'), cell('address3')]
    .flat()
    .filter(Boolean)
  const postcode = cell('postcode')
  if (lines.length === 0 && postcode !== '')
    wrong('address', 'Write the address beside the postcode, or leave the postcode out.')
  if (lines.length > 0)
    keep('addresses', 'address', { kind: 'main', lines: cutAtCommas(lines), ...optional({ postcode }) })
  const phone = cell('phone')
  const number = phone === '' ? undefined : readPhone(phone)
  if (phone !== '' && number === undefined)
    wrong('phone', 'That is no telephone number that can be rung. Look at its digits.')
  if (number) keep('phones', 'phone', { number, use: number.startsWith('+447') ? 'mobile' : 'home' })
  const [gpCode, gpName] = [cell('gpCode').toUpperCase(), cell('gpName')]
  if (gpCode || gpName)
    keep('gpPractice', gpName ? 'gpName' : 'gpCode', {
      name: gpName || gpCode,
      ...optional({ odsCode: gpCode }),
    })
  const status = chosen('status', registerStatuses)
  if (status && status !== 'deceased') keep('registerStatus', 'status', { status })
  if (cell('diagnosis')) keep('primaryDiagnosis', 'diagnosis', { text: cell('diagnosis') })
  const care = chosen('placeOfCare', preferredPlaces)
  if (care) keep('preferredPlaceOfCare', 'placeOfCare', { first: { place: care } })
  const death = chosen('placeOfDeath', preferredPlaces)
  if (death) keep('preferredPlaceOfDeath', 'placeOfDeath', { first: { place: death } })
  // As a list that was taken from here says it of what has still to begin.
  const [said = '', from] = cell('sharing').split(FROM)
  const yes = { yes: 'given_by_person', agreed: 'given_by_person', no: 'declined' } as const
  const share = chosen('sharing', consentValues, yes, said)
  const begins = from === undefined ? undefined : readDay(from)
  if (begins?.fault) wrong('sharing', begins.fault)
  if (share)
    keep('consentToShare', 'sharing', {
      scope: 'everyone_caring',
      value: share,
      ...(begins?.day ? { from: momentInBritain(begins.day, '00:00') } : {}),
    })
  const optOut = chosen('optOut', YES_NO, { y: 'yes', n: 'no', true: 'yes', false: 'no' })
  if (optOut)
    keep('nationalDataOptOut', 'optOut', { hasOptedOut: optOut === 'yes', asOf: today, source: 'list' })
  const died = cell('died').toLowerCase()
  // A bag of bodies, each parsed by the schema of the section that is its key.
  return {
    who: [given, family].filter(Boolean).join(' ').slice(0, 120),
    bodies: bodies as ListBodies,
    problems,
    hasDied: status === 'deceased' || !['', 'no', 'n', 'false', '0'].includes(died),
  }
}

const YES_NO = { yes: { text: 'Yes' }, no: { text: 'No' } } as const

function choiceOf<Key extends string>(text: string, choices: Readonly<Record<Key, Choice>>): Key | undefined {
  const asked = plain(text)
  const keys = Object.keys(choices) as Key[] // keys of a const object
  return keys.find(key => plain(choices[key].text) === asked || plain(key) === asked)
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

function wordsOf(choices: Readonly<Record<string, Choice>>): string {
  return Object.values(choices)
    .map(({ text }) => text)
    .join(', ')
}

function optional(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
}

/** A whole address in one cell, as most lists have it: cut where somebody put commas, into five lines at most. */
function cutAtCommas(lines: readonly string[]): string[] {
  const [only] = lines
  if (lines.length > 1 || only === undefined || only.length <= 70) return [...lines]
  const parts = only.split(/\s*,\s*/).filter(Boolean)
  return [...parts.slice(0, 4), ...(parts.length > 4 ? [parts.slice(4).join(', ')] : [])]
}

const PATHS: readonly (readonly [RegExp, ColumnKey])[] = [
  [/^name\.given/, 'given'],
  [/^name\.family|^name/, 'family'],
  [/^title/, 'title'],
  [/^preferredName/, 'preferred'],
  [/^birthDate/, 'birthDate'],
  [/^nhsNumber/, 'nhsNumber'],
  [/^postcode/, 'postcode'],
  [/^odsCode/, 'gpCode'],
]

function keyAt(path: string, otherwise: ColumnKey): ColumnKey {
  return PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? otherwise
}
