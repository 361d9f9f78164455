import { z } from 'zod'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import { Coded } from './coded.ts'

/** Fields 19. Words first: a diagnosis without a code is still a diagnosis. */
export const Diagnosis = z.strictObject({
  text: line(300),
  coded: Coded.optional(),
  since: LocalDate.optional(),
  spread: line(300).optional(),
  note: longText(1000).optional(),
})

export const Problem = z.strictObject({
  text: line(300),
  coded: Coded.optional(),
  since: LocalDate.optional(),
  isActive: z.boolean().optional(),
  note: longText(1000).optional(),
})

/** Field 20. "None known" is something that was asked and answered; an empty list is not. */
export const Allergy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none_known') }),
  z.strictObject({
    kind: z.literal('allergy'),
    substance: line(200),
    coded: Coded.optional(),
    reaction: line(300).optional(),
    severity: z.enum(['mild', 'moderate', 'severe', 'life_threatening']).optional(),
    certainty: z.enum(['confirmed', 'suspected']).optional(),
  }),
])
