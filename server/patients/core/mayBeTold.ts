import type { ToldAdvice } from '#shared/patients.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { bodiesOf, type Entry, knownEntries } from '#shared/record/entry.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import type { MayBeTold } from '#shared/record/people.ts'

/** A contact and what they may be told. */
type Told = { name: string; relationship: string; level: MayBeTold | undefined }

/** Who the nurse has found the caller to be, after the identity steps. */
export type CallerIs =
  | { kind: 'patient' }
  | { kind: 'contact'; itemId: string }
  | { kind: 'professional'; itemId: string }
  | { kind: 'someone_else' }

/**
 * How much this caller may be told. Kinship gives no right; the person's own agreement does. Whoever is not on the list is told
 * nothing, and is still listened to and helped in general terms. When the person has refused that carers are told things, the
 * refusal stands over what any contact's entry says. Source: domain guide 2.7 (c) and 3.6.
 * `elsewhere`: what another record of the person says: that they have died, that carers are told nothing.
 */
export function mayBeTold(
  entries: readonly Entry[],
  caller: CallerIs,
  elsewhere: { hasDied: boolean; hasRefused: boolean } = { hasDied: false, hasRefused: false },
): ToldAdvice {
  const hasDied = elsewhere.hasDied || bodiesOf(entries, 'death').length > 0
  if (caller.kind === 'patient')
    return hasDied
      ? {
          mayBeTold: 'nothing',
          because: 'The record says that this person has died: ask again who is calling.',
        }
      : { mayBeTold: 'all', because: 'It is the person themselves.' }
  if (caller.kind === 'someone_else') return { mayBeTold: 'nothing', because: NOT_LISTED }
  if (caller.kind === 'professional') {
    const listed = knownEntries(entries, 'professionalContacts').some(entry => entry.itemId === caller.itemId)
    if (!listed) return { mayBeTold: 'nothing', because: NOT_LISTED }
    return {
      mayBeTold: 'condition',
      because:
        'Involved in the care: ring back through their organisation’s switchboard before you tell more.',
    }
  }
  const contact = knownEntries(entries, 'personalContacts').find(entry => entry.itemId === caller.itemId)
  if (!contact) return { mayBeTold: 'nothing', because: NOT_LISTED }
  const { name, relationship, mayBeTold: level, isChild } = contact.body
  const who = { contactItem: contact.itemId, contact: { name, relationship } }
  if (elsewhere.hasRefused || hasRefused(entries))
    return {
      ...who,
      mayBeTold: 'nothing',
      because: hasDied
        ? 'The person did not want carers to be told anything, and that still holds.'
        : 'The person does not want carers to be told anything.',
    }
  if (isUnknown(level))
    return {
      ...who,
      mayBeTold: 'not_recorded',
      because: hasDied
        ? 'Nobody had settled what they may be told, and it can no longer be asked: tell nothing of the record, and be kind.'
        : 'Nobody has settled what they may be told: ask the person, and until then tell nothing.',
    }
  if (isChild)
    return { ...who, mayBeTold: level, because: 'This is a child: simple words, and ask for a grown-up.' }
  return { ...who, mayBeTold: level, because: hasDied ? AFTER_DEATH[level] : BECAUSE[level] }
}

/**
 * What each contact of a record may be told, by item: undefined where nobody has settled it. A refusal that carers are told things
 * stands over each.
 */
export function toldOf(entries: readonly Entry[]): Map<string, Told> {
  const isRefused = hasRefused(entries)
  return new Map(
    knownEntries(entries, 'personalContacts').map(({ itemId, body: { name, relationship, mayBeTold } }) => [
      itemId,
      { name, relationship, level: isRefused ? 'nothing' : known(mayBeTold) },
    ]),
  )
}

/** Contacts whose telephone this is: a hint which of them may be calling, when it is exactly one. */
export function contactsWithNumber(entries: readonly Entry[], number: E164): string[] {
  return knownEntries(entries, 'personalContacts')
    .filter(entry => entry.body.phones.some(phone => phone.number === number))
    .map(entry => entry.itemId)
}

const NOT_LISTED =
  'Not among those who may be told. Listen, help in general terms, take their details; do not confirm that we know the person.'

const BECAUSE = {
  all: 'The person wants them to know everything.',
  condition: 'They may know how the person is; not papers, not history.',
  logistics: 'Only who is coming and when.',
  nothing: 'The person does not want them told anything.',
} as const

/** Confidence does not end with a death, and kinship gives no right then either. Source: domain guide 2.7. */
const AFTER_DEATH = {
  all: 'The person wanted them to know everything. Papers and history are asked for in writing now.',
  condition: 'They could know how the person was; not papers, not history.',
  logistics: 'Only who is coming and when.',
  nothing: 'The person did not want them told anything, and that still holds.',
} as const

/** The person has said that carers are told nothing. */
export function hasRefused(entries: readonly Entry[]): boolean {
  return bodiesOf(entries, 'consentToTellCarers').some(
    ({ value }) => value === 'declined' || value === 'withdrawn',
  )
}
