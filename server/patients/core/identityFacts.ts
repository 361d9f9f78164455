import { bodiesOf, type Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import type { IdentifyingFacts } from '#shared/sideBySide.ts'
import type { LocalDate } from '#shared/time.ts'
import { coverLocation } from './coverLocation.ts'

/** Sections that say who somebody is; no more than these is read to tell two people apart. */
export const FACT_SECTIONS = [
  'identity',
  'addresses',
  'phones',
  'gpPractice',
  'personalContacts',
  'locationProtection',
  'registerStatus',
  'death',
] as const

/** Somebody as they stand beside another: the facts, and what must not be overlooked. */
export type Facts = IdentifyingFacts & {
  isProtected?: boolean
  isDeceased?: boolean
  isProvisional?: boolean
}

/** The facts of a record. Of a protected location nothing is said: where they live tells nobody who they are. */
export function identityFacts(all: readonly Entry[], today: LocalDate, isProtected: boolean): Facts {
  const entries = isProtected ? coverLocation(all).entries : all
  const identity = bodiesOf(entries, 'identity')[0]
  const name = known(identity?.name)
  const birthDate = known(identity?.birthDate)
  const nhsNumber = known(identity?.nhsNumber)
  const address = bodiesOf(entries, 'addresses')
    .filter(({ to }) => to === undefined || to >= today)
    .toSorted((a, b) => Number(b.kind === 'main') - Number(a.kind === 'main'))[0]
  const practice = bodiesOf(entries, 'gpPractice')[0]
  return {
    ...(name && { name }),
    ...(birthDate && { birthDate }),
    ...(nhsNumber && { nhsNumber }),
    ...(address && { addressLines: address.lines }),
    ...(address?.postcode && { postcode: address.postcode }),
    phones: bodiesOf(entries, 'phones').map(({ number }) => number),
    ...(practice && { gpPractice: practice.name }),
    carers: bodiesOf(entries, 'personalContacts').map(
      contact => `${contact.name}, ${relationshipInWords(contact.relationship)}`,
    ),
    isProtected,
    isDeceased: bodiesOf(entries, 'death').length > 0,
    isProvisional: bodiesOf(entries, 'registerStatus')[0]?.status === 'provisional',
  }
}
