import { appendAccess } from '#server/audit/auditStore.ts'
import { readKeysSentTo } from '#server/messages/messageStore.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import { readBeforeGoing } from '#server/patients/readBeforeGoing.ts'
import { beforeGoingOf } from '#server/patients/whereaboutsStore.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LineId, MessageId, StaffId, TeamTaskId } from '#shared/ids.ts'
import type { Missed, MissedColleague, MissedPlace, SeeToMissed } from '#shared/missed.ts'
import type { Actor } from '#shared/staff.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { isAlarm, type Out } from './core/loneWork.ts'
import { alarmSince } from './core/outsOf.ts'
import type { Named } from './core/teamTaskFacts.ts'
import { watchesOf } from './core/watches.ts'
import { openTeamTask } from './openTeamTaskStore.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTasksWithOuts } from './teamTaskStore.ts'
import type { TellDeps } from './telling.ts'
import { leadsInCircles, phoneOf, safetyKey } from './tellSafety.ts'

/** `toldBy`: what was sent of it to this reader. */
type Alarm = { task: StoredTeamTask; taking: number; team: string; out: Out; toldBy: readonly MessageId[] }

/** Whoever is missed of whom this reader was told by text or ring since it began. To whom nothing was sent, there is nobody. */
async function alarmsToldTo(
  deps: TellDeps,
  { lineId, staffId }: Pick<Actor, 'lineId' | 'staffId'>,
): Promise<Alarm[]> {
  const tasks = await readTeamTasksWithOuts(deps.db, lineId)
  const alarms = tasks.flatMap(task =>
    watchesOf(task.facts).flatMap(({ number: taking, out, team }) =>
      isAlarm(out) && out.who.staffId !== staffId ? [{ task, taking, team, out }] : [],
    ),
  )
  if (alarms.length === 0) return []
  const sent = await readKeysSentTo(
    deps.db,
    lineId,
    staffId,
    alarms.map(({ task }) => task.id),
  )
  return alarms.flatMap(alarm => {
    const { task, out } = alarm
    // Told while they went as the second, and it is theirs now: the alarm has another number, and is the same.
    const numbers = watchesOf(task.facts).flatMap(({ by, number }) =>
      by.staffId === out.who.staffId ? [number] : [],
    )
    const told = numbers.flatMap(number => TOLD.map(kind => safetyKey(task.id, kind, number)))
    const toldBy = sent.flatMap(({ messageId, key, at }) =>
      at >= alarmSince(out) && told.some(one => key.startsWith(one)) ? [messageId] : [],
    )
    return toldBy.length > 0 ? [{ ...alarm, toldBy }] : []
  })
}
const TOLD = ['tell_buddy', 'tell_leads', 'tell_help'] as const

export async function readMissed(deps: TellDeps, actor: Actor): Promise<Missed> {
  const alarms = await alarmsToldTo(deps, actor)
  const missed = await Promise.all(
    alarms.map(async alarm =>
      asTold(alarm, actor.staffId, {
        phone: await phoneOf(deps, alarm.task, alarm.taking),
        maySeeTo: (await leading(deps, actor.staffId, alarm)) !== null,
      }),
    ),
  )
  return { at: deps.clock(), missed }
}

function asTold(
  { task, taking, team, out }: Alarm,
  reader: StaffId,
  known: Pick<MissedColleague, 'phone' | 'maySeeTo'>,
): MissedColleague {
  const { who, by, missed, help, seenTo, rung999 } = out
  return {
    teamTaskId: task.id,
    taking,
    code: task.facts.code,
    name: who.name,
    team,
    by,
    missedAt: missed,
    helpAt: help?.at ?? null,
    isMistaken: help?.mistakenAt != null,
    seenTo: seenTo && { name: seenTo.by.name, at: seenTo.at, isYou: seenTo.by.staffId === reader },
    rung999: rung999 && { name: rung999.by.name, at: rung999.at },
    ...known,
  }
}

/** Whether they lead, or are a manager on call: a colleague who knows is not at the line, and ends no telling. */
async function leading(
  deps: TellDeps,
  staffId: StaffId,
  { task, taking }: Pick<Alarm, 'task' | 'taking'>,
): Promise<Named | null> {
  const circles = await leadsInCircles(deps, task, taking, deps.clock())
  const one = circles.flat().find(lead => lead.staffId === staffId)
  return one ? { staffId, name: one.name } : null
}

/** Roughly where the visit goes. That look stands in the person's log. */
export async function readMissedPlace(
  deps: TellDeps,
  actor: Actor,
  teamTaskId: TeamTaskId,
  requestId: string,
): Promise<MissedPlace> {
  const { sql } = deps.db
  if (!(await alarmsToldTo(deps, actor)).some(({ task }) => task.id === teamTaskId)) throw noSuchAlarm()
  const why = { kind: 'task' as const, taskId: teamTaskId }
  const opened = await openTeamTask(
    deps.db,
    actor.lineId,
    teamTaskId,
    {
      accessLogged: appendAccess(sql, { actor, action: 'opened', why, requestId }),
      isKept: isPlaceKept(sql, sql`p`),
    },
    {
      what: 'missedDistrict',
      value: beforeGoingOf(sql, actor.lineId, sql`opened.patient_id`, actor),
      isAll: true,
    },
  )
  if (!opened) throw noSuchAlarm()
  return { district: readBeforeGoing(opened.beside, deps.clock()).district }
}

/** Whoever leads sees to it: it is what a nurse of the line says on the board, and stands there by their name. */
export async function seeToMissed(
  deps: TellDeps,
  actor: Actor,
  teamTaskId: TeamTaskId,
  { commandId, taking }: SeeToMissed,
): Promise<Missed> {
  const alarm = (await alarmsToldTo(deps, actor)).find(
    one => one.task.id === teamTaskId && one.taking === taking,
  )
  if (!alarm) throw noSuchAlarm()
  if (!(await leading(deps, actor.staffId, alarm)))
    throw new Problem('not_allowed', 'That somebody sees to it is said by whoever leads, or at the line.')
  const by = { staffId: actor.staffId, name: actor.name }
  await changeTeamTask(deps, actor.lineId, teamTaskId, () => ({
    kind: 'event',
    sourceKey: `team_task/${teamTaskId}/said/${commandId}`,
    event: { kind: 'seen_to', at: deps.clock(), by, taking },
    byStaff: by.staffId,
  }))
  return readMissed(deps, actor)
}

/** Their yes to a text or ring about this very alarm, where they lead: as if they had pressed it where they sign in. Of anybody else it says that they know. */
export async function seeToByAnswer(
  deps: TellDeps,
  lineId: LineId,
  { staffId, messageId, key }: { staffId: StaffId; messageId: MessageId; key: string },
): Promise<void> {
  const alarms = await alarmsToldTo(deps, { lineId, staffId })
  for (const { task, taking, out } of alarms.filter(({ toldBy }) => toldBy.includes(messageId))) {
    const by = await leading(deps, staffId, { task, taking })
    // Who said it at the line has it: a key pressed later takes it from nobody.
    if (!by || out.seenTo) continue
    await changeTeamTask(deps, lineId, task.id, () => ({
      kind: 'event',
      sourceKey: `team_task/${task.id}/seen_to/${taking}/${key}`,
      event: { kind: 'seen_to', at: deps.clock(), by, taking },
      byStaff: staffId,
    }))
  }
}

function noSuchAlarm(): Problem {
  return new Problem('not_found', 'They are known to be safe, or you were not told of it.')
}
