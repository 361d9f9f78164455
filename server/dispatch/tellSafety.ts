import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import { readReceipts } from '#server/messages/messageStore.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readShiftLeads } from '#server/staff/shiftLeadStore.ts'
import { readPhonesOf } from '#server/teams/memberPhoneStore.ts'
import { type LineId, MessageId, type StaffId, type TeamTaskId } from '#shared/ids.ts'
import { LONE_WORK } from '#shared/loneWork.ts'
import type { Rung } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { SafetyErrand } from './core/loneFollows.ts'
import { isOut, type Out, type Step } from './core/loneWork.ts'
import type { TeamTaskFacts } from './core/teamTaskFacts.ts'
import { watchOf } from './core/watches.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTask } from './teamTaskStore.ts'
import {
  byWhen,
  LOOK_AGAIN_SECONDS,
  type Message,
  nextByWays,
  type Reached,
  send,
  sentTo,
  type TellDeps,
} from './telling.ts'

type Telling = Extract<SafetyErrand, { kind: `tell${string}` }>
type Told = Reached & { name: string }

/** By which words each is told. */
const BY = {
  tell_worker: { text: 'check_out_due', ring_with_key: 'ring_check_out' },
  tell_buddy: { text: 'buddy_check', ring_with_key: 'ring_buddy_check' },
  tell_leads: { text: 'lead_check', ring_with_key: 'ring_lead_check' },
  tell_help: { text: 'help_pressed', ring_with_key: 'ring_help_pressed' },
} as const satisfies Record<Telling['kind'], Record<'text' | 'ring_with_key', TemplateName>>

/** Somebody may be in danger: the shorter waits. */
const AS_SOON_AS = 'U1'
const EVERY_WAY: readonly Rung[] = ['sms', 'call']

/**
 * Tells, of somebody who is out and was not heard of or has pressed for help: themselves by text and then by a ring; colleagues of their
 * team one after the other, until one sees to it; all who lead at once, each by text and then by a ring. Looked at again until nothing is
 * left to be tried, and at every look whether there is a sign of safety: then nobody else is told. Source: domain guide 4.5.
 */
export async function tellSafety(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  errand: Telling,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  if (!task || !isWanted(task.facts, errand)) return 'needless'
  const now = deps.clock()
  const [circles, receipts] = await Promise.all([
    circlesFor(deps, task, errand, now),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  const isHelp = errand.kind === 'tell_help'
  const rounds = circles.map(of => roundOf(deps, task, errand, of, receipts, now))
  // Nobody of the nearest could be told, or none of them has answered: whoever comes after them.
  const { isSeenTo, wanted, looks } = rounds.find(({ isTried }) => !isTried) ?? NOTHING_LEFT
  if (isSeenTo) return 'kept'
  if (wanted.length > 0) {
    const isSent = await send(deps, task, wanted)
    // A place that comes after the press moves the task: nobody waits half a minute for that.
    looks.push(isSent ? plusSeconds(now, LOOK_AGAIN_SECONDS) : now)
  }
  // While a call for help stands, somebody may come on duty, or be given a telephone.
  if (isHelp) looks.push(plusSeconds(now, LONE_WORK.buddy * 60))
  const [lookAt] = looks.toSorted()
  return lookAt ? { againAt: lookAt } : 'kept'
}

type Round = { isSeenTo: boolean; wanted: Message[]; looks: Instant[] }
const NOTHING_LEFT: Round = { isSeenTo: false, wanted: [], looks: [] }

/** What is to be sent to these now, and when to look again; or that one of them sees to it. */
function roundOf(
  deps: TellDeps,
  task: StoredTeamTask,
  errand: Telling,
  people: readonly Told[],
  receipts: Parameters<typeof sentTo>[0],
  now: Instant,
): Round & { isTried: boolean } {
  const since = errand.kind === 'tell_help' ? errand.since : errand.by
  const wanted: Message[] = []
  const looks: Instant[] = []
  for (const one of people) {
    const told = sentTo(receipts, one.staffId, since, [BY[errand.kind].text, BY[errand.kind].ring_with_key])
    const step = nextByWays(AS_SOON_AS, one, told, now)
    if (step.kind === 'answered' && step.isAccepted)
      return { ...NOTHING_LEFT, isSeenTo: true, isTried: false }
    if (step.kind === 'answered' || step.kind === 'next_person') continue
    if (step.kind === 'wait') looks.push(step.until)
    else wanted.push(messageTo(deps, task, errand, { ...one, phone: step.phone, kind: step.kind }))
    // Of a call for help the ring does not wait for the text to be answered.
    if (errand.kind === 'tell_help' && step.kind === 'text')
      wanted.push(messageTo(deps, task, errand, { ...one, phone: step.phone, kind: 'ring_with_key' }))
    if (errand.kind === 'tell_buddy') break
  }
  return { isSeenTo: false, wanted, looks, isTried: wanted.length === 0 && looks.length === 0 }
}

/** How it stands with the time by which they were to be out; null where that is not asked any more. */
export function missedOf(facts: TeamTaskFacts, taking: number, by: Instant): 'not_yet' | 'missed' | null {
  const out = watchOf(facts, taking)?.out
  if (!isOut(out) || out.help || out.by !== by) return null
  return out.missed ? 'missed' : 'not_yet'
}

function isWanted(facts: TeamTaskFacts, errand: Telling): boolean {
  const out = watchOf(facts, errand.taking)?.out
  // Whoever is missed is texted and rung until there is a sign of safety; others are told until somebody of the line sees to it.
  if (errand.kind === 'tell_help') return isHelpOf(facts, errand.taking, errand.since)
  if (out?.seenTo && errand.kind !== 'tell_worker') return false
  return missedOf(facts, errand.taking, errand.by) === 'missed'
}

/** Whether this call for help still stands, and nobody of the line sees to it. */
export function isHelpOf(facts: TeamTaskFacts, taking: number, since: Instant): boolean {
  const out = watchOf(facts, taking)?.out
  return isOut(out) && out.help?.at === since && out.seenTo === null
}

/** Whom it tells, one circle after the other: the next is told where none of the one before could be, or answered. */
async function circlesFor(
  deps: TellDeps,
  task: StoredTeamTask,
  { kind, taking }: Telling,
  at: Instant,
): Promise<Told[][]> {
  if (kind === 'tell_buddy') return [await colleagues(deps, task, taking, at)]
  if (kind === 'tell_leads') return leadsInCircles(deps, task, taking, at)
  if (kind === 'tell_help')
    return [...(await leadsInCircles(deps, task, taking, at)), await colleagues(deps, task, taking, at)]
  const taken = watchOf(task.facts, taking)
  if (!taken?.out) return []
  const { who } = taken.out
  const phone = (await readPhonesOf(deps.db, taken.teamId, [who.staffId])).get(who.staffId)
  return phone ? [[withWays(task, { ...who, phone })]] : []
}

type WhomDeps = Pick<TellDeps, 'db' | 'onDutyFor' | 'managersNear'>

/** Whom a step tells: of those who can be, and nobody who cannot. The line itself is asked for the last one. */
export async function whomToTell(
  deps: WhomDeps,
  task: StoredTeamTask,
  taking: number,
  step: Step,
  at: Instant,
): Promise<Told[]> {
  if (step === 'police') return []
  if (step === 'buddy') return colleagues(deps, task, taking, at)
  return (await leadsInCircles(deps, task, taking, at))[0] ?? []
}

/** Of their team who are on duty. Whoever can ring a colleague will do: no skill is asked. */
async function colleagues(
  { onDutyFor }: WhomDeps,
  task: StoredTeamTask,
  taking: number,
  at: Instant,
): Promise<Told[]> {
  const taken = watchOf(task.facts, taking)
  if (!taken) return []
  const anybody = { ...task, facts: { ...task.facts, kind: 'welfare_check' as const, skills: [] } }
  const others = await onDutyFor(anybody, taken.teamId, at)
  return toldOf(
    task,
    taken.by.staffId,
    others.filter(({ position }) => position !== 'manager'),
  )
}

/** All shift leads with the nearest managers who have a telephone, and after them the managers who are further away. */
export async function leadsInCircles(
  { db, managersNear }: WhomDeps,
  task: StoredTeamTask,
  taking: number,
  at: Instant,
): Promise<Told[][]> {
  const taken = watchOf(task.facts, taking)
  if (!taken) return []
  const [circles, leads] = await Promise.all([
    managersNear(task, taken.teamId, at),
    readShiftLeads(db, task.lineId),
  ])
  const { staffId } = taken.by
  const leading = toldOf(task, staffId, leads)
  const isLead = (one: Told) => leading.some(lead => lead.staffId === one.staffId)
  const [nearest = [], ...further] = circles
    .map(circle => toldOf(task, staffId, circle).filter(one => !isLead(one)))
    .filter(circle => circle.length > 0)
  return [[...nearest, ...leading], ...further]
}

/** Who of these can be told; whoever is missed is not. */
function toldOf(
  task: StoredTeamTask,
  missed: StaffId,
  of: readonly Pick<Told, 'staffId' | 'name' | 'phone'>[],
): Told[] {
  return of.filter(({ staffId, phone }) => staffId !== missed && phone).map(one => withWays(task, one))
}

/** Whatever they said of how they want to be asked to go: this is asked of everybody by every way. Without a code there is no text. */
function withWays({ facts }: StoredTeamTask, one: Pick<Told, 'staffId' | 'name' | 'phone'>): Told {
  const { staffId, name, phone } = one
  return { staffId, name, phone, rungs: facts.code === null ? ['call'] : EVERY_WAY }
}

type To = { staffId: StaffId; phone: Message['number']; kind: 'text' | 'ring_with_key' }

function messageTo(
  deps: TellDeps,
  { id, facts }: StoredTeamTask,
  errand: Telling,
  { staffId, phone, kind }: To,
): Message {
  const at = deps.clock()
  const template = BY[errand.kind][kind]
  const since = errand.kind === 'tell_help' ? errand.since : errand.by
  const code = { code: facts.code ?? '' }
  const by = errand.kind === 'tell_worker' ? { by: byWhen(errand.by, at) } : {}
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `${safetyKey(id, errand.kind, errand.taking)}${since}/${staffId}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    template,
    params: kind === 'text' ? { ...code, ...by } : by,
    at,
    teamTaskId: id,
  }
}

/** How what is sent of this begins. */
export function safetyKey(id: TeamTaskId, kind: Telling['kind'], taking: number): string {
  return `team_task/${id}/safety/${kind}/${taking}/`
}

/** At which number somebody who is out is rung by a nurse; null where there is none. */
export async function phoneOf(
  { db }: Pick<TellDeps, 'db'>,
  { facts }: StoredTeamTask,
  taking: number,
): Promise<string | null> {
  const taken = watchOf(facts, taking)
  const out: Out | null = taken?.out ?? null
  if (!taken || !out) return null
  const phones = await readPhonesOf(db, taken.teamId, [out.who.staffId])
  const phone = phones.get(out.who.staffId)
  return phone && mayBeReached(phone, 'ring_with_key') ? phone : null
}
