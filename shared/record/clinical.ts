import { z } from 'zod'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import { type Choice, Coded, choiceWords, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

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
  isActive: orUnknown(z.boolean()).optional(),
  note: longText(1000).optional(),
})

export const allergyKinds = {
  none_known: { text: 'Asked: no known allergies' },
  allergy: { text: 'An allergy' },
} as const satisfies Record<string, Choice>

export const allergySeverities = {
  mild: { text: 'Mild' },
  moderate: { text: 'Moderate' },
  severe: { text: 'Severe' },
  life_threatening: { text: 'Life-threatening' },
} as const satisfies Record<string, Choice>

export const certainties = {
  confirmed: { text: 'Confirmed' },
  suspected: { text: 'Suspected' },
} as const satisfies Record<string, Choice>

/** Field 20. "None known" is something that was asked and answered; an empty list is not. */
export const Allergy = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none_known') }),
    z.strictObject({
      kind: z.literal('allergy'),
      substance: line(200),
      coded: Coded.optional(),
      reaction: orUnknown(line(300)).optional(),
      severity: orUnknown(oneOf(allergySeverities)).optional(),
      certainty: orUnknown(oneOf(certainties)).optional(),
    }),
  ])
  .register(choiceWords, allergyKinds)
