import { clockOf, isAlarmed, safetyWords } from '#client/board/core/outOnVisits.ts'
import { showLongDate, showMoment, showTime } from '#client/ui/core/when.ts'
import type { HandOver, HandOverItem } from '#shared/handOver.ts'
import type { StaffId } from '#shared/ids.ts'
import { roundReasons } from '#shared/rounds.ts'
import { watchReasons } from '#shared/shift.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { incidentWhy } from './core/incidentWhy.ts'
import { openWords } from './openWords.ts'

/** What is promised for the first hours of the next shift stands by itself. Seconds. */
const COMING_SECONDS = 6 * 3_600

export type Group = { title: string; items: HandOverItem[] }

/** In the order in which the next nurse needs them; groups of nothing are left out. */
export function groupsOf(items: readonly HandOverItem[], at: Instant): Group[] {
  const of = (title: string, is: (item: HandOverItem) => boolean): Group => ({
    title,
    items: items.filter(is),
  })
  return [
    of('Not known to be safe', item => item.kind === 'out' && isAlarmed(item.out)),
    of('Worries', ({ kind }) => kind === 'worry'),
    of('Out on a visit', item => item.kind === 'out' && !isAlarmed(item.out)),
    of('After a death', isAfterDeath),
    of('Promised within six hours, or late', item => isPromise(item) && isComing(item, at)),
    of('With teams', item => item.kind === 'open' && item.row.kind === 'team_task' && !isAfterDeath(item)),
    of('Owed later', item => isPromise(item) && !isComing(item, at)),
    of('Calls whose outcome is still to write', ({ kind }) => kind === 'outcome'),
    of('Watched', ({ kind }) => kind === 'watch'),
    of('Left of the ring-round', ({ kind }) => kind === 'round'),
    of('Homes that may be unsafe', ({ kind }) => kind === 'unsafe'),
    of('Incidents to look into', ({ kind }) => kind === 'incident'),
    of('Teams that are not there', ({ kind }) => kind === 'team_down'),
  ].filter(group => group.items.length > 0)
}

const AFTER_DEATH: readonly string[] = ['verify_death', 'tell_services']
function isAfterDeath(item: HandOverItem): boolean {
  if (item.kind !== 'open') return false
  return AFTER_DEATH.includes(item.row.kind === 'task' ? item.row.task.kind : item.row.teamTask.kind)
}

function isPromise(item: HandOverItem): boolean {
  return item.kind === 'open' && item.row.kind === 'task' && !isAfterDeath(item)
}

function isComing(item: HandOverItem, at: Instant): boolean {
  return (
    item.kind === 'open' && item.row.kind === 'task' && item.row.task.dueAt < plusSeconds(at, COMING_SECONDS)
  )
}

/** How many nobody has said that they know, of those that are late, watched, or about somebody who is not known to be safe. */
export function notKnown(
  { items, seen, names, givenAt }: Pick<HandOver, 'items' | 'seen' | 'names' | 'givenAt'>,
  me: StaffId,
): number {
  return items.filter(
    item => !seen[item.key] && (item.kind === 'watch' || itemWords(item, { at: givenAt, names, me }).isLate),
  ).length
}

export type ItemWords = { title: string; more: string[]; look: string | null; isLate: boolean }

/** One item in words, as it stood `at` the hand-over. */
export function itemWords(
  item: HandOverItem,
  { at, names, me }: { at: Instant; names: Readonly<Record<string, string>>; me: StaffId },
): ItemWords {
  const of = (id: string) => names[id] ?? 'Somebody who is no longer on this line'
  const plain = { more: [], look: null, isLate: false }
  switch (item.kind) {
    case 'worry':
      return { ...plain, title: item.patientId ? `${of(item.patientId)}: ${item.words}` : item.words }
    case 'out':
      return {
        title: `${item.out.name}, ${clockOf(item.out, at)}`,
        more: [safetyWords(item.out), `${item.out.team}, out since ${showTime(item.out.since)}`],
        look: `team_task/${item.out.teamTaskId}`,
        isLate: isAlarmed(item.out),
      }
    case 'open': {
      const { who, clock, more, look, tone } = openWords(item.row, at, me)
      const { patientId } = item.row.kind === 'task' ? item.row.task : item.row.teamTask
      // Of several that are alike, each is about somebody.
      const about = patientId && names[patientId] ? [`About ${names[patientId]}`] : []
      return { title: `${who}, ${clock}`, more: [...about, ...more], look, isLate: tone === 'broken' }
    }
    case 'watch':
      return {
        ...plain,
        title: `${of(item.patientId)}: ${watchReasons[item.reason].text.toLowerCase()}, until ${showMoment(item.until, at)}`,
      }
    case 'outcome':
      return {
        ...plain,
        title: `Call of ${showMoment(item.startedAt, at)}`,
        more: [item.by ? `${item.by} writes it` : 'Whoever opens it on the board writes it'],
      }
    case 'round':
      return {
        ...plain,
        title: `${of(item.patientId)}: not rung`,
        more: [
          `On the round of ${showLongDate(item.day)}: ${item.why.map(reason => roundReasons[reason].text).join(' · ')}`,
        ],
      }
    case 'unsafe':
      return {
        ...plain,
        title: `${of(item.patientId)}: ${item.needsTwoPeople ? 'two are to go' : 'read the record before anybody goes'}`,
      }
    case 'team_down':
      return { ...plain, title: item.team, more: item.because ? [item.because] : [] }
    case 'incident':
      return {
        ...plain,
        title: `${item.urgency} ${workKinds[item.work].text}: ${incidentWhy(item.safety)}, ${
          item.safety ? showMoment(item.safety.at, at) : `due at ${showMoment(item.dueAt, at)}`
        }`,
      }
  }
}
