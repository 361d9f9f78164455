import type { IdentityCheck, IdentityResult, SaidByCaller } from '#shared/patients.ts'
import { bodiesOf, type Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import { SoughtPostcode } from '#shared/record/who.ts'
import type { LocalDate } from '#shared/time.ts'
import { isSameFirstLine, soughtStreet, streetWords } from './addressMatch.ts'
import { nameWords } from './nameWords.ts'
import { sectorOf } from './soughtPostcode.ts'

/** Two different things that only the right caller should know. Source: domain guide 3.6. */
const NEEDED = 2

/**
 * Compares what a caller said with the record. It answers match or no match and never the value, so that nothing can be
 * learned by asking. Names are compared exactly, apart from case and accents: "Ellis" is not "Ellison". `isPlaceKept`: where they
 * are is protected, by this record or by one that is linked to it, and no address is compared.
 */
export function checkIdentity(
  entries: readonly Entry[],
  said: SaidByCaller,
  today: LocalDate,
  isPlaceKept: boolean,
): IdentityResult {
  const identity = bodiesOf(entries, 'identity')[0]
  const checks: IdentityCheck[] = []
  if (said.fullName !== undefined)
    checks.push({ check: 'fullName', result: nameResult(entries, said.fullName) })
  if (said.birthDate !== undefined)
    checks.push({ check: 'birthDate', result: equal(known(identity?.birthDate), said.birthDate) })
  if (said.addressOrPostcode !== undefined)
    checks.push({
      check: 'addressOrPostcode',
      result: isPlaceKept ? 'not_used' : addressResult(entries, said.addressOrPostcode, today),
    })
  if (said.nhsNumber !== undefined)
    checks.push({ check: 'nhsNumber', result: equal(known(identity?.nhsNumber), said.nhsNumber) })
  if (said.phrase !== undefined) checks.push({ check: 'phrase', result: phraseResult(entries, said.phrase) })

  const matches = checks.filter(({ result }) => result === 'match').length
  const failed = checks.filter(({ result }) => result === 'no_match')
  const isEnough = matches >= NEEDED && failed.length === 0
  return { checks, matches, isEnough, because: inWords(checks, matches, isEnough) }
}

type Result = IdentityCheck['result']

const NAMES = {
  fullName: 'full name',
  birthDate: 'birth date',
  addressOrPostcode: 'address or postcode',
  nhsNumber: 'NHS number',
  phrase: 'agreed phrase',
} as const satisfies Record<IdentityCheck['check'], string>

function inWords(checks: readonly IdentityCheck[], matches: number, isEnough: boolean): string {
  if (isEnough) return 'Enough matches.'
  const failed = checks.filter(({ result }) => result === 'no_match').map(({ check }) => NAMES[check])
  if (failed.length > 0)
    return `The ${failed.join(' and the ')} did not match. Ask again; this may be somebody else.`
  if (checks.some(({ result }) => result === 'partly'))
    return 'That is a part of the address. Ask for the house and its street, for the whole postcode, or for something else.'
  if (checks.some(({ result }) => result === 'not_used'))
    return 'The address of this person is protected and is not used to check. Ask for something else.'
  return matches === 1 ? 'One thing matches. Ask for one more.' : 'Nothing matches yet. Ask for two things.'
}

function equal(held: string | undefined, said: string): Result {
  if (held === undefined) return 'not_recorded'
  return held === said ? 'match' : 'no_match'
}

function nameResult(entries: readonly Entry[], said: string): Result {
  const identity = bodiesOf(entries, 'identity')[0]
  const name = known(identity?.name)
  if (!name) return 'not_recorded'
  const spoken = nameWords(said)
  const firsts = [...nameWords(name.given ?? ''), ...nameWords(identity?.preferredName ?? '')]
  const family = nameWords(name.family ?? '')
  const allowed = new Set([...firsts, ...family, ...nameWords(identity?.title ?? '')])
  const saysFirst = firsts.length === 0 || firsts.some(word => spoken.includes(word))
  const saysFamily = family.every(word => spoken.includes(word))
  return saysFirst && saysFamily && spoken.every(word => allowed.has(word)) ? 'match' : 'no_match'
}

function addressResult(entries: readonly Entry[], said: string, today: LocalDate): Result {
  const current = bodiesOf(entries, 'addresses').filter(({ to }) => to === undefined || to >= today)
  if (current.length === 0) return 'not_recorded'
  const compact = said.toUpperCase().replace(/\s/g, '')
  const matches = current.some(
    ({ lines, postcode }) =>
      compact === postcode?.replace(' ', '') || lines.slice(0, 1).some(line => isSameFirstLine(said, line)),
  )
  if (matches) return 'match'
  return current.some(address => isPartOf(said, address)) ? 'partly' : 'no_match'
}

/** A street without its house, a postcode without its end: what a neighbour knows, and no mistake. */
function isPartOf(
  said: string,
  { lines, postcode }: { lines: string[]; postcode?: string | undefined },
): boolean {
  const begun = SoughtPostcode.safeParse(said)
  if (begun.success) return postcode !== undefined && `${postcode} `.startsWith(sectorOf(begun.data))
  const held = new Set(streetWords(lines.join(' ')))
  return soughtStreet(said) !== undefined && streetWords(said).every(word => held.has(word))
}

function phraseResult(entries: readonly Entry[], said: string): Result {
  const phrases = bodiesOf(entries, 'agreedPhrases')
  if (phrases.length === 0) return 'not_recorded'
  const spoken = nameWords(said).join(' ')
  return phrases.some(({ phrase }) => nameWords(phrase).join(' ') === spoken) ? 'match' : 'no_match'
}
