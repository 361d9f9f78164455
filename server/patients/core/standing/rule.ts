import { showDay } from '#shared/days.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { StandingState } from '#shared/record/validity.ts'
import type { LocalDate } from '#shared/time.ts'
import type { Item, Reading } from '../reading.ts'
import type { Maybe } from '../say/said.ts'

/** One rule about one kind of paper: when it has something to say, what follows for the paper, and whose rule it is. */
export type StandingRule<Name extends SectionName> = {
  key: string
  leadsTo: StandingState
  source: string
  find: (paper: Item<Name>, reading: Reading) => Maybe
}

export const MCA = 'Mental Capacity Act 2005'
export const JOINT_CPR = 'BMA, RC(UK) and RCN, Decisions relating to CPR, 3rd edition (2016)'
/** "A non-blanket DNACPR would be better recorded as an Advance Treatment Preference so that where it is appropriate can be made clear." */
export const EOL_NOTE = 'NHS Digital, EoL data set, note on the reason for a CPR status'
export const RESPECT = 'Resuscitation Council UK, ReSPECT quick guide'
export const HOUSE = 'House rule, for local sign-off'

/** '22-Nov-2026', or that nobody wrote down when. */
export function onDay(day: LocalDate | undefined): string {
  return day ? showDay(day) : 'day not recorded'
}

/** 'one', 'one and two', 'one, two and three'. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** 'The form is newer' as 'the form is newer', 'CPR' as it is. */
export function inASentence(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.slice(0, 1).toLowerCase() + words.slice(1)
}
