import type { ReviewKind } from '#shared/access.ts'
import type { Facts, Look } from './look.ts'

/** Why a look is to be judged by a person. `because` is for the privacy officer and names nobody. */
export type Flag = { kind: ReviewKind; because: string }

type Rule = (look: Look, facts: Facts) => string | undefined

const DAY_MS = 86_400_000
/** What a death brings with it is done by then: verification, the certificate, the first visit of condolence. */
const GRACE_DAYS = 14
/** Who came back on this many days is known with the person: the first days were asked about. */
const KNOWN_AFTER_DAYS = 2
/** So many within an hour either way are a list that is gone through, as in a meeting; very many of them is a flag of its own. */
const A_LIST = 6

/**
 * Reliability guide 2.2.5. What can be told at once, from the look and the two it is between. Each rule is a question with one
 * answer in words; what raises too much is made narrower here and nowhere else.
 */
const AT_ONCE: Partial<Record<ReviewKind, Rule>> = {
  skipped_checks: look =>
    look.way === 'unchecked_call' ? (look.because ?? 'No reason was given.') : undefined,

  own_record: (_, { staff, person, isSameBirthDate }) => {
    const isSameName = staff.words.length > 1 && hasAll(person.words, staff.words)
    if (isSameBirthDate === true && (isSameName || shares(staff.family, person.family)))
      return 'The name and the birth date are those of the one who looked.'
    if (isSameName && isSameBirthDate === null)
      return 'The whole name is that of the one who looked. No birth date is on the account to tell them apart.'
    return undefined
  },

  /** She who was rung did not choose whom about, and the checks were done: that is work, whatever the name. */
  same_surname: (_, { staff, person, wasRung }) =>
    !wasRung && shares(staff.family, person.family)
      ? 'The family name is that of the one who looked.'
      : undefined,

  same_street: (_, { isSameStreet, wasRung }) =>
    isSameStreet && !wasRung ? 'The street and the postcode are those of the one who looked.' : undefined,
}

/** What can be told only when a day has passed, in which a call, a task or something written may still come. */
const DAY_LATER: Partial<Record<ReviewKind, Rule>> = {
  /** A claim and a broken glass have a review of their own already, with their reason. */
  no_call_or_task: (look, facts) => {
    if (facts.rangHerself) return 'The call came from the telephone of the one who looked.'
    if (facts.hasCallOrTask || look.way === 'claimed' || look.way === 'glass') return undefined
    if (look.way === 'call' || look.way === 'unchecked_call')
      return 'It was opened in a call that is about somebody else in the end, and no other was about this person.'
    if (facts.isWritten || facts.person.deathKnownAt || isNamed(facts)) return undefined
    if (facts.peopleAround >= A_LIST || facts.earlierDays >= KNOWN_AFTER_DAYS) return undefined
    return 'There was no call and no task about them within a day, and nothing was written. The record does not name the one who looked.'
  },

  after_death: (look, { person, hasCallOrTask, isWritten, caredBefore }) => {
    if (!person.deathKnownAt || look.at <= person.deathKnownAt) return undefined
    if (hasCallOrTask || isWritten) return undefined
    const days = Math.floor((Date.parse(look.at) - Date.parse(person.deathKnownAt)) / DAY_MS)
    if (days < GRACE_DAYS && caredBefore) return undefined
    return `They had died ${days === 0 ? 'that day' : days === 1 ? 'the day before' : `${days} days before`}, and nothing about them was under way.`
  },
}

export const STAGES = { at_once: AT_ONCE, day_later: DAY_LATER } as const
export type Stage = keyof typeof STAGES

/** Everything that this look raises at this stage. One's own record has one's own name and street: that is said once. */
export function flagsOf(stage: Stage, look: Look, facts: Facts): Flag[] {
  const flags = Object.entries(STAGES[stage]).flatMap(([kind, rule]) => {
    const because = rule(look, facts)
    return because === undefined ? [] : [{ kind: kind as ReviewKind, because }] // keys of a table of kinds
  })
  const isOwn = flags.some(({ kind }) => kind === 'own_record')
  return flags.filter(({ kind }) => !isOwn || (kind !== 'same_surname' && kind !== 'same_street'))
}

/** 'Dr Sadiq' names Imran Sadiq, and so does 'Imran Sadiq'; 'Hana Sadiq' does not. */
function isNamed({ staff, person }: Facts): boolean {
  return person.professionals.some(
    words => shares(staff.family, words) && words.every(word => staff.words.includes(word)),
  )
}

function hasAll(all: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every(word => all.includes(word))
}

/** Words of two letters and less are no name to tell people by. */
function shares(one: readonly string[], other: readonly string[]): boolean {
  return one.some(word => word.length > 2 && other.includes(word))
}
