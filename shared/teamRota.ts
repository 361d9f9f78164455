import { z } from 'zod'
import { CommandId, OrganisationId, StaffId, TeamId } from './ids.ts'
import { E164 } from './phoneNumber.ts'
import { OnDuty, Position, Rung, ShiftSaid, TeamSaid } from './teams.ts'
import { Skill } from './teamWork.ts'
import { line } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Version } from './version.ts'

/** One duty on one day: whose it is by the rota, and who holds it. */
export const DutyShown = z.object({
  shiftId: z.uuid(),
  teamId: TeamId,
  team: z.string(),
  day: LocalDate,
  position: Position,
  from: Instant,
  until: Instant,
  ownedBy: StaffId,
  heldBy: StaffId,
  name: z.string(),
  isOnLeave: z.boolean(),
})
export type DutyShown = z.infer<typeof DutyShown>

/** A duty that is to be swapped and that nobody has taken yet. */
export const SwapAsked = z.object({
  swapId: z.uuid(),
  shiftId: z.uuid(),
  teamId: TeamId,
  team: z.string(),
  day: LocalDate,
  position: Position,
  from: Instant,
  until: Instant,
  askedBy: StaffId,
  name: z.string(),
  /** Null: whoever of the team will. */
  askedOf: StaffId.nullable(),
})
export type SwapAsked = z.infer<typeof SwapAsked>

export const LeaveShown = z.object({
  leaveId: z.uuid(),
  staffId: StaffId,
  name: z.string(),
  from: Instant,
  until: Instant,
})
export type LeaveShown = z.infer<typeof LeaveShown>

export const TeamShown = TeamSaid.extend({
  teamId: TeamId,
  version: z.int(),
  isThere: z.boolean(),
  /** Why it is not there now; or what is to be known of it. */
  says: z.array(z.string()),
  now: z.array(OnDuty),
  /** Who comes on within the next twelve hours. */
  next: z.array(DutyShown),
  members: z.array(
    z.object({
      staffId: StaffId,
      name: z.string(),
      skills: z.array(Skill),
      phone: E164.nullable(),
      rungs: z.array(Rung),
    }),
  ),
})
export type TeamShown = z.infer<typeof TeamShown>

export const HolidaysShown = z.object({
  source: z.string(),
  lastYear: z.int(),
  /** Those to come within a year. */
  coming: z.array(z.object({ day: LocalDate, name: z.string() })),
})

export const TeamsTonight = z.object({
  at: Instant,
  teams: z.array(TeamShown),
  leave: z.array(LeaveShown),
  swaps: z.array(SwapAsked),
  holidays: HolidaysShown,
  /** What was changed lately, the newest first. */
  changes: z.array(z.object({ id: z.uuid(), at: Instant, by: z.string(), says: z.string() })),
  /** Whom a shift lead can put into a team; nobody for others. */
  people: z.array(z.object({ staffId: StaffId, name: z.string(), organisation: z.string() })),
  organisations: z.array(z.object({ organisationId: OrganisationId, name: z.string() })),
})
export type TeamsTonight = z.infer<typeof TeamsTonight>

/** A week of one team. */
export const RotaWeek = z.object({
  from: LocalDate,
  duties: z.array(DutyShown),
  /** When it works by its hours and nobody is on call. */
  gaps: z.array(z.object({ from: Instant, until: Instant })),
  /** Duties as they were put in, to be ended. */
  shifts: z.array(ShiftSaid.extend({ shiftId: z.uuid(), staffId: StaffId, name: z.string() })),
})
export type RotaWeek = z.infer<typeof RotaWeek>

export const MyDuties = z.object({
  at: Instant,
  /** In no team there is nothing to be reached for. */
  teams: z.array(
    z.object({
      teamId: TeamId,
      name: z.string(),
      colleagues: z.array(z.object({ staffId: StaffId, name: z.string() })),
    }),
  ),
  /** Of the next four weeks. */
  duties: z.array(DutyShown),
  lastProvenAt: Instant.nullable(),
  isProven: z.boolean(),
  /** Asked by you or of you, or of anybody of a team of yours. */
  swaps: z.array(SwapAsked),
  leave: z.array(LeaveShown),
})
export type MyDuties = z.infer<typeof MyDuties>

const Away = { from: Instant, until: Instant }

/** What a shift lead changes of teams and rota. */
export const TeamChange = z.discriminatedUnion('what', [
  /** `teamId` null: a new one. */
  z.strictObject({ what: z.literal('team'), teamId: TeamId.nullable(), version: Version, said: TeamSaid }),
  z.strictObject({ what: z.literal('team_ended'), teamId: TeamId, version: Version }),
  z.strictObject({
    what: z.literal('member'),
    teamId: TeamId,
    staffId: StaffId,
    skills: z.array(Skill).max(30),
    phone: E164.nullable(),
    rungs: z
      .array(Rung)
      .min(1, 'Choose at least one way to reach them.')
      .max(3)
      .refine(some => new Set(some).size === some.length, 'Each way once.'),
  }),
  z.strictObject({ what: z.literal('member_left'), teamId: TeamId, staffId: StaffId }),
  z.strictObject({ what: z.literal('shift'), teamId: TeamId, staffId: StaffId, shift: ShiftSaid }),
  /** `lastDay` null: it was put in by mistake, and stands on no day. */
  z.strictObject({ what: z.literal('shift_ended'), shiftId: z.uuid(), lastDay: LocalDate.nullable() }),
  z.strictObject({ what: z.literal('swap'), shiftId: z.uuid(), day: LocalDate, takenBy: StaffId }),
  z.strictObject({ what: z.literal('leave'), staffId: StaffId, ...Away }),
  z.strictObject({ what: z.literal('leave_ended'), leaveId: z.uuid() }),
  z.strictObject({
    what: z.literal('holiday'),
    day: LocalDate,
    isHoliday: z.boolean(),
    name: line(120),
    source: line(300),
  }),
])
export type TeamChange = z.infer<typeof TeamChange>
export const ChangeTeams = z.strictObject({ commandId: CommandId, change: TeamChange })

/** What somebody changes of their own duties. */
export const DutyChange = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('reached') }),
  z.strictObject({
    what: z.literal('swap_asked'),
    shiftId: z.uuid(),
    day: LocalDate,
    askedOf: StaffId.nullable(),
  }),
  z.strictObject({ what: z.literal('swap_taken'), swapId: z.uuid() }),
  z.strictObject({ what: z.literal('swap_withdrawn'), swapId: z.uuid() }),
  z.strictObject({ what: z.literal('own_leave'), ...Away }),
  z.strictObject({ what: z.literal('own_leave_ended'), leaveId: z.uuid() }),
])
export type DutyChange = z.infer<typeof DutyChange>
export const ChangeDuty = z.strictObject({ commandId: CommandId, change: DutyChange })

export const ChangeReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type ChangeReply = z.infer<typeof ChangeReply>
