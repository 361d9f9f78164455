import type { Whereabouts } from '#server/patients/core/whereabouts.ts'
import { dayInBritain, showTime } from '#shared/days.ts'
import type { StaffId, TeamId } from '#shared/ids.ts'
import type { OnDuty, TeamFor, TeamSaid } from '#shared/teams.ts'
import { type Skill, type TeamKind, type WorkKind, workKinds } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { type AreaMatch, NEARNESS, nearnessOf } from './area.ts'
import type { Holidays } from './holidays.ts'
import { isOpen, sayCloses, sayOpens } from './openingHours.ts'
import { type Duty, ORDER, onDutyAt, type Rota } from './rota.ts'
import { sayNobodyCan } from './skillWords.ts'

export type Member = Pick<OnDuty, 'staffId' | 'name' | 'skills' | 'phone' | 'rungs' | 'lastProvenAt'> & {
  /** When the last test that they did not answer was given up. */
  notReachedAt?: Instant | null
}
/** A team with everything that tells whether it exists at a moment. */
export type TeamNow = Omit<TeamSaid, 'organisation'> & { teamId: TeamId; members: readonly Member[] } & Rota

/** What is to be done, where, and when. */
export type Asked = {
  kind: WorkKind
  /** Beside those that the kind of work always needs. */
  skills: readonly Skill[]
  at: Instant
  place: Whereabouts
  holidays: Holidays
  /** How many tasks each team has in hand. */
  inHand?: ReadonlyMap<TeamId, number>
  /** When somebody is done with what they have in hand. */
  busyUntil?: ReadonlyMap<StaffId, Instant>
}

/** Whoever proves it shortly before a duty has proven it for the duty. */
const PROOF_BEFORE_SECONDS = 3_600

/**
 * Every team of the line, best first: those that can be asked for this now, and after them the others, each with why not. Of two that
 * can, the kind that is asked first for such work (a backstop stays one, however near), then the nearer area, then whoever has somebody
 * who is not out on a visit, then somebody proven, then whoever has less in hand.
 */
export function whoIsAvailable(teams: readonly TeamNow[], asked: Asked): TeamFor[] {
  return teams
    .map(team => judged(team, asked))
    .sort((a, b) => firstDifference(a.rank, b.rank) || compare(a.team.name, b.team.name))
    .map(({ team }) => team)
}

/** Whether somebody has proven for this duty that they can be reached. */
export function isProvenFor(lastProvenAt: Instant | null, dutyFrom: Instant, at: Instant): boolean {
  if (lastProvenAt === null || lastProvenAt > at) return false
  return lastProvenAt >= plusSeconds(dutyFrom, -PROOF_BEFORE_SECONDS)
}

/** Whether the test of this duty was given up, and nothing has come back since. */
function isNotReachedIn({ lastProvenAt, notReachedAt }: Member, dutyFrom: Instant, at: Instant): boolean {
  if (!notReachedAt || notReachedAt > at || isProvenFor(lastProvenAt, dutyFrom, at)) return false
  return notReachedAt >= plusSeconds(dutyFrom, -PROOF_BEFORE_SECONDS)
}

/** Those who did not answer, in words. */
export function sayNotReached(members: readonly OnDuty[]): string[] {
  return members.flatMap(({ name, isNotReached }) =>
    isNotReached ? [`${name} did not answer the test at the start of their duty`] : [],
  )
}

/** Who of a team is on duty at a moment, in the order of asking, and the names of those who are away. */
export function membersNow(
  team: Pick<TeamNow, 'members' | keyof Rota>,
  { at, busyUntil }: Pick<Asked, 'at' | 'busyUntil'>,
): { members: OnDuty[]; onLeave: string[] } {
  const { there, onLeave } = onDutyAt(team, at)
  const byId = new Map(team.members.map(member => [member.staffId, member]))
  const members = there.flatMap(duty => {
    const member = byId.get(duty.heldBy)
    return member ? [onDuty(member, duty, at, busyUntil)] : []
  })
  return {
    members: members.sort(inOrderOfAsking),
    onLeave: onLeave.flatMap(({ heldBy }) => byId.get(heldBy)?.name ?? []),
  }
}

function judged(team: TeamNow, asked: Asked): { team: TeamFor; rank: number[] } {
  const { teamId, name, kind, phone, criteria, capacity } = team
  const work = workKinds[asked.kind]
  const needed = [...new Set<Skill>([...work.skills, ...asked.skills])]
  const near = nearnessOf(team.area, asked.place)
  const inHand = asked.inHand?.get(teamId) ?? 0
  const { members, onLeave } = membersNow(team, asked)
  const able = members.filter(
    one => one.position === 'manager' || needed.every(skill => one.skills.includes(skill)),
  )
  const why = [
    ...whyNotTheirs(kind, work.teams, near),
    ...whyNotNow(team, asked),
    ...whyNobody(members, able, onLeave, needed),
    ...(inHand >= capacity ? [sayInHand(inHand, capacity)] : []),
  ]
  const isAvailable = why.length === 0
  const because = isAvailable ? notesOf(team, asked, able, near, inHand) : why
  const place = work.teams.indexOf(kind as never) // a kind that is not asked is at -1
  const hasProven = able.some(one => one.isProven && isOnCall(one))
  const isFree = able.some(one => isOnCall(one) && one.freeFrom === null)
  return {
    team: { teamId, name, kind, phone, isAvailable, because, criteria: [...criteria], members: able },
    rank: [
      isAvailable ? 0 : 1,
      place < 0 ? work.teams.length : place,
      NEARNESS[near],
      isFree ? 0 : 1,
      hasProven ? 0 : 1,
      inHand / capacity,
    ],
  }
}

function whyNotTheirs(kind: TeamKind, teams: readonly TeamKind[], near: AreaMatch): string[] {
  return [
    ...(teams.includes(kind) ? [] : ['Not asked for this kind of work']),
    ...(near === 'elsewhere' ? ['Not their area'] : []),
  ]
}

function whyNotNow({ hours }: TeamNow, { at, holidays }: Asked): string[] {
  return isOpen(hours, at, holidays) ? [] : [sayOpens(hours, at, holidays)]
}

function whyNobody(
  members: readonly OnDuty[],
  able: readonly OnDuty[],
  onLeave: readonly string[],
  needed: readonly Skill[],
): string[] {
  const onCall = members.filter(isOnCall)
  if (able.some(isOnCall)) return []
  const away = onLeave.map(name => `${name} is on leave`)
  if (onCall.length === 0)
    return [...away, away.length > 0 ? 'Nobody else is on the rota now' : 'Nobody is on the rota now']
  return [
    ...away,
    sayNobodyCan(
      needed,
      onCall.map(one => one.skills),
    ),
  ]
}

function notesOf(
  { hours }: TeamNow,
  { at, holidays }: Asked,
  able: readonly OnDuty[],
  near: AreaMatch,
  inHand: number,
): string[] {
  const closes = sayCloses(hours, at, holidays)
  return [
    ...(able.some(one => isOnCall(one) && one.isProven)
      ? []
      : ['Nobody has proven that they can be reached']),
    ...sayNotReached(able),
    ...able.filter(isOnCall).flatMap(sayBusy),
    ...(near === 'not_known' ? ['Not known whether this is their area'] : []),
    ...(inHand > 0 ? [`${inHand} in hand`] : []),
    ...(closes ? [closes] : []),
    ...(holidays.isKnown(dayInBritain(at)) || !keepsHolidays(hours)
      ? []
      : [`Bank holidays after ${holidays.lastYear} are not known here`]),
  ]
}

/** With whom, and where, is not said. */
function sayBusy({ name, freeFrom }: OnDuty): string[] {
  return freeFrom ? [`${name} is out on a visit until about ${showTime(freeFrom)}`] : []
}

function keepsHolidays({ weekday, bank_holiday }: TeamNow['hours']): boolean {
  return JSON.stringify(weekday) !== JSON.stringify(bank_holiday)
}

function sayInHand(inHand: number, capacity: number): string {
  return `${inHand} of ${capacity} ${capacity === 1 ? 'task' : 'tasks'} in hand`
}

function onDuty(member: Member, duty: Duty, at: Instant, busyUntil: Asked['busyUntil']): OnDuty {
  const { staffId, name, skills, phone, rungs, lastProvenAt } = member
  const busy = busyUntil?.get(staffId)
  return {
    staffId,
    name,
    skills,
    phone,
    position: duty.position,
    rungs,
    dutyFrom: duty.from,
    dutyUntil: duty.until,
    lastProvenAt,
    isProven: isProvenFor(lastProvenAt, duty.from, at),
    isNotReached: isNotReachedIn(member, duty.from, at),
    freeFrom: busy && busy > at ? busy : null,
  }
}

function isOnCall({ position }: OnDuty): boolean {
  return position !== 'manager'
}

/** The manager last whatever is proven: they are for when nobody on call answers. */
function inOrderOfAsking(a: OnDuty, b: OnDuty): number {
  return (
    Number(!isOnCall(a)) - Number(!isOnCall(b)) ||
    Number(a.freeFrom !== null) - Number(b.freeFrom !== null) ||
    Number(b.isProven) - Number(a.isProven) ||
    ORDER[a.position] - ORDER[b.position] ||
    compare(a.name, b.name)
  )
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((one, i) => one - (b[i] ?? 0)).find(difference => difference !== 0) ?? 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
