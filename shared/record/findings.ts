import { z } from 'zod'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { SectionName } from './sections.ts'

/** When somebody must see to it. */
export const urgencies = {
  now: { text: 'Now' },
  soon: { text: 'Soon' },
  when_you_can: { text: 'When you can' },
} as const satisfies Record<string, Choice>

export const Urgency = oneOf(urgencies)
export type Urgency = z.infer<typeof Urgency>

/** The finding that somebody is not at home: said where a team is asked to go there. */
export const IN_HOSPITAL = 'in_hospital_or_hospice'

/** Something that the record shows when it is read as a whole: a contradiction, a gap, or a thing that runs out. */
export const Finding = z.strictObject({
  /** The rule that found it; each finds at most one thing. */
  key: z.string(),
  urgency: Urgency,
  /** What was found: 'The chart runs out tomorrow, 22-Nov-2026'. */
  words: z.string(),
  toDo: z.string(),
  /** Whom somebody wrote down as responsible, and what is to be done where that is whoever reads. */
  yours: z.strictObject({ name: z.string(), toDo: z.string() }).optional(),
  /** The items it is about; only the section where there is no item, for a gap is about something that is not there. */
  about: z.array(z.strictObject({ section: SectionName, itemId: z.uuid().optional() })),
  /** Whose rule it is. */
  source: z.string(),
})
export type Finding = z.infer<typeof Finding>
