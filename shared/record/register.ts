import { z } from 'zod'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf, yesMeans } from './coded.ts'
import { orUnknown } from './knownState.ts'

export const registerStatuses = {
  provisional: { text: 'Not registered yet' },
  referred: { text: 'Referred' },
  active: { text: 'On the register' },
  paused: { text: 'Paused' },
  withdrawn: { text: 'Withdrawn by the person' },
  discharged: { text: 'Discharged' },
  deceased: { text: 'Has died' },
} as const satisfies Record<string, Choice>

/** Field 10. Codes: NHS Digital EoL data set, PRSB v1.1. */
export const RegisterStatus = z.strictObject({
  status: oneOf(registerStatuses),
  since: LocalDate.optional(),
  because: longText(500).optional(),
  endOfLifeRegister: orUnknown(
    z.boolean().register(yesMeans, { text: 'On end of life care register', code: '526631000000108' }),
  ).optional(),
  palliativeRegister: orUnknown(
    z.boolean().register(yesMeans, { text: 'On palliative care register', code: '1403151000000103' }),
  ).optional(),
})
export type RegisterStatus = z.infer<typeof RegisterStatus>

/** Field 11. */
export const Referral = z.strictObject({
  by: line(120),
  role: line(120).optional(),
  organisation: line(120).optional(),
  on: LocalDate,
  reason: longText(2000).optional(),
  consentRecorded: orUnknown(z.boolean()),
})

/** Field 47: the day the whole record should next be gone through, and who sees to it. */
export const ReviewDates = z.strictObject({
  nextReviewOn: LocalDate,
  lastReviewedOn: LocalDate.optional(),
  responsible: line(120).optional(),
  responsibleRole: line(120).optional(),
  note: longText(500).optional(),
})

export const fundingKinds = {
  sr1_completed: { text: 'SR1 (formerly DS1500) completed', code: '514591000000108' },
  sr1_discussed: { text: 'SR1 (formerly DS1500) discussed', code: '871631000000101' },
  sr1_declined: { text: 'SR1 (formerly DS1500) declined', code: '768381000000107' },
  fast_track_chc: { text: 'Fast-track continuing healthcare' },
  other: { text: 'Other support' },
} as const satisfies Record<string, Choice>

export const fundingStatuses = {
  applied: { text: 'Applied for' },
  granted: { text: 'Granted' },
  refused: { text: 'Refused' },
  ended: { text: 'Ended' },
} as const satisfies Record<string, Choice>

/** Field 46. */
export const Funding = z.strictObject({
  kind: oneOf(fundingKinds),
  status: orUnknown(oneOf(fundingStatuses)).optional(),
  on: LocalDate.optional(),
  note: longText(1000).optional(),
})
