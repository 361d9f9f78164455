import { showDay } from '#shared/days.ts'
import { showNhsNumber } from '#shared/nhsNumber.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { CellMark, Part, SideBySide } from '#shared/sideBySide.ts'
import { streetWords } from './addressMatch.ts'
import type { Facts } from './identityFacts.ts'
import { nameWords } from './nameWords.ts'
import { sayOneName } from './nicknames.ts'

export type Column = { patientId: SideBySide['people'][number]['patientId']; facts: Facts; label?: string }

/** Of what was typed and is no record yet: nobody has written down that it is not known. */
const LEFT_EMPTY = 'Left empty'
const NOT_RECORDED = 'Not recorded'

/** A value cut into pieces: `text` as it is read, `is` as it is compared. */
type Piece = { text: string; is: string }
/** Every line of a fact, and how lines are held against each other. */
type Row = {
  what: string
  linesOf: (facts: Facts) => Piece[][]
  sayNothing?: (facts: Facts) => string | undefined
  /** How a value that is written otherwise is no difference all the same, in words. */
  sayLike?: (facts: Facts, first: Facts) => string | undefined
}

const ROWS: readonly Row[] = [
  {
    what: 'Name',
    linesOf: ({ name }) => line(words([name?.given, name?.family].filter(Boolean).join(' '))),
    sayLike: likeName,
  },
  {
    what: 'Birth date',
    linesOf: ({ birthDate }) => line(birthDate ? pieces(showDay(birthDate), /(-)/) : []),
  },
  {
    what: 'NHS number',
    linesOf: ({ nhsNumber }) => line(nhsNumber ? pieces(showNhsNumber(nhsNumber), /( )/) : []),
  },
  {
    what: 'Address',
    linesOf: ({ addressLines = [], postcode }) => [
      ...addressLines.map(street),
      ...(postcode ? [pieces(postcode, /( )/)] : []),
    ],
    sayNothing: ({ isProtected }) => (isProtected ? 'Protected: not shown' : undefined),
  },
  {
    what: 'Telephone',
    linesOf: ({ phones = [] }) => phones.map(number => [{ text: showPhoneNumber(number), is: number }]),
  },
  { what: 'GP practice', linesOf: ({ gpPractice }) => line(words(gpPractice ?? '')) },
  { what: 'Carers', linesOf: ({ carers = [] }) => carers.map(words) },
]

/** What must be seen beside a name, in words. */
const NOTES: readonly [keyof Facts, string][] = [
  ['isDeceased', 'Has died'],
  ['isProvisional', 'Provisional'],
  ['isProtected', 'Protected location'],
]

/**
 * Two or three persons side by side, and what of each is not so with the first. In the case HSIB reported a birthday and a name
 * like another's were enough to treat the wrong person for a week: whoever compares must see what differs, and not be told
 * that they are alike. A fact that one of them lacks neither agrees nor differs.
 */
export function compareFacts(columns: readonly Column[]): SideBySide {
  const [first] = columns
  return {
    people: columns.map(({ patientId, facts, label }) => ({
      patientId,
      label: label ?? ([facts.name?.given, facts.name?.family].filter(Boolean).join(' ') || 'Name not known'),
      notes: NOTES.flatMap(([key, says]) => (facts[key] === true ? [says] : [])),
    })),
    rows: ROWS.map(({ what, linesOf, sayNothing, sayLike }) => ({
      what,
      cells: columns.map(({ patientId, facts }, place) => {
        const lines = linesOf(facts)
        if (lines.length === 0) {
          const none = patientId === null ? LEFT_EMPTY : NOT_RECORDED
          return cell('nothing', [[{ text: sayNothing?.(facts) ?? none, is: '' }]])
        }
        if (place === 0 || !first) return cell('first', lines)
        const compared = held(lines, linesOf(first.facts))
        const says = compared.mark === 'differs' ? sayLike?.(facts, first.facts) : undefined
        return says === undefined ? compared : { ...cell('like', lines), says }
      }),
    })),
  }
}

/** The same when every line of the shorter has its like in the other: a second telephone is no difference. */
function held(lines: Piece[][], against: Piece[][]) {
  if (against.length === 0) return cell('first', lines)
  const theirs = new Set(against.flat().map(({ is }) => is))
  const wholeOf = (those: Piece[][]) =>
    those.map(pieces =>
      pieces
        .map(({ is }) => is)
        .filter(Boolean)
        .join(' '),
    )
  const [mine, other] = [wholeOf(lines), wholeOf(against)]
  const [few, many] = mine.length <= other.length ? [mine, other] : [other, mine]
  const isSame = few.every(one => many.includes(one))
  return cell(isSame ? 'same' : 'differs', lines, isSame ? undefined : theirs)
}

/** The same family name, and first names that are one. */
function likeName({ name: mine }: Facts, { name: other }: Facts): string | undefined {
  const isFamily = nameWords(mine?.family ?? '').join(' ') === nameWords(other?.family ?? '').join(' ')
  return isFamily ? sayOneName(mine?.given ?? '', other?.given ?? '') : undefined
}

function cell(mark: CellMark, lines: Piece[][], theirs?: ReadonlySet<string>) {
  return {
    mark,
    lines: lines.map(line =>
      line.map(
        ({ text, is }): Part => ({ text, differs: theirs !== undefined && is !== '' && !theirs.has(is) }),
      ),
    ),
  }
}

const line = (pieces: Piece[]): Piece[][] => (pieces.length === 0 ? [] : [pieces])

function words(text: string): Piece[] {
  return text
    .split(/(\s+)/)
    .filter(Boolean)
    .map(word => ({ text: word, is: nameWords(word).join('') }))
}

function street(text: string): Piece[] {
  return text
    .split(/(\s+)/)
    .filter(Boolean)
    .map(word => ({ text: word, is: streetWords(word).join('') }))
}

/** Cut at what stands between the parts; what stands between is never compared. */
function pieces(text: string, between: RegExp): Piece[] {
  return text.split(between).map(part => ({ text: part, is: between.test(part) ? '' : part }))
}
