import { z } from 'zod'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { choiceWords, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** How an agreement stands. Source: domain guide 2.7; SCCI1580 makes explicit consent status mandatory. */
export const consentValues = {
  given_by_person: { text: 'Agreed by the person' },
  given_by_attorney_or_deputy: { text: 'Agreed by attorney or deputy' },
  best_interests_decision: { text: 'Decided in the person’s best interests' },
  declined: { text: 'Said no' },
  withdrawn: { text: 'Agreement withdrawn' },
  not_yet_asked: { text: 'Not asked yet' },
  lacks_capacity_pending: { text: 'Cannot decide at present; being settled' },
} as const satisfies Record<string, Choice>
export const ConsentValue = oneOf(consentValues)
export type ConsentValue = z.infer<typeof ConsentValue>

/** The same of sharing, for which alone the NHS Digital EoL data set has a code: its term ends "for sharing end of life care coordination record". */
export const sharingConsentValues = {
  ...consentValues,
  given_by_attorney_or_deputy: { ...consentValues.given_by_attorney_or_deputy, code: '882981000000105' },
} as const satisfies Record<ConsentValue, Choice>

/** Who may be given the shared record. The person agrees or refuses for each. */
export const sharingScopes = {
  everyone_caring: { text: 'Everyone who gives direct care' },
  gp: { text: 'GP practice' },
  community_nursing: { text: 'Community nursing' },
  hospice: { text: 'Hospice' },
  hospital: { text: 'Hospital' },
  ambulance: { text: 'Ambulance service' },
  out_of_hours: { text: 'Out-of-hours and NHS 111' },
  social_care: { text: 'Social care' },
  care_home: { text: 'Care home' },
  pharmacy: { text: 'Pharmacy' },
  voluntary: { text: 'Voluntary organisations' },
} as const satisfies Record<string, Choice>

export const waysOfAsking = {
  face_to_face: { text: 'Face to face' },
  telephone: { text: 'By telephone' },
  written: { text: 'In writing' },
  video: { text: 'By video' },
  not_recorded: { text: 'Not recorded' },
} as const satisfies Record<string, Choice>

/** What shows that somebody agreed or refused: their words, when, how, with whom. */
const Evidence = z.strictObject({
  at: Instant.optional(),
  how: oneOf(waysOfAsking).optional(),
  inTheirWords: longText(2000).optional(),
  explained: longText(1000).optional(),
  consequencesExplained: orUnknown(z.boolean()).optional(),
  capacityNoted: longText(1000).optional(),
  interpreterUsed: line(120).optional(),
  /** Who said it for the person, where it was not heard from themselves. */
  toldBy: line(120).optional(),
  documentItem: z.uuid().optional(),
})

/**
 * Mental Capacity Act 2005 ss.2–4: why the person cannot decide this, who decided, whom they asked, when it is looked at again.
 * What is not written is found and said (`best_interests_incomplete`); an agreement is never refused for it, or it would be hidden.
 */
const BestInterests = z.strictObject({
  decision: longText(2000),
  cannotDecideBecause: longText(1000).optional(),
  assessor: line(120),
  assessorRole: line(120).optional(),
  consulted: z.array(line(120)).max(20),
  on: LocalDate,
  reviewOn: LocalDate.optional(),
})

const agreement = {
  value: ConsentValue,
  by: line(120).optional(),
  from: Instant.optional(),
  evidence: Evidence.optional(),
  bestInterests: BestInterests.optional(),
  reviewOn: LocalDate.optional(),
}

/** What an agreement to recording is to: a message that somebody leaves is another thing, and is recorded. */
export const CALLS_RECORDED = 'calls with a nurse being recorded'

/** (a) To be on the register. (d) To calls with a nurse being recorded, which none is today. Field 12. */
export const Consent = z.strictObject(agreement)
/** (b) To share, one item for each kind of organisation, so that one may be withdrawn and the rest stand. */
export const ConsentToShare = z.strictObject({
  scope: oneOf(sharingScopes),
  organisation: line(120).optional(),
  ...agreement,
  value: oneOf(sharingConsentValues),
})
/** (c) That carers may be told things at all; how much each may be told is with each contact (`mayBeTold`). */
export const ConsentToTellCarers = z.strictObject(agreement)

export const restrictionKinds = {
  organisation: { text: 'One organisation' },
  person: { text: 'One person' },
  scope: { text: 'A kind of organisation' },
  section: { text: 'A part of the record' },
} as const satisfies Record<string, Choice>

export const restrictionRules = {
  hide_all: { text: 'Hide everything' },
  hide_sections: { text: 'Hide parts of the record' },
  ask_each_time: { text: 'Ask each time' },
} as const satisfies Record<string, Choice>

/** Field 13: a rule that narrows sharing, whatever was agreed. */
export const SharingRestriction = z.strictObject({
  against: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('organisation'), name: line(120), odsCode: line(12).optional() }),
      z.strictObject({ kind: z.literal('person'), name: line(120), staffId: z.uuid().optional() }),
      z.strictObject({ kind: z.literal('scope'), scope: oneOf(sharingScopes) }),
      z.strictObject({ kind: z.literal('section'), section: line(60) }),
    ])
    .register(choiceWords, restrictionKinds),
  rule: oneOf(restrictionRules),
  sections: z.array(line(60)).max(80).optional(),
  because: longText(1000).optional(),
  /** Who said it for the person, where it was not heard from themselves. */
  toldBy: line(120).optional(),
  from: Instant.optional(),
  until: LocalDate.optional(),
  /** Taken back before its time: from then on it narrows nothing, and stays to be read. */
  endedAt: Instant.optional(),
  endedBecause: longText(1000).optional(),
})
