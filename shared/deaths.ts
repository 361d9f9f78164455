import { z } from 'zod'
import type { TaskKind } from './dispatch.ts'
import { CommandId, StaffId } from './ids.ts'
import { ambulanceAnswers, bereavementResponses, Death } from './record/afterDeath.ts'
import { oneOf } from './record/coded.ts'
import { PatientBanner } from './record/glance.ts'
import type { placesOfDeath } from './record/places.ts'
import { isReason, line, longText } from './text.ts'
import { Instant } from './time.ts'
import { Version } from './version.ts'

/** For so long whoever reported a death, or a shift lead, takes the report back with one press. */
export const UNDO_MINUTES = 10

/**
 * What is asked of whoever reports a death: what a nurse must know before she may say anything (domain guide 3.5). Nothing of it
 * has to be known; where it is not, the answer says so.
 */
export const DeathAnswers = Death.pick({
  at: true,
  place: true,
  placeNamed: true,
  wasExpected: true,
  implants: true,
  rites: true,
  reasonNotMet: true,
  funeralDirector: true,
  note: true,
}).extend({
  wasExpected: Death.shape.wasExpected.unwrap(),
  reportedBy: line(200),
  howKnown: longText(500),
  ambulance: oneOf(ambulanceAnswers),
})
export type DeathAnswers = z.infer<typeof DeathAnswers>

/** The second step: whose death it is, typed by hand; where nobody knows the name, that it was read back. */
export const SecondAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name'), typed: line(140) }),
  z.strictObject({ kind: z.literal('read_back') }),
])
export type SecondAct = z.infer<typeof SecondAct>

export const ReportDeath = z.strictObject({
  commandId: CommandId,
  answers: DeathAnswers,
  confirmed: SecondAct,
})
export type ReportDeath = z.infer<typeof ReportDeath>

/** A death that is on the record, and what may still be done about the report of it. */
export const ReportedDeath = z.object({
  /** Null for a death that came with a record: nobody reported it here. */
  deathId: z.uuid().nullable(),
  stage: z.enum(['reported', 'verified']),
  reportedAt: Instant,
  reportedBy: z.string(),
  reportedById: StaffId.nullable(),
  /** Until then it is undone with one press; null when that is over. */
  undoUntil: Instant.nullable(),
  mayUndo: z.boolean(),
  mayCorrect: z.boolean(),
})
export type ReportedDeath = z.infer<typeof ReportedDeath>

/** What the record says before the questions are asked, and what the report would do. */
export const DeathOffer = z.object({
  asOf: Instant,
  banner: PatientBanner,
  /** The words that must be typed; null where no name is recorded. */
  nameToType: z.string().nullable(),
  /** What the record makes of it: never more than a suggestion. */
  expected: z.object({ suggests: z.boolean().nullable(), words: z.string(), because: z.array(z.string()) }),
  /** Keys of the preferred places, first and second. */
  wished: z.array(z.string()),
  wishedWords: z.string().nullable(),
  implants: z.string().nullable(),
  rites: z.string().nullable(),
  /** What is in the house and stays as it is. */
  leave: z.array(z.string()),
  /** Who is rung afterwards. */
  ring: z.string().nullable(),
  stops: z.array(z.string()),
  stays: z.array(z.string()),
  death: ReportedDeath.nullable(),
})
export type DeathOffer = z.infer<typeof DeathOffer>

export const DeathReported = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reported'), deathId: z.uuid(), undoUntil: Instant }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type DeathReported = z.infer<typeof DeathReported>

export const VerifyDeath = z.strictObject({
  commandId: CommandId,
  verifiedAt: Instant,
  verifiedBy: line(120),
  coronerInformed: z.boolean().optional(),
})
export type VerifyDeath = z.infer<typeof VerifyDeath>

/** Done, or why not in words that say what to do instead. */
export const DeathChanged = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type DeathChanged = z.infer<typeof DeathChanged>

export const CorrectDeath = z.strictObject({
  commandId: CommandId,
  because: longText(500).refine(text => isReason(text, 10), 'Say in a sentence how the mistake came about.'),
})
export type CorrectDeath = z.infer<typeof CorrectDeath>

/** How a bereavement call ended. Each of the three may be declined. */
export const BereavementAnswer = z.strictObject({
  version: Version,
  response: oneOf(bereavementResponses),
  riskNoted: longText(1000).optional(),
})
export type BereavementAnswer = z.infer<typeof BereavementAnswer>

/** Who a task is about, when they have died: whom to speak to instead. */
export const TaskPerson = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('living') }),
  z.object({
    kind: z.literal('has_died'),
    banner: PatientBanner,
    /** Name and relationship, those whom to ring first, and whether the number of the task is theirs. */
    speakTo: z.array(z.object({ name: z.string(), relationship: z.string(), isThisNumber: z.boolean() })),
    death: ReportedDeath.nullable(),
  }),
])
export type TaskPerson = z.infer<typeof TaskPerson>

export type FollowUp = {
  kind: Extract<TaskKind, 'verify_death' | 'tell_services' | `bereavement_${string}`>
  /** What is begun, for the page that asks to confirm. */
  says: string
  /** Seconds after the report by which somebody must have begun, and from which it stands on the board. */
  dueAfter: number
  shownAfter: number
}

const HOUR = 3_600
const DAY = 24 * HOUR

/** Where somebody who may verify is in the house at all hours. */
const INPATIENT: readonly (keyof typeof placesOfDeath)[] = ['hospital', 'community_hospital', 'hospice']

/**
 * What a report of a death sets going. Verification within one hour in hospital and inpatient care, four elsewhere (Hospice UK,
 * Registered nurse verification of expected adult death). Bereavement: a day, two to three weeks, three months (NICE QS13,
 * statement 14; the days are the house's, for local sign-off).
 */
export function followUps(place: unknown): FollowUp[] {
  const hours = (INPATIENT as readonly unknown[]).includes(place) ? 1 : 4
  return [
    {
      kind: 'verify_death',
      says: `Somebody who may verify the death, within ${hours === 1 ? 'an hour' : `${hours} hours`}`,
      dueAfter: hours * HOUR,
      shownAfter: 0,
    },
    {
      kind: 'tell_services',
      says: 'Tell those who look after them: GP, nurses, hospice, pharmacy, equipment, within 12 hours',
      dueAfter: 12 * HOUR,
      shownAfter: 0,
    },
    { kind: 'bereavement_day', says: 'A bereavement call within a day', dueAfter: DAY, shownAfter: 0 },
    {
      kind: 'bereavement_weeks',
      says: 'A second bereavement call in two to three weeks',
      dueAfter: 21 * DAY,
      shownAfter: 14 * DAY,
    },
    {
      kind: 'bereavement_months',
      says: 'A third bereavement call after three months',
      dueAfter: 91 * DAY,
      shownAfter: 84 * DAY,
    },
  ]
}
