import { dayInBritain } from '#shared/days.ts'
import type { ConsentValue } from '#shared/record/consent.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import type { Answer, Decider, SaidOfSharing, SharingAnswer } from '#shared/sharing.ts'
import type { Instant } from '#shared/time.ts'
import type { EntryToWrite } from './entryToWrite.ts'
import { doesAgree } from './sharing.ts'
import type { Organisation } from './whoSees.ts'

/** Who writes it down, when, and where it was heard. */
export type Hearing = { at: Instant; author: Author; source: Source; patientId: string }

const YES = {
  person: 'given_by_person',
  attorney_or_deputy: 'given_by_attorney_or_deputy',
  best_interests: 'best_interests_decision',
} as const satisfies Record<Decider, ConsentValue>

/**
 * The versions that answers come to, each with what was said as its evidence. A no to what had been agreed takes it back; any
 * other no is a no. Who is not on the line's list of organisations is left out by the caller.
 */
export function answersToWrite(
  entries: readonly Entry[],
  answers: readonly Answer[],
  { said, explained }: { said: SaidOfSharing; explained: string | undefined },
  organisationOf: (id: string) => Organisation | undefined,
  hearing: Hearing,
): EntryToWrite[] {
  const agreement = (
    section: SectionName,
    itemId: string,
    version: number,
    says: SharingAnswer,
    more = {},
  ) => {
    const before = agreedBefore(entries, section, itemId)
    return write(
      section,
      { itemId, version, body: { ...more, ...agreed(said, explained, says, before, hearing.at) } },
      hearing,
    )
  }
  return answers.flatMap((answer): EntryToWrite[] => {
    switch (answer.about) {
      case 'register':
      case 'carers':
      case 'recording':
        return [agreement(SECTIONS[answer.about], hearing.patientId, answer.version, answer.says)]
      case 'everybody': {
        const itemId = itemFor(entries, 'everyone_caring', undefined) ?? answer.itemId
        return [
          agreement('consentToShare', itemId, answer.version, answer.says, { scope: 'everyone_caring' }),
        ]
      }
      case 'organisation': {
        const organisation = organisationOf(answer.organisationId)
        if (!organisation || organisation.kind === 'hub') return []
        const { kind: scope, name } = organisation
        const itemId = itemFor(entries, scope, name) ?? answer.itemId
        return [
          agreement('consentToShare', itemId, answer.version, answer.says, { scope, organisation: name }),
        ]
      }
      case 'contact': {
        const contact = knownEntries(entries, 'personalContacts').find(
          ({ itemId }) => itemId === answer.itemId,
        )
        if (!contact) return []
        const body = {
          ...contact.body,
          mayBeTold: answer.mayBeTold,
          mayBeToldBasis: basisOf(answer.mayBeTold, said.decider),
        }
        return [write('personalContacts', { itemId: answer.itemId, version: answer.version, body }, hearing)]
      }
      default:
        return answer satisfies never
    }
  })
}

const SECTIONS = {
  register: 'consentToRegister',
  carers: 'consentToTellCarers',
  recording: 'consentToRecording',
} as const satisfies Record<string, SectionName>

/** The item of the record that says something about exactly this organisation, or about everybody. */
export function itemFor(
  entries: readonly Entry[],
  scope: string,
  organisation: string | undefined,
): string | undefined {
  return knownEntries(entries, 'consentToShare').find(
    ({ body }) => body.scope === scope && body.organisation?.toLowerCase() === organisation?.toLowerCase(),
  )?.itemId
}

function agreedBefore(entries: readonly Entry[], section: SectionName, itemId: string): boolean {
  return entries.some(
    entry =>
      entry.section === section &&
      entry.itemId === itemId &&
      !entry.retracted &&
      entry.knownState === 'known' &&
      'value' in entry.body &&
      doesAgree(entry.body.value as ConsentValue), // the bodies of the four agreements have one
  )
}

/** `nothing` was said by somebody as much as `all` was. */
function basisOf(level: string, decider: Decider): ConsentValue {
  return level === 'nothing' && decider === 'person' ? 'declined' : YES[decider]
}

function agreed(
  said: SaidOfSharing,
  explained: string | undefined,
  says: SharingAnswer,
  hadAgreed: boolean,
  at: Instant,
) {
  const { decider, by, toldBy, how, inTheirWords, capacityNoted, interpreterUsed, bestInterests } = said
  return {
    value: consentOf(says, decider, hadAgreed),
    ...(by ? { by } : {}),
    from: at,
    evidence: {
      at,
      how,
      inTheirWords,
      ...(explained ? { explained, consequencesExplained: true } : {}),
      ...(capacityNoted ? { capacityNoted } : {}),
      ...(interpreterUsed ? { interpreterUsed } : {}),
      ...(toldBy ? { toldBy } : {}),
    },
    ...(bestInterests
      ? { bestInterests: { ...bestInterests, on: dayInBritain(at) }, reviewOn: bestInterests.reviewOn }
      : {}),
  }
}

function consentOf(says: SharingAnswer, decider: Decider, hadAgreed: boolean): ConsentValue {
  if (says === 'pending') return 'lacks_capacity_pending'
  if (says === 'yes') return YES[decider]
  return hadAgreed ? 'withdrawn' : 'declined'
}

/** A version of an item by whoever heard it. Throws where our own body is not one of the section: the answers were parsed. */
export function write(
  section: SectionName,
  { itemId, version, body }: { itemId: string; version: number; body: object },
  { at, author, source }: Hearing,
): EntryToWrite {
  const parsed = parseBody(section, body)
  if (!parsed.success) throw new Error(`unwritable body in section ${section}`, { cause: parsed.error })
  return {
    section,
    itemId,
    expectedVersion: version,
    change: version === 0 ? 'added' : 'changed',
    knownState: 'known',
    body: parsed.data,
    author,
    source,
    recordedAt: at,
  }
}
