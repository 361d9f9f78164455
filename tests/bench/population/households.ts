import { nameWords } from '#server/patients/core/nameWords.ts'
import { petFormsOf } from '#server/patients/core/nicknames.ts'
import { type Dice, dice } from './dice.ts'
import { familyName } from './familyNames.ts'
import { givenName, type Kept } from './givenNames.ts'
import { streets } from './streets.ts'

export type MadePhone = {
  number: string
  belongsTo: { kind: 'patient'; use: string } | { kind: 'contact'; relationship: string }
}

/** Somebody who was never born, as search knows people. */
export type MadePerson = {
  n: number
  given: string
  family: string
  preferred: string | null
  words: string[]
  birthDate: string
  nhsNumber: string | null
  isDeceased: boolean
  isProtected: boolean
  phones: MadePhone[]
  line1: string
  postcode: string
}

type Sex = 'female' | 'male'
type Home = { line1: string; postcode: string; keeps: Kept | undefined; phone: string; use: string }
type Making = { dice: Dice; phone: () => string; nhs: () => string | null }

/** One number for all of them: a care home. Of all who are cared for at the end of their lives, about a fifth live in one. */
const IN_A_CARE_HOME = 40
const KEEPS: readonly [Kept, number][] = [
  ['welsh', 0.05],
  ['irish', 0.04],
  ['scottish', 0.06],
  ['muslim', 0.035],
  ['indian', 0.025],
  ['polish', 0.01],
  ['caribbean', 0.015],
]

/**
 * So many people, household by household, the same for the same seed: couples and families under one telephone and postcode,
 * care homes of forty under one number, twins, and some who were written down twice. Streams; holds one household at a time.
 */
export function* madePeople(seed: number, many: number, from = 1): Generator<MadePerson> {
  const chance = dice(seed)
  let phones = 0
  const making: Making = {
    dice: chance,
    phone: () => `+888${20_000_000_000 + phones++}`,
    nhs: nhsNumbers(from),
  }
  const home = streets(chance)
  let n = from
  while (n < from + many) {
    const place: Home = { ...home(), keeps: keptBy(chance), phone: making.phone(), use: 'home' }
    for (const person of household(making, place)) {
      if (n < from + many) yield { ...person, n }
      n += 1
    }
  }
}

type Unnumbered = Omit<MadePerson, 'n'>

function household(making: Making, home: Home): Unnumbered[] {
  const { dice } = making
  const kind = dice.roll()
  // A home of forty counts as one household: one in a hundred and fifty households holds a fifth of the people.
  if (kind < 0.0066) return careHome(making, home)
  const first = person(making, home, { born: born(dice) })
  if (kind < 0.0086) return twins(making, home, first)
  if (kind < 0.016) return [first, writtenTwice(making, first)]
  if (kind < 0.19) {
    const year = Number(first.birthDate.slice(0, 4))
    const family = dice.isLucky(0.85) ? first.family : undefined
    return [first, person(making, home, { born: born(dice, year + dice.below(9) - 4), family })]
  }
  return [first]
}

function careHome(making: Making, { line1, postcode, phone }: Home): Unnumbered[] {
  return Array.from({ length: IN_A_CARE_HOME }, () => {
    const home = { line1, postcode, phone, use: 'care_home', keeps: keptBy(making.dice) }
    return person(making, home, { born: born(making.dice, 1938 + making.dice.below(14) - 7) })
  })
}

function twins(making: Making, home: Home, first: Unnumbered): Unnumbered[] {
  return [first, person(making, home, { born: first.birthDate, family: first.family })]
}

/** The same person once more, as another desk heard it: misspelt, or by the pet name, or the day and the month swapped. */
function writtenTwice({ dice }: Making, first: Unnumbered): Unnumbered {
  const [year = '', month = '', day = ''] = first.birthDate.split('-')
  const swapped = Number(day) <= 12 && dice.isLucky(0.2)
  const given = dice.isLucky(0.4) ? (first.preferred ?? first.given) : first.given
  const family = dice.isLucky(0.4) ? slip(dice, first.family) : first.family
  return {
    ...first,
    given,
    family,
    words: nameWords(`${given} ${family}`),
    birthDate: swapped ? `${year}-${day}-${month}` : first.birthDate,
    nhsNumber: dice.isLucky(0.5) ? null : first.nhsNumber,
  }
}

function person(
  making: Making,
  home: Home,
  { born, family: shared }: { born: string; family?: string | undefined },
): Unnumbered {
  const { dice } = making
  const sex: Sex = dice.isLucky(0.54) ? 'female' : 'male'
  const given = givenName(dice, { sex, year: Number(born.slice(0, 4)), keeps: home.keeps })
  const family = shared ?? familyName(dice, home.keeps)
  const forms = petFormsOf(given)
  const preferred = forms.length > 0 && dice.isLucky(0.3) ? dice.pick(forms.slice(0, 4)) : null
  return {
    given,
    family,
    preferred,
    words: nameWords([given, preferred, family].filter(Boolean).join(' ')),
    birthDate: born,
    nhsNumber: dice.isLucky(0.04) ? null : making.nhs(),
    isDeceased: dice.isLucky(0.25),
    isProtected: dice.isLucky(0.002),
    phones: phonesOf(making, home),
    line1: home.line1,
    postcode: home.postcode,
  }
}

/** The telephone of the house, often a mobile of their own, and one or two of those around them. */
function phonesOf({ dice, phone }: Making, { phone: shared, use }: Home): MadePhone[] {
  const phones: MadePhone[] = [{ number: shared, belongsTo: { kind: 'patient', use } }]
  if (use === 'home' && dice.isLucky(0.55))
    phones.push({ number: phone(), belongsTo: { kind: 'patient', use: 'mobile' } })
  if (dice.isLucky(0.8))
    phones.push({ number: phone(), belongsTo: { kind: 'contact', relationship: 'daughter' } })
  if (dice.isLucky(0.3)) phones.push({ number: phone(), belongsTo: { kind: 'contact', relationship: 'son' } })
  return phones
}

function keptBy({ roll }: Dice): Kept | undefined {
  let left = roll()
  for (const [kept, share] of KEEPS) {
    if (left < share) return kept
    left -= share
  }
  return undefined
}

/** A birthday: most are near eighty, some are of working age, few are children. Born in that year when one is given. */
function born(dice: Dice, year?: number): string {
  const age = dice.isLucky(0.02) ? dice.below(40) : dice.about(79, 11)
  const inYear = Math.min(2024, Math.max(1916, year ?? Math.round(2026 - age)))
  const day = new Date(Date.UTC(inYear, 0, 1 + dice.below(365)))
  return day.toISOString().slice(0, 10)
}

/** Two letters change places, or one is lost. */
function slip(dice: Dice, name: string): string {
  if (name.length < 4) return name
  const at = 1 + dice.below(name.length - 2)
  const [before, one, other, after] = [
    name.slice(0, at),
    name[at] ?? '',
    name[at + 1] ?? '',
    name.slice(at + 2),
  ]
  return dice.isLucky(0.5) ? `${before}${other}${one}${after}` : `${before}${other}${after}`
}

/** In turn, of the range 999, which is never issued: it holds some nine hundred thousand; whoever comes after has none. */
function nhsNumbers(from: number): () => string | null {
  let nine = 999_000_000 + from - 1
  return () => {
    for (; nine < 1_000_000_000; nine += 1) {
      const sum = [...String(nine)].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0)
      const check = (11 - (sum % 11)) % 11
      if (check < 10) return `${nine++}${check}`
    }
    return null
  }
}
