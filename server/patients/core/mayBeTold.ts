import { dayInBritain } from '#shared/days.ts'
import type { ToldAdvice } from '#shared/patients.ts'
import { bodiesOf, type Entry, knownEntries } from '#shared/record/entry.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import type { MayBeTold } from '#shared/record/people.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { nameWords } from './nameWords.ts'
import { beginsLater } from './sharing.ts'

/** A contact and what they may be told. */
type Told = { name: string; relationship: string; level: MayBeTold | undefined }

/** What is known besides the entries of one record. */
type Elsewhere = { hasDied: boolean; hasRefused: boolean; at?: Instant }

/** Who the nurse has found the caller to be, after the identity steps. */
export type CallerIs =
  | { kind: 'patient' }
  | { kind: 'contact'; itemId: string }
  | { kind: 'professional'; itemId: string }
  | { kind: 'someone_else' }
  /** Whoever of the record they may be. */
  | { kind: 'child' }
  /** Somebody of the record may be calling, and nobody has said yet that it is them. */
  | { kind: 'unsure' }

/**
 * How much this caller may be told. Kinship gives no right; the person's own agreement does. Whoever is not on the list is told
 * nothing, and is still listened to and helped in general terms. When the person has refused that carers are told things, the
 * refusal stands over what any contact's entry says, and a no to sharing over what a professional may hear. Source: domain guide 2.7
 * (b), (c) and 3.6.
 * `elsewhere`: what another record of the person says: that they have died, that carers are told nothing. `at`: when a limit is over and an
 * agreement has still to begin; without it none is, and none has.
 */
export function mayBeTold(
  entries: readonly Entry[],
  caller: CallerIs,
  { at, ...elsewhere }: Elsewhere = { hasDied: false, hasRefused: false },
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
  if (caller.kind === 'child') return { mayBeTold: 'nothing', because: A_CHILD }
  if (caller.kind === 'unsure') return { mayBeTold: 'nothing', because: UNSURE }
  if (caller.kind === 'professional') {
    const listed = knownEntries(entries, 'professionalContacts').find(
      ({ itemId }) => itemId === caller.itemId,
    )
    if (listed && isSharingRefused(entries, listed.body, at))
      return { mayBeTold: 'nothing', because: NOT_SHARED }
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
  if (hasRefused(entries, at)) return { ...who, mayBeTold: 'nothing', because: NOT_YET }
  if (isUnknown(level))
    return {
      ...who,
      mayBeTold: 'not_recorded',
      because: hasDied
        ? 'Nobody had settled what they may be told, and it can no longer be asked: tell nothing of the record, and be kind.'
        : 'Nobody has settled what they may be told: ask the person, and until then tell nothing.',
    }
  if (isChild === true)
    return { ...who, mayBeTold: level, because: 'This is a child: simple words, and ask for a grown-up.' }
  return { ...who, mayBeTold: level, because: hasDied ? AFTER_DEATH[level] : BECAUSE[level] }
}

/**
 * What each contact of a record may be told, by item: undefined where nobody has settled it. A refusal that carers are told things, or
 * an agreement that begins later, stands over each.
 */
export function toldOf(entries: readonly Entry[], at: Instant): Map<string, Told> {
  const isRefused = hasRefused(entries, at)
  return new Map(
    knownEntries(entries, 'personalContacts').map(({ itemId, body: { name, relationship, mayBeTold } }) => [
      itemId,
      { name, relationship, level: isRefused ? 'nothing' : known(mayBeTold) },
    ]),
  )
}

const NOT_LISTED =
  'Not among those who may be told. Listen, help in general terms, take their details; do not confirm that we know the person.'

const A_CHILD =
  'A child is calling: simple words, and nothing clinical to do. Are they safe, is a grown-up there, can they put you on loudspeaker? What is said of the family goes to Kept apart…'

const UNSURE =
  'The name is on the record, and what was said does not make sure who is calling: choose, and until then tell nothing.'

const NOT_SHARED =
  'The person has said no to sharing, or set a limit to it, that may be about them: read what was agreed before you tell anything.'

const NOT_YET =
  'The person agreed to carers being told things from a later day on: until then tell nothing. The day stands with what they agreed to.'

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

/** The person has said that carers are told nothing; at this moment, or that they are told things later. */
export function hasRefused(entries: readonly Entry[], at?: Instant): boolean {
  return bodiesOf(entries, 'consentToTellCarers').some(agreement => isNoAt(agreement, at))
}

function isNoAt(agreement: Parameters<typeof beginsLater>[0], at: Instant | undefined): boolean {
  const isToCome = at !== undefined && beginsLater(agreement, at) !== undefined
  return isToCome || agreement.value === 'declined' || agreement.value === 'withdrawn'
}

/**
 * A no to sharing, or a limit, that may be about this professional: those of their organisation or in their name, and those of a kind of
 * organisation, because of which kind theirs is the record does not say.
 */
function isSharingRefused(
  entries: readonly Entry[],
  { name, organisation }: Body<'professionalContacts'>,
  at: Instant | undefined,
): boolean {
  const today = at && dayInBritain(at)

  const isTheirs = (named: string) =>
    [name, organisation].some(
      one => one !== undefined && nameWords(one).join(' ') === nameWords(named).join(' '),
    )
  const isNo = bodiesOf(entries, 'consentToShare').some(
    ({ organisation: of, ...agreement }) => isNoAt(agreement, at) && (of === undefined || isTheirs(of)),
  )
  const isLimited = bodiesOf(entries, 'sharingRestrictions').some(({ against, endedAt, until }) => {
    const isOver = endedAt !== undefined || (until !== undefined && today !== undefined && until < today)
    if (isOver || against.kind === 'section') return false
    return against.kind === 'scope' || isTheirs(against.name)
  })
  return isNo || isLimited
}
