import { z } from 'zod'
import { E164 } from '../phoneNumber.ts'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import { type Choice, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

const YesNo = orUnknown(z.boolean()).optional()

/**
 * Field 31. A refusal of life-sustaining treatment must be written, signed, witnessed, and say that it applies even if life
 * is at risk (Mental Capacity Act 2005, ss.24–25). Missing parts are kept as missing: an incomplete paper is shown.
 */
export const Adrt = z.strictObject({
  treatment: longText(1000),
  circumstances: orUnknown(longText(1000)).optional(),
  isLifeSustaining: orUnknown(z.boolean()),
  makerWasAdult: YesNo,
  hadCapacity: YesNo,
  isWritten: YesNo,
  isSigned: YesNo,
  isWitnessed: YesNo,
  statesEvenIfLifeAtRisk: YesNo,
  madeOn: LocalDate.optional(),
  withdrawnOn: LocalDate.optional(),
  laterConductAgainst: longText(1000).optional(),
  laterLpaItem: z.uuid().optional(),
  paperLocation: orUnknown(line(200)).optional(),
  documentItem: z.uuid().optional(),
})

const Attorney = z.strictObject({
  name: line(120),
  phone: E164.optional(),
  contactItem: z.uuid().optional(),
  isReplacement: YesNo,
})

export const lpaKinds = {
  health_and_welfare: { text: 'Health and welfare', anyOf: '999001951000000107' },
  property: { text: 'Property and money', code: '341041000000103' },
} as const satisfies Record<string, Choice>

export const attorneysActing = {
  sole: { text: 'One attorney alone' },
  jointly: { text: 'Together only' },
  jointly_and_severally: { text: 'Together or each alone' },
  mixed: { text: 'Together for some decisions, alone for others' },
} as const satisfies Record<string, Choice>

/** Field 32. An attorney for health acts only when the person cannot decide; a property attorney has no say in treatment. */
export const Lpa = z.strictObject({
  kind: oneOf(lpaKinds),
  attorneys: z.array(Attorney).max(10),
  acting: orUnknown(oneOf(attorneysActing)).optional(),
  mayDecideLifeSustaining: YesNo,
  madeOn: LocalDate.optional(),
  registeredOn: orUnknown(LocalDate).optional(),
  reference: line(70).optional(),
  revokedOn: LocalDate.optional(),
  paperLocation: orUnknown(line(200)).optional(),
  documentItem: z.uuid().optional(),
})

export const capacityAnswers = {
  yes: { text: 'Yes' },
  no: { text: 'No' },
  fluctuates: { text: 'Sometimes' },
} as const satisfies Record<string, Choice>

/** Field 33: about one decision at one time, never a flag on the person (Mental Capacity Act 2005, ss.2–3). */
export const Capacity = z.strictObject({
  decision: longText(500),
  hasCapacity: oneOf(capacityAnswers),
  assessor: line(120),
  assessorRole: line(120).optional(),
  assessedAt: Instant,
  basis: longText(2000).optional(),
  reviewOn: LocalDate.optional(),
  documentItem: z.uuid().optional(),
})

/** Field 34: an Independent Mental Capacity Advocate. */
export const Imca = z.strictObject({
  isRequired: z.boolean(),
  referredOn: LocalDate.optional(),
  name: line(120).optional(),
  phone: E164.optional(),
  note: longText(1000).optional(),
})

/** Field 35. */
export const AdvanceStatement = z.strictObject({
  text: longText(4000),
  madeOn: LocalDate.optional(),
  paperLocation: orUnknown(line(200)).optional(),
  documentItem: z.uuid().optional(),
})
