import { z } from 'zod'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import { type Choice, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'
import { placesOfDeath } from './places.ts'

export const deathStages = {
  reported: { text: 'Reported, not yet verified' },
  verified: { text: 'Verified' },
} as const satisfies Record<string, Choice>

/** Whether a crew is under way to somebody who has died: it must hear what was decided before it arrives (domain guide 3.5). */
export const ambulanceAnswers = {
  not_called: { text: 'Nobody has rung 999' },
  on_its_way: { text: '999 was rung, a crew is on its way' },
  there: { text: 'A crew is there' },
  stood_down: { text: '999 was rung, and told to stand down' },
  not_known: { text: 'Not known' },
} as const satisfies Record<string, Choice>

export const bereavementResponses = {
  accepted: { text: 'Accepted' },
  declined: { text: 'Did not want it' },
  not_reached: { text: 'Not reached' },
} as const satisfies Record<string, Choice>

/**
 * Field 48. `reported` came by telephone and may be mistaken; `verified` has been verified by someone who may. The standard
 * asks why, when the place differs from the preferred place.
 */
export const Death = z.strictObject({
  stage: oneOf(deathStages),
  at: orUnknown(Instant),
  place: orUnknown(oneOf(placesOfDeath)),
  placeNamed: line(120).optional(),
  wasExpected: orUnknown(z.boolean()).optional(),
  reportedBy: line(200).optional(),
  reportedAt: Instant.optional(),
  howKnown: longText(500).optional(),
  ambulance: oneOf(ambulanceAnswers).optional(),
  verifiedAt: Instant.optional(),
  verifiedBy: line(120).optional(),
  preferredPlaceMet: orUnknown(z.boolean()).optional(),
  reasonNotMet: longText(1000).optional(),
  coronerInformed: orUnknown(z.boolean()).optional(),
  implants: orUnknown(line(300)).optional(),
  rites: line(300).optional(),
  funeralDirector: line(200).optional(),
  note: longText(1000).optional(),
})

/** Field 49. */
export const Bereavement = z.strictObject({
  contactItem: z.uuid().optional(),
  contactName: line(120).optional(),
  offered: line(300),
  dueOn: LocalDate.optional(),
  doneOn: LocalDate.optional(),
  response: oneOf(bereavementResponses).optional(),
  riskNoted: longText(1000).optional(),
})
