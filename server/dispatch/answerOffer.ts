import { Problem } from '#server/platform/problems.ts'
import { assertNever } from '#shared/assertNever.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import {
  type AnswerOffer,
  type ProgressTeamTask,
  type TeamTaskSaid,
  VisitOutcome,
} from '#shared/teamTasks.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { changeTeamTask, SAID_BEFORE, type TeamTaskDeps } from './changeTeamTask.ts'
import { takingOf } from './core/teamTask.ts'
import { mayAnswer, type Named, type TeamTaskEvent } from './core/teamTaskFacts.ts'
import { goes } from './core/twoGo.ts'
import { watchesOf } from './core/watches.ts'
import { type Doses, dosesGiven, NONE_GIVEN } from './givenInVisit.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { toBoard } from './teamTaskStore.ts'

type WithoutId<One> = One extends unknown ? Omit<One, 'commandId'> : never
/** What is answered, however it came: `key` is natural, so that the same press, text or key twice is once. */
export type Answering = WithoutId<AnswerOffer>

/**
 * What somebody who was asked answers, in the app, by text or by a key. The first to accept has it; whoever comes later is told who was
 * quicker. Only who was asked in this offer may answer it.
 */
export async function answerOffer(
  deps: TeamTaskDeps,
  actor: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  teamTaskId: TeamTaskId,
  asked: Answering,
  key: string,
): Promise<TeamTaskSaid> {
  const by = { staffId: actor.staffId, name: actor.name }
  const changed = await changeTeamTask<TeamTaskSaid>(deps, actor.lineId, teamTaskId, task => {
    if (!mayAnswer(task.facts, by.staffId, asked.offer)) throw notAsked()
    if (asked.answer === 'accept' && isProposedToEnd(task) && !takingOf(task.facts))
      return { kind: 'refuse', refusal: settledBefore(task, by, asked) }
    return {
      kind: 'event',
      sourceKey: key,
      event: eventOf(asked, by, deps.clock()),
      byStaff: by.staffId,
    }
  })
  if (changed.kind === 'refused') return changed.refusal
  const { task } = changed
  const isSaved = changed.kind === 'moved' || changed.because === SAID_BEFORE
  if (isSaved || asked.answer === 'seen') return { kind: 'saved', teamTask: toBoard(task) }
  return settledBefore(task, by, asked)
}

/** They have died, it is not about that, and no nurse has said that it is wanted all the same: nobody sets out for it. */
function isProposedToEnd({ hasDied, facts }: StoredTeamTask): boolean {
  return hasDied && !outlivesDeath(facts.kind) && !facts.died?.kept
}

/** To whom it was not offered, it does not exist. */
function notAsked(): Problem {
  return new Problem('not_found', 'This was not offered to you, or the offer is no more.')
}

function eventOf(asked: Answering, by: Named, at: Instant): TeamTaskEvent {
  const { offer } = asked
  if (asked.answer === 'seen') return { kind: 'seen', at, offer, by }
  if (asked.answer === 'accept') return { kind: 'accepted', at, offer, by }
  return { kind: 'declined', at, offer, by, reason: asked.reason, words: asked.words }
}

/** It did nothing: because it was said before, or because somebody was quicker. */
function settledBefore(task: StoredTeamTask, by: Named, { answer, offer }: Answering): TeamTaskSaid {
  const teamTask = toBoard(task)
  const taking = takingOf(task.facts)
  const said = task.facts.offers[offer - 1]?.answer
  const isHers = goes(task.facts, by.staffId)
  const isSaid = said?.kind === 'declined' && said.by.staffId === by.staffId
  if (answer === 'accept' ? isHers : isSaid) return { kind: 'saved', teamTask }
  const refused = (because: string): TeamTaskSaid => ({ kind: 'refused', because, teamTask })
  if (isHers) return refused('You have accepted this. If you cannot go, hand it on.')
  if (taking) return refused(`${taking.by.name}, ${taking.team}, has accepted this. You need not go.`)
  if (task.facts.ended) return refused('This is not needed any more.')
  if (isProposedToEnd(task))
    return refused('This has changed, and the line looks at it. Please do not go yet; ring the line.')
  if (task.facts.hold) return refused('This is on hold. You are asked again when it is needed.')
  return refused('The line has asked somebody else meanwhile. If you can go, ring the line.')
}

/** How it goes on, by whoever accepted it. What comes after it was taken from them is kept in the diary, and they are told. */
export async function progressTeamTask(
  deps: TeamTaskDeps,
  actor: Actor,
  teamTaskId: TeamTaskId,
  asked: ProgressTeamTask,
  requestId: string,
): Promise<TeamTaskSaid> {
  const by = { staffId: actor.staffId, name: actor.name }
  const given = asked.step === 'done' ? asked.outcome.given : []
  let doses: Doses = NONE_GIVEN
  const changed = await changeTeamTask<TeamTaskSaid>(deps, actor.lineId, teamTaskId, async task => {
    const hasGone = watchesOf(task.facts).some(watch => watch.by.staffId === by.staffId)
    if (!hasGone && !goes(task.facts, by.staffId)) throw notAsked()
    doses = await dosesGiven(deps.db, actor, task, given, deps.clock())
    if (doses.kind === 'refused') return { kind: 'refuse', refusal: { ...doses, teamTask: toBoard(task) } }
    return {
      kind: 'event',
      // With what it is: a phone that gives two acts one name has still done both.
      sourceKey: `team_task/${teamTaskId}/said/${asked.commandId}/${asked.step}`,
      event: stepOf(asked, by, whenOf(task, asked.at, deps.clock())),
      byStaff: by.staffId,
      entries: doses.entries,
      ...(given.length > 0 && {
        access: { actor, action: 'changed', why: { kind: 'task', taskId: teamTaskId }, requestId },
      }),
    }
  })
  if (changed.kind === 'refused') return changed.refusal
  const teamTask = toBoard(changed.task)
  if (OF_SAFETY.includes(asked.step)) return { kind: 'saved', teamTask }
  if (changed.kind === 'moved' || changed.because === SAID_BEFORE) return { kind: 'saved', teamTask }
  const { ended } = changed.task.facts
  const taking = takingOf(changed.task.facts)
  const isOwnDone = ended?.how === 'done' && ended.by.staffId === by.staffId
  if (isOwnDone && SAYS_NOTHING_MORE.includes(asked.step)) return { kind: 'saved', teamTask }
  if (isOwnDone && asked.step === 'done' && isSameEnd(ended.outcome, asked.outcome))
    return { kind: 'saved', teamTask }
  if (!ended && goes(changed.task.facts, by.staffId)) return { kind: 'saved', teamTask }
  const over = isOwnDone ? 'You have said before that this is done.' : 'This is over.'
  const now = taking ? `${taking.by.name}, ${taking.team}, has it now.` : 'The line has taken it back.'
  const isOnLedger = doses.kind === 'doses' && doses.areThere
  const also =
    given.length > 0 && !isOnLedger
      ? 'What you gave is not on the ledger: ring the line now, and say what and when.'
      : 'Ring if it matters now.'
  return {
    kind: 'refused',
    because: `${ended ? over : now} What you wrote is kept with it, and the line can read it. ${also}`,
    teamTask,
  }
}

/** Pressed on two pages of one phone, which hold the same half-written end. */
function isSameEnd(one: VisitOutcome, other: VisitOutcome): boolean {
  return JSON.stringify(VisitOutcome.parse(one)) === JSON.stringify(VisitOutcome.parse(other))
}

/** Heard whatever has become of the task: they are not told that it changed nothing. */
const OF_SAFETY: readonly ProgressTeamTask['step'][] = ['out_by', 'safe', 'help', 'help_mistaken']

/** Told after the end of the visit, as by a second phone, they add nothing; of every other step somebody's words, or a dose, would be missing. */
const SAYS_NOTHING_MORE: readonly ProgressTeamTask['step'][] = ['set_out', 'arrived']

/** A clock that is wrong, or a press long kept, must not move what happened to before it was accepted or after now. */
function whenOf(task: StoredTeamTask, said: Instant, now: Instant): Instant {
  const at = new Date(said).toISOString()
  if (at > now) return now
  const from = takingOf(task.facts)?.at ?? task.facts.raised.at
  return at < from ? from : at
}

function stepOf(asked: ProgressTeamTask, by: Named, at: Instant): TeamTaskEvent {
  switch (asked.step) {
    case 'set_out':
      return {
        kind: 'set_out',
        at,
        by,
        expectedAt: asked.minutes === null ? null : plusSeconds(at, asked.minutes * 60),
      }
    case 'arrived':
      return { kind: 'arrived', at, by }
    case 'no_access':
      return { kind: 'no_access', at, by, words: asked.words }
    case 'done':
      return { kind: 'done', at, by, outcome: asked.outcome }
    case 'hand_on':
      return {
        kind: 'handed_on',
        at,
        by,
        because: asked.because,
        ...(asked.isUnsafe ? { isUnsafe: true } : {}),
      }
    case 'failed':
      return { kind: 'failed', at, by, words: asked.because }
    case 'out_by':
      return { kind: 'out_by', at, by, until: plusSeconds(at, asked.minutes * 60) }
    case 'safe':
      return { kind: 'safe', at, by, via: 'app' }
    case 'help':
      return { kind: 'help_pressed', at, by, place: asked.place }
    case 'help_mistaken':
      return { kind: 'help_mistaken', at, by }
    default:
      return assertNever(asked)
  }
}
