import { z } from 'zod'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Only these: a conditional "not for" is a treatment preference, not a DNACPR (NHS Digital design note; BMA/RC(UK)/RCN). One that came in the reason is found by the rule `conditional`. */
export const cprDecisions = {
  for: { text: 'For CPR', code: '450475007' },
  not_for: { text: 'Not for CPR', code: '450476008' },
  none: { text: 'No decision made' },
} as const satisfies Record<string, Choice>

/**
 * Who took part in the conversation. Source: PRSB v1.1, "Person and personal contacts involved in the decision". A procedure that
 * names nobody else is one with the person. The standard has no code for an attorney: 713656002, which stood there at first, says a
 * family member. Entries keep the key and never the code, so what was written as `attorney` was chosen by these words and stays.
 */
export const cprInvolvement = {
  person: { text: 'Discussed with the person', code: '713079002' },
  family: { text: 'Discussed with family', code: '713656002' },
  attorney: { text: 'Discussed with attorney' },
  carer: { text: 'Discussed with carer', code: '1403141000000101' },
} as const satisfies Record<string, Choice>

/** Field 29. It applies to CPR and to nothing else. `paperLocation` is what an ambulance crew asks first. */
export const CprDecision = z.strictObject({
  decision: oneOf(cprDecisions),
  reason: longText(1000).optional(),
  involved: z.array(oneOf(cprInvolvement)).max(4).optional(),
  discussedWith: z.array(line(120)).max(20).optional(),
  informed: z.array(line(120)).max(20).optional(),
  notDiscussedBecause: longText(500).optional(),
  clinician: line(120).optional(),
  clinicianRole: line(120).optional(),
  endorsedBy: line(120).optional(),
  decidedOn: LocalDate.optional(),
  reviewOn: LocalDate.optional(),
  isIndefinite: orUnknown(z.boolean()).optional(),
  paperLocation: orUnknown(line(200)).optional(),
})

export const respectPriorities = {
  extend_life: { text: 'Live as long as possible' },
  balance: { text: 'A balance of both' },
  comfort: { text: 'Quality of life and comfort' },
} as const satisfies Record<string, Choice>

export const respectCpr = {
  recommended: { text: 'CPR recommended' },
  modified_child: { text: 'Modified CPR (child)' },
  not_recommended: { text: 'CPR not recommended' },
} as const satisfies Record<string, Choice>

export const respectCapacities = {
  yes: { text: 'Yes' },
  no: { text: 'No' },
  not_recorded: { text: 'Not recorded' },
} as const satisfies Record<string, Choice>

/** Field 28 (ReSPECT v2/v3). It guides clinicians and does not bind in law; an ADRT does. */
export const Respect = z.strictObject({
  isPresent: z.boolean(),
  formVersion: line(12).optional(),
  sharedUnderstanding: longText(3000).optional(),
  otherPlans: longText(1000).optional(),
  hasWelfareProxy: orUnknown(z.boolean()).optional(),
  /** 0 live as long as possible, `scaleMax` quality of life and comfort. Older data used 1–100: the scale is kept. */
  slider: z
    .strictObject({ value: z.number().min(0), scaleMax: z.union([z.literal(10), z.literal(100)]) })
    .refine(({ value, scaleMax }) => value <= scaleMax, {
      path: ['value'],
      message: 'The mark is further than its scale goes.',
    })
    .optional(),
  values: longText(2000).optional(),
  fears: longText(2000).optional(),
  priority: orUnknown(oneOf(respectPriorities)).optional(),
  recommendations: longText(4000).optional(),
  cpr: orUnknown(oneOf(respectCpr)).optional(),
  hadCapacity: oneOf(respectCapacities).optional(),
  involved: longText(1000).optional(),
  signedBy: line(120).optional(),
  signedRole: line(120).optional(),
  signedOn: LocalDate.optional(),
  reviewOn: LocalDate.optional(),
  paperLocation: orUnknown(line(200)).optional(),
  documentItem: z.uuid().optional(),
})

export const ceilings = {
  home_only: { text: 'Stay at home' },
  hospice: { text: 'Hospice, not hospital' },
  ward: { text: 'Hospital ward' },
  intensive_care: { text: 'Full treatment with intensive care' },
} as const satisfies Record<string, Choice>

/** Field 30: if this happens, do this, and go no further than that. */
export const TreatmentEscalation = z.strictObject({
  problem: line(200),
  advised: longText(1000),
  ceiling: orUnknown(oneOf(ceilings)).optional(),
  agreedWith: line(200).optional(),
  reviewOn: LocalDate.optional(),
})
