import { z } from 'zod'
import { SAFETY_CHANGED } from '#server/patients/safetyChanged.ts'
import { SHARING_CHANGED } from '#server/patients/sharingChanged.ts'
import { Problem } from '#server/platform/problems.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping, PromiseHandlers } from '#server/platform/ticker.ts'
import { assertNever } from '#shared/assertNever.ts'
import { type LineId, TeamTaskId } from '#shared/ids.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import { Instant, plusSeconds } from '#shared/time.ts'
import { Urgency } from '#shared/urgency.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { nextStep } from './core/ladder.ts'
import { isStepWanted } from './core/loneWork.ts'
import { isWide, openOffer } from './core/openOffers.ts'
import { isMet } from './core/teamTask.ts'
import type { TeamTaskEvent } from './core/teamTaskFacts.ts'
import { isTaken } from './core/twoGo.ts'
import { watchOf } from './core/watches.ts'
import { keepDutyTest, TEST_DUTY } from './dutyTests.ts'
import type { HandleDeps } from './handleTeamTask.ts'
import { ANSWERED, keepAnswered, keepMoved, MOVED } from './heardOfTeamTask.ts'
import { keepSharingChanged } from './sharingSince.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { tellAsked, tellChanged, tellGone } from './tellAsked.ts'
import type { TellDeps } from './telling.ts'
import { isHelpOf, missedOf, tellSafety, whomToTell } from './tellSafety.ts'
import { tellSilence } from './tellSilence.ts'
import { tellUrgency } from './tellUrgency.ts'
import { keepSafetyChanged, tellTwo } from './twoSince.ts'

const Errand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('next'), after: z.int(), isBeside: z.literal(true).optional() }),
  z.object({ kind: z.literal('silent'), offer: z.int() }),
  z.object({ kind: z.literal('tell'), offer: z.int() }),
  z.object({ kind: z.literal('tell_gone'), offer: z.int() }),
  z.object({ kind: z.literal('tell_taken'), offer: z.int() }),
  z.object({ kind: z.literal('tell_changed'), since: Instant }),
  z.object({ kind: z.literal('died') }),
  z.object({ kind: z.literal('tell_lead'), since: Instant }),
  z.object({ kind: z.literal('tell_manager'), since: Instant }),
  z.object({ kind: z.literal('tell_two'), since: Instant, isTwo: z.boolean() }),
  z.object({ kind: z.literal('tell_urgency'), since: Instant, urgency: Urgency, isSooner: z.boolean() }),
  z.object({ kind: z.literal('alert_lead'), from: Instant }),
  z.object({ kind: z.literal('alert_manager'), from: Instant }),
  z.object({ kind: z.literal('late'), dueAt: Instant }),
  z.object({ kind: z.literal('resume'), until: Instant }),
  z.object({ kind: z.literal('out_missed'), taking: z.int(), by: Instant }),
  z.object({
    kind: z.literal('out_step'),
    taking: z.int(),
    by: Instant,
    step: z.enum(['buddy', 'lead', 'police']),
  }),
  z.object({ kind: z.literal('out_help'), taking: z.int(), since: Instant }),
  z.object({ kind: z.literal('tell_worker'), taking: z.int(), by: Instant }),
  z.object({ kind: z.literal('tell_buddy'), taking: z.int(), by: Instant }),
  z.object({ kind: z.literal('tell_leads'), taking: z.int(), by: Instant }),
  z.object({ kind: z.literal('tell_help'), taking: z.int(), since: Instant }),
])
type Errand = z.infer<typeof Errand>

export const TEAM_TASK_PROMISES: readonly string[] = Errand.options.map(
  option => `team_task.${option.shape.kind.value}`,
)

export type KeepDeps = HandleDeps & TellDeps

/** Every promise of a team task, kept on the task as it is by then. */
export function teamTaskKeepers(deps: KeepDeps): PromiseHandlers {
  return {
    ...Object.fromEntries(TEAM_TASK_PROMISES.map(kind => [kind, promise => keep(deps, promise)])),
    [SAFETY_CHANGED]: promise => keepSafetyChanged(deps, promise),
    [SHARING_CHANGED]: promise => keepSharingChanged(deps, promise),
    [ANSWERED]: promise => keepAnswered(deps, promise),
    [MOVED]: promise => keepMoved(deps, promise),
    [TEST_DUTY]: promise => keepDutyTest(deps, promise),
  }
}

async function keep(deps: KeepDeps, promise: TakenPromise): Promise<Keeping> {
  const errand = Errand.parse(promise.body)
  const teamTaskId = TeamTaskId.parse(promise.subjectId)
  if (isTelling(errand)) return tell(deps, promise.lineId, teamTaskId, errand)
  const decided = errand
  const changed = await changeTeamTask<'needless'>(deps, promise.lineId, teamTaskId, async task => {
    const event = await eventOf(deps, task, decided)
    return event
      ? { kind: 'event', sourceKey: keyOf(task, promise, event), event }
      : { kind: 'refuse', refusal: 'needless' }
  }).catch((error: unknown) => {
    // Of a kind that this version does not know, which a newer process raised: left for that one.
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  })
  if (changed === null) return { againAt: plusSeconds(deps.clock(), UNKNOWN_SECONDS) }
  if (changed.kind === 'refused') return 'needless'
  return 'kept'
}

const UNKNOWN_SECONDS = 60

/** What tells people, and changes nothing of the task. */
type Telling = Extract<Errand, { kind: `tell${string}` }>

function isTelling(errand: Errand): errand is Telling {
  return errand.kind.startsWith('tell')
}

function tell(deps: KeepDeps, lineId: LineId, teamTaskId: TeamTaskId, errand: Telling): Promise<Keeping> {
  switch (errand.kind) {
    case 'tell':
      return tellAsked(deps, lineId, teamTaskId, errand.offer)
    case 'tell_gone':
    case 'tell_taken':
      return tellGone(deps, lineId, teamTaskId, errand.offer)
    case 'tell_changed':
      return tellChanged(deps, lineId, teamTaskId, errand.since)
    case 'tell_lead':
      return tellSilence(deps, lineId, teamTaskId, { to: 'lead', since: errand.since })
    case 'tell_manager':
      return tellSilence(deps, lineId, teamTaskId, { to: 'manager', since: errand.since })
    case 'tell_two':
      return tellTwo(deps, lineId, teamTaskId, errand)
    case 'tell_urgency':
      return tellUrgency(deps, lineId, teamTaskId, errand)
    case 'tell_worker':
    case 'tell_buddy':
    case 'tell_leads':
    case 'tell_help':
      return tellSafety(deps, lineId, teamTaskId, errand)
    default:
      return assertNever(errand)
  }
}

function keyOf({ id }: StoredTeamTask, { key }: TakenPromise, event: TeamTaskEvent): string {
  return event.kind === 'offered' ? `team_task/${id}/offer/${event.offer}` : key
}

/** What has happened by the promise's falling due; null where the task has moved on. */
async function eventOf(
  deps: KeepDeps,
  task: StoredTeamTask,
  errand: Exclude<Errand, Telling>,
): Promise<TeamTaskEvent | null> {
  const { clock, teamsFor } = deps
  const { facts } = task
  const at = clock()
  switch (errand.kind) {
    case 'next': {
      const { isBeside } = errand
      const isWanted = isBeside
        ? isWide(facts)
        : !facts.ended && !facts.hold && !isTaken(facts) && !openOffer(facts)
      if (!isWanted || facts.offers.length !== errand.after) return null
      const step = nextStep(facts, await teamsFor(task, at), at)
      if (step.kind === 'nobody') return isBeside ? null : { kind: 'nobody_left', at, lookAt: step.lookAt }
      const { team, until } = step
      return {
        kind: 'offered',
        at,
        offer: errand.after + 1,
        teamId: team.teamId,
        team: team.name,
        to: team.members,
        by: null,
        until,
        ...(isBeside ? { isBeside } : {}),
      }
    }
    case 'silent':
      return facts.offers[errand.offer - 1]?.answer === null
        ? { kind: 'silent', at, offer: errand.offer }
        : null
    case 'alert_lead':
      return facts.countsFrom === errand.from && !isTaken(facts) ? { kind: 'lead_alerted', at } : null
    case 'alert_manager':
      return facts.countsFrom === errand.from && !isTaken(facts) ? { kind: 'manager_alerted', at } : null
    case 'died':
      return task.hasDied && !outlivesDeath(facts.kind) ? { kind: 'death_told', at } : null
    case 'late':
      return facts.dueAt === errand.dueAt && !isMet(facts) ? { kind: 'breached', at } : null
    case 'resume':
      return facts.hold?.until === errand.until ? { kind: 'resumed', at, by: null } : null
    case 'out_missed': {
      const { taking, by } = errand
      return missedOf(facts, taking, by) === 'not_yet'
        ? { kind: 'check_out_missed', at, taking, outBy: by }
        : null
    }
    case 'out_step': {
      const { taking, by, step } = errand
      if (missedOf(facts, taking, by) !== 'missed') return null
      const out = watchOf(facts, taking)?.out
      if (!out || !isStepWanted(out, step)) return null
      const whom = (await whomToTell(deps, task, taking, step, at)).map(({ name }) => name)
      return { kind: 'safety_step', at, taking, outBy: by, step, whom }
    }
    case 'out_help': {
      const { taking, since } = errand
      if (!isHelpOf(facts, taking, since)) return null
      const [leads, team] = await Promise.all(
        (['lead', 'buddy'] as const).map(step => whomToTell(deps, task, taking, step, at)),
      )
      const names = (people: typeof leads = []) => people.map(({ name }) => name)
      return {
        kind: 'help_told',
        at,
        taking,
        since,
        leads: names(leads),
        team: leads?.length ? [] : names(team),
      }
    }
    default:
      return assertNever(errand)
  }
}
