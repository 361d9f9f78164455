import type { TeamTaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { HandleTeamTask, TeamTaskSaid } from '#shared/teamTasks.ts'
import { isReason } from '#shared/text.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { dueBy } from '#shared/urgency.ts'
import { changeTeamTask, SAID_BEFORE, type TeamTaskDeps, type TeamTaskWish } from './changeTeamTask.ts'
import { isSooner, offerSeconds } from './core/howSoon.ts'
import type { TeamToAsk } from './core/ladder.ts'
import { isLadderAlone } from './core/ladderAlone.ts'
import { isAlarm, isOut } from './core/loneWork.ts'
import { takingOf } from './core/teamTask.ts'
import type { Named, TeamTaskEvent } from './core/teamTaskFacts.ts'
import { goes, needsTwo, wantsSecond } from './core/twoGo.ts'
import { watchOf } from './core/watches.ts'
import { readMovedSince } from './movedSinceStore.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readSaid, toBoard } from './teamTaskStore.ts'

/** Whom one could ask about this task now, the best first. */
export type TeamsFor = (task: StoredTeamTask, at: Instant) => Promise<TeamToAsk[]>

export type HandleDeps = TeamTaskDeps & { teamsFor: TeamsFor }

/** What a nurse of the line does with a team task: on the version that she saw, so that nobody acts on what was an hour ago. */
export async function handleTeamTask(
  deps: HandleDeps,
  actor: Actor,
  teamTaskId: TeamTaskId,
  asked: HandleTeamTask,
): Promise<TeamTaskSaid> {
  const by = { staffId: actor.staffId, name: actor.name }
  const sourceKey = `team_task/${teamTaskId}/said/${asked.commandId}`
  const said = await readSaid(deps.db, sourceKey)
  let last: StoredTeamTask | undefined
  const changed = await changeTeamTask<string>(deps, actor.lineId, teamTaskId, async task => {
    last = task
    // An answer that was lost on the way: it was done, whatever the task has become since.
    if (said?.ignoredBecause === null) return { kind: 'refuse', refusal: SAID_BEFORE }
    const refused = refusalOf(task, asked, actor, await isAsSeen(deps, task, asked))
    if (refused) return { kind: 'refuse', refusal: refused }
    const event = await eventOf(deps, task, asked, by)
    if (typeof event === 'string') return { kind: 'refuse', refusal: event }
    return { kind: 'event', sourceKey, event, byStaff: by.staffId } satisfies TeamTaskWish<string>
  })
  if (changed.kind === 'refused') {
    const now = last as StoredTeamTask // asked about before it refused
    if (changed.refusal === SAID_BEFORE) return { kind: 'saved', teamTask: toBoard(now) }
    return refusal(changed.refusal, now)
  }
  const teamTask = toBoard(changed.task)
  if (changed.kind === 'moved' || changed.because === SAID_BEFORE) return { kind: 'saved', teamTask }
  return { kind: 'refused', because: CHANGED, teamTask }
}

const SAFE_ALREADY = 'They are known to be safe already.'
const CHANGED = 'This task has changed. Look at it again, then repeat what you did.'

function refusal(because: string, task: StoredTeamTask): TeamTaskSaid {
  return { kind: 'refused', because, teamTask: toBoard(task) }
}

/** That nothing has happened since she looked on which what she asks for hangs. */
async function isAsSeen({ db }: HandleDeps, task: StoredTeamTask, asked: HandleTeamTask): Promise<boolean> {
  if (!('version' in asked) || task.version === asked.version) return true
  return (
    task.version > asked.version && isLadderAlone(asked.act, await readMovedSince(db, task, asked.version))
  )
}

function refusalOf(
  task: StoredTeamTask,
  asked: HandleTeamTask,
  { role }: Actor,
  isSeen: boolean,
): string | null {
  if (asked.act === 'see_to' || asked.act === 'rung_999')
    return isAlarm(watchOf(task.facts, asked.taking)?.out) ? null : SAFE_ALREADY
  if (task.facts.ended && asked.act !== 'end_alarm') return 'This is over already.'
  if (!isSeen) return CHANGED
  if (asked.act === 'end_alarm') return alarmRefusal(task, asked)
  const taking = takingOf(task.facts)
  if (asked.act === 'one_goes' && role !== 'shift_lead')
    return 'That one may go alone is for a shift lead to say.'
  if (asked.act === 'one_goes' && !needsTwo(task.facts)) return 'One may go already.'
  if (asked.act === 'offer' && wantsSecond(task.facts)) return null
  if (taking && (asked.act === 'offer' || asked.act === 'hold' || asked.act === 'take'))
    return `${taking.by.name}, ${taking.team}, has accepted this. Ring them first; if they cannot go, they hand it on.`
  if ('because' in asked && !isReason(asked.because, 3)) return 'Say in a few words why.'
  if (asked.act === 'settle' && !isReason(asked.how, 3))
    return 'Say in a few words how it was settled, and with whom.'
  return null
}

/** Nobody is called safe without a word of how that is known. */
function alarmRefusal(
  { facts }: StoredTeamTask,
  { taking, words }: Extract<HandleTeamTask, { act: 'end_alarm' }>,
): string | null {
  if (!isOut(watchOf(facts, taking)?.out)) return SAFE_ALREADY
  return isReason(words, 3) ? null : 'Say in a few words how you know that they are safe.'
}

async function eventOf(
  { clock, teamsFor }: HandleDeps,
  task: StoredTeamTask,
  asked: HandleTeamTask,
  by: { staffId: Actor['staffId']; name: string },
): Promise<TeamTaskEvent | string> {
  const at = clock()
  switch (asked.act) {
    case 'take':
      return { kind: 'taken_in_hand', at, by }
    case 'hold': {
      const until = new Date(asked.until).toISOString()
      if (until <= at || until > plusSeconds(at, LONGEST_HOLD))
        return 'Choose until when within the next seven days.'
      return { kind: 'held', at, by, until, because: asked.because }
    }
    case 'resume':
      return { kind: 'resumed', at, by }
    case 'urgency': {
      const due = dueBy(asked.urgency, task.facts.raised.at) ?? task.facts.dueAt
      // More urgent than it was counts from when somebody saw that it is.
      const dueAt = isSooner(asked.urgency, task.facts.urgency) ? (dueBy(asked.urgency, at) ?? due) : due
      return { kind: 'urgency_changed', at, by, urgency: asked.urgency, dueAt, because: asked.because }
    }
    case 'one_goes':
      return { kind: 'one_goes', at, by, because: asked.because }
    case 'keep':
      return { kind: 'kept_on', at, by, because: asked.because }
    case 'stand_down':
      return { kind: 'stood_down', at, by, words: asked.because }
    case 'settle':
      return { kind: 'settled', at, by, words: asked.how }
    case 'see_to':
      return { kind: 'seen_to', at, by, taking: asked.taking }
    case 'rung_999':
      return rungEvent(asked, at, by)
    case 'end_alarm': {
      const until = asked.after.kind === 'longer' ? plusSeconds(at, asked.after.minutes * 60) : null
      return { kind: 'alarm_ended', at, by, taking: asked.taking, words: asked.words, until }
    }
    default: {
      const team = (await teamsFor(task, at)).find(one => one.teamId === asked.teamId)
      if (!team) return 'There is no such team on this line.'
      const members = team.members.filter(({ staffId }) => !goes(task.facts, staffId))
      if (members.length === 0)
        return `Nobody of ${team.name} is on duty whom one could ask here. Ring them, and write down what was settled.`
      return {
        kind: 'offered',
        at,
        offer: task.facts.offers.length + 1,
        teamId: team.teamId,
        team: team.name,
        to: members,
        by,
        until: plusSeconds(at, offerSeconds(task.facts.urgency)),
      }
    }
  }
}

/** It is written down after it was rung: at the time that is said, of the hours of one alarm, and never of one that is to come. */
function rungEvent(
  { taking, reference, rungAt }: Extract<HandleTeamTask, { act: 'rung_999' }>,
  at: Instant,
  by: Named,
): TeamTaskEvent | string {
  const event = { kind: 'rung_999' as const, at, by, taking, reference }
  if (rungAt === null) return event
  const said = new Date(rungAt).toISOString()
  if (said > plusSeconds(at, CLOCKS_DIFFER) || said < plusSeconds(at, -LONGEST_AGO))
    return 'Say when it was rung: a time that has been, in the last 12 hours.'
  return { ...event, rungAt: said > at ? at : said }
}

const CLOCKS_DIFFER = 120
const LONGEST_AGO = 12 * 3_600
const LONGEST_HOLD = 7 * 86_400
