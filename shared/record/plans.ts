import { z } from 'zod'
import { E164 } from '../phoneNumber.ts'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Field 43. */
export const ContingencyPlan = z.strictObject({
  trigger: line(300),
  whatShouldHappen: longText(2000),
  whoToContact: line(300).optional(),
  agreedWith: line(300).optional(),
  reviewOn: LocalDate.optional(),
})

/** Plans that exist. Source: PRSB v1.1, "End of life care plans". */
export const carePlanKinds = {
  has_acp: { text: 'Has an advance care plan', code: '714748000' },
  agreement: { text: 'Advance care plan agreed', code: '713600001' },
  review: { text: 'Advance care plan reviewed', code: '713580008' },
  treatment_escalation_plan: { text: 'Treatment escalation plan', code: '735324008' },
  emergency_health_care_plan: { text: 'Emergency health care plan', code: '887701000000100' },
  respect: { text: 'Has ReSPECT', code: '1107891000000106' },
} as const satisfies Record<string, Choice>

/** Who is responsible for its review as the standard asks: name, role, organisation by its ODS code, telephone. */
export const CarePlan = z.strictObject({
  kind: oneOf(carePlanKinds),
  contents: longText(4000).optional(),
  on: LocalDate.optional(),
  reviewOn: LocalDate.optional(),
  responsible: line(120).optional(),
  responsibleRole: line(120).optional(),
  responsibleOrganisation: line(120).optional(),
  responsibleOdsCode: line(12).optional(),
  responsiblePhone: E164.optional(),
})

/** Field 44: types as the National Record Locator names them (DocumentReference.type). */
export const documentClasses = {
  eol_summary: { text: 'End of life care coordination summary', code: '861421000000109' },
  eol_plan: { text: 'End of life care plan', code: '736373009' },
  respect_form: { text: 'ReSPECT form', code: '1382601000000107' },
  emergency_plan: { text: 'Emergency health care plan', code: '887701000000100' },
  escalation_plan: { text: 'Treatment escalation plan', code: '735324008' },
  advance_care_plan: { text: 'Advance care plan', code: '736366004' },
  contingency_plan: { text: 'Contingency plan', code: '325691000000100' },
  crisis_plan: { text: 'Mental health crisis plan', code: '736253002' },
  summary_record: { text: 'Summary record', code: '824321000000109' },
  support_plan: { text: 'Personalised care and support plan', code: '2181441000000107' },
  dnacpr_form: { text: 'DNACPR form' },
  adrt: { text: 'Advance decision to refuse treatment' },
  lpa: { text: 'Lasting power of attorney' },
  medicines_chart: { text: 'Medicines administration chart' },
  letter: { text: 'Letter' },
  other: { text: 'Other paper' },
} as const satisfies Record<string, Choice>

/**
 * What is asked of whoever hands the paper on. It hides nothing: that there is such a paper, and where, is read with the record, and
 * what the person keeps back is a limit of its own.
 */
export const confidentialities = {
  normal: { text: 'As the rest of the record' },
  restricted: { text: 'Not before whoever wrote it was asked' },
} as const satisfies Record<string, Choice>

export const Document = z.strictObject({
  title: line(200),
  class: oneOf(documentClasses),
  location: line(300).optional(),
  reference: line(300).optional(),
  confidentiality: orUnknown(oneOf(confidentialities)).optional(),
  updatedOn: LocalDate.optional(),
})

export const alertSeverities = {
  information: { text: 'To know' },
  caution: { text: 'Take care' },
  danger: { text: 'Danger: seen before anything else' },
} as const satisfies Record<string, Choice>

/** Field 45. */
export const Alert = z.strictObject({
  text: longText(500),
  severity: oneOf(alertSeverities),
  expiresOn: LocalDate.optional(),
})

/** Something a call taught that has no field of its own. */
export const Note = z.strictObject({ text: longText(4000), about: line(120).optional() })

export const safeguardingKinds = {
  adult: { text: 'An adult' },
  child: { text: 'A child' },
  both: { text: 'An adult and a child' },
} as const satisfies Record<string, Choice>

/** Facts in the caller's words, kept apart from plain reads and from what a family may see. */
export const Safeguarding = z.strictObject({
  concern: longText(4000),
  about: oneOf(safeguardingKinds),
  raisedBy: line(200).optional(),
  actions: longText(2000).optional(),
  referredAt: Instant.optional(),
  toldCaller: orUnknown(z.boolean()).optional(),
})
