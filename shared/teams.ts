import { z } from 'zod'
import { StaffId, TeamId } from './ids.ts'
import { E164 } from './phoneNumber.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { SoughtPostcode } from './record/who.ts'
import { Skill, TeamKind } from './teamWork.ts'
import { line } from './text.ts'
import { Instant, LocalDate } from './time.ts'

/** A time by the clock on the wall in Britain, '20:00'. */
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 20:00.')
export type Clock = z.infer<typeof Clock>

/** From one time until another; an end at or before the beginning is of the next day, and from 00:00 until 00:00 is the whole day. */
export const Span = z.strictObject({ from: Clock, until: Clock })
export type Span = z.infer<typeof Span>

/** Kinds of day, as teams keep their hours. A day that is a bank holiday is that, whatever weekday it is. */
export const dayTypes = {
  weekday: { text: 'Monday to Friday' },
  saturday: { text: 'Saturday' },
  sunday: { text: 'Sunday' },
  bank_holiday: { text: 'Bank holiday' },
} as const satisfies Record<string, Choice>
export type DayType = keyof typeof dayTypes

const Spans = z.array(Span).max(4, 'Use up to four times a day.')
/** When a team works, by the day on which a span begins: 20:00 until 08:00 on a Friday ends on Saturday morning. None: closed. */
export const Hours = z.strictObject({
  weekday: Spans,
  saturday: Spans,
  sunday: Spans,
  bank_holiday: Spans,
})
export type Hours = z.infer<typeof Hours>

/** A district (WZ3) or a sector (WZ3 7). */
export const AreaPostcode = SoughtPostcode.refine(
  code => !/\d[A-Z]{2}$/.test(code),
  'Give a district, as WZ3, or a sector, as WZ3 7, and no whole postcode.',
)

/** Whom a team sees to: by where they are or by their practice. Nothing at all: the whole line. */
export const Area = z.strictObject({
  postcodes: z.array(AreaPostcode).max(200),
  practices: z
    .array(
      z.strictObject({
        odsCode: z.string().regex(/^[A-Z]\d{5}$/, 'A practice code is a letter and five digits.'),
        name: line(120),
      }),
    )
    .max(100),
})
export type Area = z.infer<typeof Area>

/** What is said of a team. */
export const TeamSaid = z.strictObject({
  name: line(120),
  kind: TeamKind,
  organisation: line(120),
  phone: E164.nullable(),
  /** How many tasks it sees to at once. */
  capacity: z.int().min(1, 'At least one task at once.').max(99),
  /** What it asks before it comes, in plain sentences: said before it is asked, so that nothing is sent to be refused. */
  criteria: z.array(line(200)).max(12),
  area: Area,
  hours: Hours,
})
export type TeamSaid = z.infer<typeof TeamSaid>

/** Ways to reach somebody, in the order of a ladder. */
export const rungs = {
  app: { text: 'App' },
  sms: { text: 'Text' },
  call: { text: 'Call, answered with 1' },
} as const satisfies Record<string, Choice>
export const Rung = oneOf(rungs)
export type Rung = z.infer<typeof Rung>

/** Who is asked first; the manager when nobody else answered. */
export const positions = {
  first: { text: 'First on call' },
  second: { text: 'Second on call' },
  manager: { text: 'Manager' },
} as const satisfies Record<string, Choice>
export const Position = oneOf(positions)
export type Position = z.infer<typeof Position>

/** A duty, once or every so many weeks, by the British clock. */
export const ShiftSaid = z.strictObject({
  position: Position,
  /** The first day, or the only one; those after it are of the same weekday. */
  day: LocalDate,
  ...Span.shape,
  everyWeeks: z.int().min(1).max(12).nullable(),
  /** The last day on which it begins. */
  lastDay: LocalDate.nullable(),
})
export type ShiftSaid = z.infer<typeof ShiftSaid>

/** Somebody on duty. */
export const OnDuty = z.object({
  staffId: StaffId,
  name: z.string(),
  skills: z.array(Skill),
  phone: E164.nullable(),
  position: Position,
  /** By which ways they are reached, the first first. */
  rungs: z.array(Rung),
  dutyFrom: Instant,
  dutyUntil: Instant,
  lastProvenAt: Instant.nullable(),
  /** Since this duty began, or shortly before it. */
  isProven: z.boolean(),
  /** The test of this duty was tried by every way, and nothing came back. */
  isNotReached: z.boolean().default(false),
  /** When they are done with what they have in hand; null: free, as far as is known. */
  freeFrom: Instant.nullable(),
})
export type OnDuty = z.infer<typeof OnDuty>

/** A team as it stands for one thing that is to be done at one moment. */
export const TeamFor = z.object({
  teamId: TeamId,
  name: z.string(),
  kind: TeamKind,
  phone: E164.nullable(),
  isAvailable: z.boolean(),
  /** Of one that is not: why not. Of one that is: what is to be known before it is asked. Says nothing of where a person is. */
  because: z.array(z.string()),
  criteria: z.array(z.string()),
  /** Who can be asked, in the order of asking: on call, those who have proven that they can be reached first; then the manager. */
  members: z.array(OnDuty),
})
export type TeamFor = z.infer<typeof TeamFor>
