import { type CallerDetails, type CallerMayBe, NONE_OF_THEM } from '#shared/calls.ts'
import { ItemId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { LocalDate } from '#shared/time.ts'
import type { CallerIs } from './mayBeTold.ts'
import { nameWords } from './nameWords.ts'
import { otherFormsOf } from './nicknames.ts'
import { isInRole, isMoreThanFirstName, isSameRelationship, nameItself, saysNoOther } from './saysWho.ts'

/** Whom the caller is taken to be; `among`: whom of the record the nurse may choose between, where what was said does not tell. */
export type WhoIsCalling = { is: CallerIs; among: readonly CallerMayBe[] }

type Fit = CallerMayBe & { kind: 'contact' | 'professional'; isCertain: boolean }

/**
 * Whom of the record the caller is taken to be, by the name that they gave. One contact is the caller whose name was given with more
 * than its first part and nothing that their relationship does not say, or whose relationship was; one professional, with more than a
 * first name and nothing that is not in their role, for anybody would be a nurse otherwise. Of others, and between several, the nurse chooses, and may say that it is none of them.
 * `from` is said beside each whose number it is, and decides nothing: numbers are shared, lent and forged. Source: domain guide 3.6.
 */
export function whoIsCalling(
  caller: CallerDetails | null,
  entries: readonly Entry[],
  { from, today }: { from: E164 | null; today: LocalDate },
): WhoIsCalling {
  if (!caller) return { is: { kind: 'someone_else' }, among: [] }
  if (caller.isChild) return { is: { kind: 'child' }, among: [] }
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
  if (caller.contactItemId === NONE_OF_THEM) return { is: { kind: 'someone_else' }, among }
  const chosen = fitting.find(({ itemId }) => itemId === caller.contactItemId)
  return { is: chosen ? isOf(chosen) : { kind: 'unsure' }, among }
}

/** What the nurse chose of those whom she is offered: null until she has. */
export function chosenOf({ is, among }: WhoIsCalling): ItemId | null {
  if (among.length === 0) return null
  if (is.kind === 'someone_else') return NONE_OF_THEM
  return 'itemId' in is ? ItemId.parse(is.itemId) : null
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
    .filter(({ body }) => mayBeCalled(body.name, caller))
    .map(({ itemId, body: { name, relationship, phones } }) => ({
      kind: 'contact',
      itemId: ItemId.parse(itemId),
      name,
      relationship,
      hasThisNumber: phones.some(({ number }) => number === from),
      isCertain:
        isCalled(nameItself(name), caller) &&
        ((isMoreThanFirstName(caller.name, name) && saysNoOther(caller.relationship, relationship)) ||
          isSameRelationship(caller.relationship, relationship)),
    }))
}

/** Those who are involved at this time: who was once, is told as little as a stranger. */
function professionalsCalled(
  caller: CallerDetails,
  entries: readonly Entry[],
  number: E164 | null,
  today: LocalDate,
): Fit[] {
  return knownEntries(entries, 'professionalContacts')
    .filter(({ body: { name, from = today, to = today } }) => {
      return mayBeCalled(name, caller) && from <= today && to >= today
    })
    .map(({ itemId, body: { name, role, phoneInHours, phoneOutOfHours } }) => ({
      kind: 'professional',
      itemId: ItemId.parse(itemId),
      name,
      relationship: role,
      hasThisNumber: number !== null && [phoneInHours, phoneOutOfHours].includes(number),
      isCertain:
        isCalled(nameItself(name), caller) &&
        isMoreThanFirstName(caller.name, name) &&
        isInRole(caller.relationship, role),
    }))
}

/** The same, where a word may be what people make of the name: 'Angie' of an Angela. It offers somebody and makes nobody certain. */
function mayBeCalled(name: string, caller: CallerDetails): boolean {
  const said = nameWords(caller.name)
  const words = nameWords(name)
  return (
    said.length > 0 &&
    said.every(word => words.includes(word) || otherFormsOf(word).some(form => words.includes(form)))
  )
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
