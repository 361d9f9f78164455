import type { CallerDetails, CallerMayBe } from '#shared/calls.ts'
import { ItemId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { LocalDate } from '#shared/time.ts'
import type { CallerIs } from './mayBeTold.ts'
import { nameWords } from './nameWords.ts'

/** Whom the caller is taken to be; `among`: whom of the record the nurse may choose between, where the name alone does not tell. */
export type WhoIsCalling = { is: CallerIs; among: readonly CallerMayBe[] }

type Fit = CallerMayBe & { kind: 'contact' | 'professional'; isCertain: boolean }

/**
 * Whom of the record the caller is taken to be, by the name that they gave. One contact of that name is the caller. Between several the
 * nurse chooses; so she does of one professional who is called otherwise than their role on the record, for a bare first name would
 * make anybody a nurse. `from` is said beside each whose number it is, and decides nothing: numbers are shared, lent and forged.
 * Source: domain guide 3.6.
 */
export function whoIsCalling(
  caller: CallerDetails | null,
  entries: readonly Entry[],
  { from, today }: { from: E164 | null; today: LocalDate },
): WhoIsCalling {
  if (!caller) return { is: { kind: 'someone_else' }, among: [] }
  if (caller.isPatient || isThemselves(caller, entries)) return { is: { kind: 'patient' }, among: [] }
  const fitting = [
    ...contactsCalled(caller, entries, from).toSorted(byName),
    ...professionalsCalled(caller, entries, from, today).toSorted(byName),
  ]
  const [only] = fitting
  if (!only) return { is: { kind: 'someone_else' }, among: [] }
  if (fitting.length === 1 && only.isCertain) return { is: isOf(only), among: [] }
  const among = fitting.map(({ itemId, name, relationship, hasThisNumber }) => ({
    itemId,
    name,
    relationship,
    hasThisNumber,
  }))
  const chosen = fitting.find(({ itemId }) => itemId === caller.contactItemId)
  return { is: chosen ? isOf(chosen) : { kind: 'unsure' }, among }
}

/** In one order whenever the record is read: what is offered keeps its place under the hand. */
function byName(one: Fit, other: Fit): number {
  return one.name.localeCompare(other.name) || one.itemId.localeCompare(other.itemId)
}

function isOf({ kind, itemId }: Fit): CallerIs {
  return { kind, itemId }
}

function contactsCalled(caller: CallerDetails, entries: readonly Entry[], from: E164 | null): Fit[] {
  return knownEntries(entries, 'personalContacts')
    .filter(({ body }) => isCalled(body.name, caller))
    .map(({ itemId, body: { name, relationship, phones } }) => ({
      kind: 'contact',
      itemId: ItemId.parse(itemId),
      name,
      relationship,
      hasThisNumber: phones.some(({ number }) => number === from),
      isCertain: true,
    }))
}

/** Those who are involved at this time: who was once, is told as little as a stranger. */
function professionalsCalled(
  caller: CallerDetails,
  entries: readonly Entry[],
  number: E164 | null,
  today: LocalDate,
): Fit[] {
  const said = nameWords(caller.relationship)
  return knownEntries(entries, 'professionalContacts')
    .filter(({ body: { name, from = today, to = today } }) => {
      return isCalled(name, caller) && from <= today && to >= today
    })
    .map(({ itemId, body: { name, role, phoneInHours, phoneOutOfHours } }) => ({
      kind: 'professional',
      itemId: ItemId.parse(itemId),
      name,
      relationship: role,
      hasThisNumber: number !== null && [phoneInHours, phoneOutOfHours].includes(number),
      isCertain: nameWords(role).some(word => said.includes(word)),
    }))
}

/** Everything that was said of the name is in the name on the record. */
function isCalled(name: string, caller: CallerDetails): boolean {
  const said = nameWords(caller.name)
  const words = nameWords(name)
  return said.length > 0 && said.every(word => words.includes(word))
}

const THEMSELVES = /^(the )?(patient|person|self|himself|herself|themselves|themself|me|own)$/

/** The nurse wrote 'herself' beside the person's own name, instead of ticking that it is them. */
function isThemselves(caller: CallerDetails, entries: readonly Entry[]): boolean {
  const [identity] = knownEntries(entries, 'identity')
  const own = known(identity?.body.name)
  return (
    THEMSELVES.test(caller.relationship.trim().toLowerCase()) &&
    isCalled([own?.given, own?.family, identity?.body.preferredName].filter(Boolean).join(' '), caller)
  )
}
