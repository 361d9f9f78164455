import { z } from 'zod'
import { CallId, CommandId, ItemId, PatientId, StaffId, TeamId, TeamTaskId } from './ids.ts'
import { OutOnVisit, SAFETY_ACTS, SAFETY_STEPS, TwoGo, WhereTheyAre } from './loneWork.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { doseBenefits } from './record/medicines.ts'
import { DeclineReason, Skill, WorkKind } from './teamWork.ts'
import { line, longText } from './text.ts'
import { Instant, plusSeconds } from './time.ts'
import { Urgency } from './urgency.ts'
import { Version } from './version.ts'

/** Where a team task is, worked out from what happened. Source: domain guide 4.2. */
export const teamTaskStates = {
  /** Nobody is asked at this moment: it is the line's. */
  with_line: { text: 'With the line' },
  offered: { text: 'Offered' },
  seen: { text: 'Seen, not answered' },
  accepted: { text: 'Accepted' },
  en_route: { text: 'On the way' },
  arrived: { text: 'There' },
  no_access: { text: 'Could not get in' },
  on_hold: { text: 'On hold' },
  done: { text: 'Done' },
  stood_down: { text: 'Stood down' },
  failed: { text: 'Could not be done' },
} as const satisfies Record<string, Choice>
export const TeamTaskState = oneOf(teamTaskStates)
export type TeamTaskState = z.infer<typeof TeamTaskState>

/** Over: nothing is owed any more. */
export const TEAM_TASK_OVER: readonly TeamTaskState[] = ['done', 'stood_down', 'failed']

const Named = z.object({ staffId: StaffId, name: z.string() })

/** Whose it is: never nobody's. Until somebody of a team accepts, it is the nurse's who has it in hand, or all nurses'. */
export const TeamTaskOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('desk') }),
  Named.extend({ kind: z.literal('nurse') }),
  Named.extend({ kind: z.literal('responder'), teamId: TeamId, team: z.string() }),
])
export type TeamTaskOwner = z.infer<typeof TeamTaskOwner>

/** Whom the silence of everybody asked has been told to, beside the nurses. */
export const Alerted = z.enum(['nobody', 'lead', 'manager'])
export type Alerted = z.infer<typeof Alerted>

/** A team task as the board shows it: nothing of what ails whom. */
export const BoardTeamTask = z.object({
  teamTaskId: TeamTaskId,
  version: z.int(),
  kind: WorkKind,
  urgency: Urgency,
  state: TeamTaskState,
  raisedAt: Instant,
  /** By when somebody is to be there, or to have done it. */
  dueAt: Instant,
  owner: TeamTaskOwner,
  callId: CallId.nullable(),
  patientId: PatientId,
  /** They have died: what is not about that is to be stood down. */
  hasDied: z.boolean().optional(),
  /** Of what is not about their death: standing it down is proposed, or a nurse has said that it is wanted all the same. */
  afterDeath: z.enum(['proposed', 'kept']).optional(),
  /** Sharing was taken back since it was asked for: whether it is still wanted is to be asked, or a nurse has said that it is. */
  takenBack: z.enum(['proposed', 'kept']).optional(),
  /** Who is asked at this moment, and until when. */
  offer: z
    .object({ number: z.int(), teamId: TeamId, team: z.string(), at: Instant, until: Instant })
    .nullable(),
  /** Other teams that are asked beside it, as shift leads had to be told. */
  alsoAsked: z.array(z.string()).optional(),
  /** What the team before said, or that it said nothing. */
  before: z
    .object({
      team: z.string(),
      at: Instant,
      answer: z.enum(['declined', 'silent']),
      reason: DeclineReason.nullable(),
    })
    .nullable(),
  /** Nobody is left who could be asked; it is looked at again at that moment. */
  nobodyUntil: Instant.nullable(),
  alerted: Alerted,
  /** Since when it is too late. */
  breachedAt: Instant.nullable(),
  /** When they said they would be there. */
  expectedAt: Instant.nullable(),
  /** Who is out on a visit for it, also when it is over or with somebody else. A server of yesterday does not say it. */
  outs: z.array(OutOnVisit).optional(),
  two: TwoGo.optional(),
})
export type BoardTeamTask = z.infer<typeof BoardTeamTask>

/** Why a task is asked for, in one line: the caller's words. */
const why = longText(300)
const because = longText(500)

/** Something is asked of a team. In a call, `epoch` is the identity epoch that the nurse saw; a stale one is refused. */
export const RaiseTeamTask = z.strictObject({
  commandId: CommandId,
  kind: WorkKind,
  urgency: Urgency,
  skills: z.array(Skill).max(8).default([]),
  why,
  /** Wanted for U6, which has no target; otherwise only where it is to be sooner than the target. */
  dueAt: Instant.nullable().default(null),
  /** Whom to ask first; nobody named, whoever suits best. */
  first: TeamId.nullable().default(null),
  /** Why a second one of this kind, where one is open already. */
  againBecause: because.nullable().default(null),
})
export type RaiseTeamTask = z.infer<typeof RaiseTeamTask>

/** Raised; or why not, with the one that is open already where that is why. */
export const TeamTaskRaised = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), teamTask: BoardTeamTask }),
  z.object({ kind: z.literal('refused'), because: z.string(), open: BoardTeamTask.nullable() }),
])
export type TeamTaskRaised = z.infer<typeof TeamTaskRaised>

/** What came of it; or why it did nothing, and how the task stands. */
export const TeamTaskSaid = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), teamTask: BoardTeamTask }),
  z.object({ kind: z.literal('refused'), because: z.string(), teamTask: BoardTeamTask }),
])
export type TeamTaskSaid = z.infer<typeof TeamTaskSaid>

/** What a nurse does with a task that is not done. */
export const HandleTeamTask = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('take'), commandId: CommandId, version: Version }),
  z.strictObject({ act: z.literal('offer'), commandId: CommandId, version: Version, teamId: TeamId }),
  z.strictObject({ act: z.literal('hold'), commandId: CommandId, version: Version, until: Instant, because }),
  /** The person has died, or has taken sharing back, and it is wanted all the same. */
  z.strictObject({ act: z.literal('keep'), commandId: CommandId, version: Version, because }),
  z.strictObject({ act: z.literal('resume'), commandId: CommandId, version: Version }),
  z.strictObject({
    act: z.literal('urgency'),
    commandId: CommandId,
    version: Version,
    urgency: Urgency,
    because,
  }),
  z.strictObject({ act: z.literal('stand_down'), commandId: CommandId, version: Version, because }),
  /** It was settled by telephone, as a word to ambulance control is. */
  z.strictObject({ act: z.literal('settle'), commandId: CommandId, version: Version, how: because }),
  ...SAFETY_ACTS,
])
export type HandleTeamTask = z.infer<typeof HandleTeamTask>

/** What whoever was asked answers. `offer`: the number of the offer that they saw. */
export const AnswerOffer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('seen'), commandId: CommandId, offer: z.int().min(1) }),
  z.strictObject({ answer: z.literal('accept'), commandId: CommandId, offer: z.int().min(1) }),
  z.strictObject({
    answer: z.literal('decline'),
    commandId: CommandId,
    offer: z.int().min(1),
    reason: DeclineReason,
    words: longText(300).nullable().default(null),
  }),
])
export type AnswerOffer = z.infer<typeof AnswerOffer>

/** A medicine that was given in a visit: it is on the ledger as one dose, under `doseId`, with the outcome. */
export const GivenMedicine = z.strictObject({
  doseId: ItemId,
  drug: line(120),
  dose: line(70),
  route: line(70).nullable().default(null),
  givenAt: Instant,
  because: line(200).nullable().default(null),
  benefit: oneOf(doseBenefits).nullable().default(null),
})
export type GivenMedicine = z.infer<typeof GivenMedicine>

/** From when a dose can be of a visit: whoever said yes late was perhaps in the house by then, and no sooner. */
export function earliestDose(acceptedAt: Instant): Instant {
  return plusSeconds(acceptedAt, -3_600)
}

/** What was found and done. `nextReview`: when somebody is to look again. */
export const VisitOutcome = z.strictObject({
  found: longText(4000),
  done: longText(4000),
  plan: longText(2000).nullable().default(null),
  nextReview: Instant.nullable().default(null),
  /** What the line is asked to do. */
  askOfLine: longText(1000).nullable().default(null),
  given: z.array(GivenMedicine).max(12, 'Write down up to twelve doses of one visit.').default([]),
})
export type VisitOutcome = z.infer<typeof VisitOutcome>

/**
 * How it goes on, by whoever accepted it. `at`: when it happened by their own clock, which may be long before it is told: a phone without
 * signal keeps what was pressed.
 */
export const ProgressTeamTask = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('set_out'),
    commandId: CommandId,
    at: Instant,
    /** Whole minutes until they expect to be there. */
    minutes: z.int().min(0).max(600).nullable(),
  }),
  z.strictObject({ step: z.literal('arrived'), commandId: CommandId, at: Instant }),
  z.strictObject({ step: z.literal('no_access'), commandId: CommandId, at: Instant, words: because }),
  z.strictObject({ step: z.literal('done'), commandId: CommandId, at: Instant, outcome: VisitOutcome }),
  z.strictObject({
    step: z.literal('hand_on'),
    commandId: CommandId,
    at: Instant,
    because,
    /** They withdraw because it is not safe. */
    isUnsafe: z.literal(true).optional(),
  }),
  z.strictObject({ step: z.literal('failed'), commandId: CommandId, at: Instant, because }),
  ...SAFETY_STEPS,
])
export type ProgressTeamTask = z.infer<typeof ProgressTeamTask>

/** A team as whoever sends sees it: whether somebody of it can go now, and if not, why. */
export const TeamToAskShown = z.object({
  teamId: TeamId,
  name: z.string(),
  isAvailable: z.boolean(),
  /** Why not; or what they want to be told first. */
  because: z.array(z.string()),
  criteria: z.array(z.string()),
  members: z.array(z.string()),
})
export const TeamsToAsk = z.object({ teams: z.array(TeamToAskShown) })
export type TeamsToAsk = z.infer<typeof TeamsToAsk>

/** One line of what happened to a team task, in words. */
export const TeamTaskStep = z.object({ at: Instant, words: z.string(), by: z.string().nullable() })
export type TeamTaskStep = z.infer<typeof TeamTaskStep>

/** A team task whole, for a nurse of its line: why it is asked for, and all that happened. */
export const TeamTaskDetail = z.object({
  teamTask: BoardTeamTask,
  why: z.string(),
  skills: z.array(Skill),
  steps: z.array(TeamTaskStep),
  outcome: VisitOutcome.nullable(),
  /** Of those who are out and have not been heard of, or have pressed for help. */
  whereTheyAre: z.array(WhereTheyAre).default([]),
})
export type TeamTaskDetail = z.infer<typeof TeamTaskDetail>

/** What somebody is asked, or has accepted, in a list: nothing of whom it is about. */
const MyTeamTaskRow = z.object({
  teamTaskId: TeamTaskId,
  version: z.int(),
  kind: WorkKind,
  urgency: Urgency,
  state: TeamTaskState,
  dueAt: Instant,
  offer: z.object({ number: z.int(), until: Instant }).nullable(),
  isMine: z.boolean(),
  /** They are out on a visit for it, also when it is over or not theirs any more. A server of yesterday does not say it. */
  out: OutOnVisit.nullable().default(null),
  /** Nobody goes alone; `goesSecond`: they go with whoever has it. */
  two: TwoGo.nullable().default(null),
  goesSecond: z.boolean().default(false),
})
export const MyTeamTasks = z.object({
  at: Instant,
  tasks: z.array(MyTeamTaskRow),
  /** Which of them are about one person, whoever that is: three for one house are not three people. */
  together: z.array(z.array(TeamTaskId)),
})
export type MyTeamTasks = z.infer<typeof MyTeamTasks>

/** One of them: what is needed to say yes or no. The person is told of once it is accepted. */
export const MyTeamTask = MyTeamTaskRow.extend({
  at: Instant,
  why: z.string(),
  skills: z.array(Skill),
  raisedAt: Instant,
  askedBy: z.string(),
  team: z.string(),
  /** What the team wants to be asked before it comes. */
  criteria: z.array(z.string()),
  /** The postcode district, 'WZ3'; null where it is not known, or the place is protected. */
  district: z.string().nullable(),
  /** What could harm who goes, as kinds and without the story. Source: domain guide 4.5. */
  beware: z.array(z.string()),
  patientId: PatientId.nullable(),
  /** When they said yes; null while they have not. */
  acceptedAt: Instant.nullable(),
  expectedAt: Instant.nullable(),
  setOutAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
})
export type MyTeamTask = z.infer<typeof MyTeamTask>
