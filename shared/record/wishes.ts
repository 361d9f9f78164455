import { z } from 'zod'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'
import { preferredPlaces } from './places.ts'

/** Field 27 (PRSB About me). In the person's words where they can be had. */
export const WhatMatters = z
  .strictObject({
    whatMatters: longText(2000).optional(),
    pleaseDo: longText(2000).optional(),
    pleaseDont: longText(2000).optional(),
    communication: longText(1000).optional(),
    likesToBeCalled: line(70).optional(),
  })
  .refine(body => Object.values(body).some(Boolean), 'Write at least one of these.')

export const placeKinds = {
  care: { text: 'Care' },
  death: { text: 'Death' },
} as const satisfies Record<string, Choice>

/** Field 38: how a preferred place came to be, or to change. */
export const PlaceConversation = z.strictObject({
  about: oneOf(placeKinds),
  at: Instant,
  with: line(200),
  changedFrom: oneOf(preferredPlaces).optional(),
  changedTo: oneOf(preferredPlaces).optional(),
  note: longText(1000).optional(),
})

/** Advance care planning conversations. Source: PRSB v1.1. */
export const planningInvolvement = {
  discussed: { text: 'Discussed with the person', code: '713662007' },
  declined: { text: 'The person did not want to discuss it', code: '714747005' },
  with_caregiver: { text: 'Discussed with carer', code: '714361002' },
  with_family: { text: 'Discussed with family', code: '713665009' },
  not_appropriate_now: { text: 'Not right to discuss at present', code: '922321000000108' },
  cpr_with_caregiver: { text: 'CPR discussed with carer', code: '1403141000000101' },
} as const satisfies Record<string, Choice>

export const PlanningConversation = z.strictObject({
  involvement: oneOf(planningInvolvement),
  on: LocalDate.optional(),
  name: line(120).optional(),
  relationship: line(70).optional(),
  role: line(120).optional(),
  note: longText(2000).optional(),
})

export const burialChoices = {
  burial: { text: 'Burial' },
  urgent_burial: { text: 'Urgent burial' },
  cremation: { text: 'Cremation' },
  other: { text: 'Something else' },
} as const satisfies Record<string, Choice>

export const donationChoices = {
  wishes_to: { text: 'Wishes to donate' },
  does_not_wish_to: { text: 'Does not wish to donate' },
} as const satisfies Record<string, Choice>

/** Field 42. */
export const SpiritualCultural = z.strictObject({
  faith: line(120).optional(),
  atEndOfLife: longText(1000).optional(),
  afterDeath: longText(1000).optional(),
  burialOrCremation: orUnknown(oneOf(burialChoices)).optional(),
  organOrTissueDonation: orUnknown(oneOf(donationChoices)).optional(),
  whoToCall: longText(500).optional(),
})
