import { z } from 'zod'
import { CommandId, StaffId, TeamTaskId } from './ids.ts'
import { type WorkKind, workKinds } from './teamWork.ts'
import { longText } from './text.ts'
import { Instant, plusSeconds } from './time.ts'
import { Version } from './version.ts'

/**
 * The times of a lone worker's safety, in minutes. The order (text and ring, a colleague, who leads, the police) is domain guide 4.5; it
 * gives no minutes: these are ours, counted from the moment at which somebody was missed, and for the line to judge.
 */
export const LONE_WORK = {
  /** How long somebody is thought to be in a house who has not said otherwise. */
  visit: 60,
  /** Where another time is usual for the kind of work. */
  visitOf: {
    verify_death: 90,
    syringe_pump: 90,
    personal_care: 120,
    advance_care_planning: 120,
    drug_supply: 20,
    equipment: 45,
    oxygen: 45,
    falls_pickup: 60,
  },
  /** How long the way is thought to be of who has not said when they will be there. */
  way: 45,
  /** How long leaving a house is thought to take of who is done there. */
  leave: 15,
  /** How much longer somebody has who says by text or key that they are safe, and not that they are out. */
  safeFor: 30,
  /** A colleague of their team is told. */
  buddy: 5,
  /** Shift leads and the manager on call are told. */
  lead: 10,
  /** The console asks for a call to 999. */
  police: 15,
} as const satisfies {
  visit: number
  visitOf: Partial<Record<WorkKind, number>>
  way: number
  leave: number
  safeFor: number
  buddy: number
  lead: number
  police: number
}

/** Somebody may stay longer than is thought, and no longer than a duty lasts. Minutes. */
export const LONGEST_OUT = 720

/** How long a visit of this kind is thought to last; null where nobody goes anywhere. */
export function visitMinutes(kind: WorkKind): number | null {
  if ('isRemote' in workKinds[kind]) return null
  const usual: Partial<Record<WorkKind, number>> = LONE_WORK.visitOf
  return usual[kind] ?? LONE_WORK.visit
}

/** By when somebody is thought to be out who sets out now; null where nobody goes anywhere. */
export function outBySettingOut(kind: WorkKind, at: Instant, expectedAt: Instant | null): Instant | null {
  const minutes = visitMinutes(kind)
  return minutes === null
    ? null
    : plusSeconds(expectedAt ?? plusSeconds(at, LONE_WORK.way * 60), minutes * 60)
}

/** By when somebody is thought to be out who is there now. */
export function outByBeingThere(kind: WorkKind, at: Instant): Instant | null {
  const minutes = visitMinutes(kind)
  return minutes === null ? null : plusSeconds(at, minutes * 60)
}

/** By when somebody is thought to be out who is done there. */
export function outByLeaving(at: Instant): Instant {
  return plusSeconds(at, LONE_WORK.leave * 60)
}

/** Where a telephone says that it is, to so many metres. */
export const Place = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  metres: z.number().min(0).max(1_000_000),
  at: Instant,
})
export type Place = z.infer<typeof Place>

/** How far it has come with somebody who is out on a visit: each step stands above the one before. */
export const SafetyStep = z.enum(['out', 'missed', 'buddy', 'lead', 'police', 'help'])
export type SafetyStep = z.infer<typeof SafetyStep>

/** Somebody who is out on a visit, as the board shows it: nothing of the person, and not where. */
export const OutOnVisit = z.object({
  /** Which time that somebody of a team had this task, from 1. */
  taking: z.int(),
  staffId: StaffId,
  name: z.string(),
  team: z.string(),
  since: Instant,
  /** By when they said, or are thought, to be out. */
  by: Instant,
  step: SafetyStep,
  /** When they pressed for help. */
  helpAt: Instant.nullable(),
  /** They said since that it was pressed by accident. */
  isMistaken: z.boolean(),
  /** Who of the line has said that they see to it. A server of yesterday does not say it. */
  seenTo: z.object({ staffId: StaffId, name: z.string(), at: Instant }).nullable().default(null),
  rung999: z
    .object({ name: z.string(), at: Instant, reference: z.string().nullable() })
    .nullable()
    .default(null),
})
export type OutOnVisit = z.infer<typeof OutOnVisit>

/** The same, with the task for which they are out. */
export const OutRow = OutOnVisit.extend({ teamTaskId: TeamTaskId })
export type OutRow = z.infer<typeof OutRow>

/** Everybody who is out, for whatever task, also one that is over: who pressed for help first, then the longest over their time. */
export function outRows(
  tasks: Iterable<{ teamTaskId: TeamTaskId; outs?: readonly OutOnVisit[] | undefined }>,
): OutRow[] {
  return [...tasks]
    .flatMap(({ teamTaskId, outs = [] }) => outs.map(out => ({ ...out, teamTaskId })))
    .toSorted((a, b) => Number(b.step === 'help') - Number(a.step === 'help') || a.by.localeCompare(b.by))
}

/** Where a visit goes, a line each; empty where it is not known. */
const VisitPlace = z.object({
  address: z.array(z.string()),
  /** The place is protected: it is shown by the record's own door. */
  isProtected: z.boolean(),
})
export type VisitPlace = z.infer<typeof VisitPlace>

/** What is known for ringing them, and for sending somebody to them: for a nurse who has opened the task while it counts. */
export const WhereTheyAre = z.object({
  taking: z.int(),
  phone: z.string().nullable(),
  /** Where their telephone was as they pressed for help; of a protected place never shown. */
  place: Place.nullable(),
  /** It was told where it is, shown or not. */
  isPlaceTold: z.boolean().default(false),
  ...VisitPlace.shape,
  /** Another visit for which they are out too, or to which they may have gone: they may be at either. */
  also: z.array(VisitPlace.extend({ teamTaskId: TeamTaskId })).default([]),
})
export type WhereTheyAre = z.infer<typeof WhereTheyAre>

/** What whoever goes says of their own safety, among how the task goes on. `at`: by their own clock. */
export const SAFETY_STEPS = [
  /** Out in so many minutes, or so much longer. */
  z.strictObject({
    step: z.literal('out_by'),
    commandId: CommandId,
    at: Instant,
    minutes: z.int().min(1).max(LONGEST_OUT),
  }),
  z.strictObject({ step: z.literal('safe'), commandId: CommandId, at: Instant }),
  /** `place`: where their telephone is, if they want that to be told. */
  z.strictObject({
    step: z.literal('help'),
    commandId: CommandId,
    at: Instant,
    place: Place.nullable().default(null),
  }),
  z.strictObject({ step: z.literal('help_mistaken'), commandId: CommandId, at: Instant }),
] as const

/** Why nobody goes alone. */
export const TwoBecause = z.enum(['flag', 'night'])
export type TwoBecause = z.infer<typeof TwoBecause>

/** That two go, as the board shows it: who the second is, as soon as somebody has said yes. */
export const TwoGo = z.object({
  because: TwoBecause,
  second: z.string().nullable(),
  /** Whoever leads has said that one may go. */
  isWaived: z.boolean(),
})
export type TwoGo = z.infer<typeof TwoGo>

const because = longText(500)

/** What 999 calls it by: a number, and no words. */
export const Reference999 = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 /-]{0,19}$/, 'Write their reference in letters and digits, up to 20.')

/** What a nurse does about it, among what she does with a task. */
export const SAFETY_ACTS = [
  /** Whoever leads: one may go, though two are asked for. */
  z.strictObject({ act: z.literal('one_goes'), commandId: CommandId, version: Version, because }),
  /** Somebody has it who is not known to be safe. On no version: it waits for nothing that came in meanwhile. */
  z.strictObject({ act: z.literal('see_to'), commandId: CommandId, taking: z.int().min(1) }),
  z.strictObject({
    act: z.literal('rung_999'),
    commandId: CommandId,
    taking: z.int().min(1),
    reference: Reference999.nullable().default(null),
    /** When it was rung, where that is not now. */
    rungAt: Instant.nullable().default(null),
  }),
  /**
   * Somebody who is out is safe, and how that is known. `after`: they are out and nothing more is asked, or they stay so many minutes longer
   * and say again by then. One of the two is said: a field that is missing ends no watch.
   */
  z.strictObject({
    act: z.literal('end_alarm'),
    commandId: CommandId,
    version: Version,
    taking: z.int().min(1),
    words: because,
    after: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('over') }),
      z.strictObject({ kind: z.literal('longer'), minutes: z.int().min(1).max(LONGEST_OUT) }),
    ]),
  }),
] as const
