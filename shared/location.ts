import { z } from 'zod'
import { PastCall } from './outcomes.ts'
import { PastTeamTask } from './pastTeamTasks.ts'
import { TypePassword } from './proof.ts'
import { GlanceItem } from './record/glance.ts'
import type { SectionName } from './record/sections.ts'
import { isReason, longText } from './text.ts'

/**
 * What of the record tells where somebody is. Of a person whose location is protected (the S-flag) it is covered wherever the
 * record is read, until it is shown for a reason. Source: reliability guide 2.1: PDS hides address, telephone and practice of
 * such a person.
 */
export const LOCATION_SECTIONS: readonly SectionName[] = [
  'addresses',
  'currentLocation',
  'hospitalStays',
  'phones',
  'gpPractice',
  'accessNotes',
  'personalContacts',
  'preferredPlaceOfCare',
  'preferredPlaceOfDeath',
  'lpa',
  'death',
]

/** How often one of the staff is shown a protected place in a day. Few people are protected; a night asks for one or two. */
export const PLACES_A_DAY = 10
/** How long it stays on the screen: long enough to be given to a crew. */
export const PLACE_SECONDS = 120

/** Why it must be shown. The person reads it, and so does a privacy officer who asks. */
export const WhyPlace = longText(300).refine(
  text => isReason(text, 5),
  'Say in a few words why you need to see where they are. The person can read it.',
)

/** What is most often the reason: one press each. */
export const placeReasons = [
  'Sending somebody there now',
  'An ambulance is on its way',
  'The address must be put right',
] as const

export const PlaceShown = z.discriminatedUnion('kind', [
  /** Whole items of the record, as they may be changed; and the last calls and what was asked of teams in full, where this reader is shown them. */
  z.strictObject({
    kind: z.literal('shown'),
    items: z.array(GlanceItem),
    calls: z.array(PastCall),
    teamTasks: z.array(PastTeamTask),
  }),
  z.strictObject({ kind: z.literal('not_shown'), because: z.string() }),
  TypePassword,
])
export type PlaceShown = z.infer<typeof PlaceShown>
