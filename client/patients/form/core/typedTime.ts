import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { asTime } from '#client/outcomes/core/outcomeForm.ts'
import { clockTime, dayOf } from '#client/ui/core/when.ts'
import { whichHour } from '#shared/days.ts'
import { MINUTES_AHEAD } from '#shared/record/notLater.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'
import type { When } from './field.ts'

/** What was typed, understood; or what to do about it. `undefined` when nothing was typed. */
export type Understood<What> = { ok: What | undefined } | { says: string }

const DAY_FIRST = 'type the date day first, like 24 11 2026.'
/** Two digits of a year lie at most this far ahead, where a day may be in the future. */
const YEARS_AHEAD = 20
const HOUR_SECONDS = 3_600

/** A day as a nurse types it: '24 11 26', '24 Nov 2026', 'today', 'yesterday', 'tomorrow'. */
export function typedDate(text: string, when: When, now: Instant): Understood<LocalDate> {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { ok: undefined }
  const today = dayOf(now)
  const year = Number(today.slice(0, 4)) + (when === 'past' ? 0 : YEARS_AHEAD)
  const away = DAYS.get(typed)
  const date = away === undefined ? spokenDate(typed, year) : plusDays(today, away)
  if (date === undefined) return { says: DAY_FIRST }
  if (when === 'past' && date > today) return { says: 'that is in the future: check the date.' }
  return { ok: date }
}

const DAYS: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

/**
 * A moment by the clock in Britain. A time without a day means today, or the night before where it must have come already and
 * has not come today. In the hour that the clocks tell twice it is the one that is said ('01:45 GMT'), or the one nearer to now.
 */
export function typedMoment(
  typed: { date: string; time: string },
  when: When,
  now: Instant,
): Understood<Instant> {
  const day = typedDate(typed.date, 'any', now)
  if ('says' in day) return day
  const [, clock = '', said = ''] = /^(.*?)\s*(bst|gmt)?$/is.exec(typed.time.trim()) ?? []
  const time = asTime(clock)
  if (time.trim() === '')
    return day.ok === undefined ? { ok: undefined } : { says: 'type the time too, in 24 hours, like 02:40.' }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { says: 'type the time in 24 hours, like 02:40.' }
  const latest = when === 'past' ? plusSeconds(now, MINUTES_AHEAD * 60) : undefined
  const hour = said.toUpperCase()
  const moment =
    day.ok === undefined ? onNoDay(time, hour, now, latest) : momentAt(day.ok, time, hour, now, latest)
  if (moment === undefined) return { says: 'the clocks went forward that night: there was no such time.' }
  if (hour !== '' && hour !== hourOf(moment))
    return { says: `clocks in Britain showed ${hourOf(moment)} then: type what they showed.` }
  if (latest !== undefined && moment > latest)
    return { says: 'that is in the future: check the date and the time.' }
  return { ok: moment }
}

function onNoDay(time: string, hour: string, now: Instant, latest: Instant | undefined): Instant | undefined {
  const today = momentAt(dayOf(now), time, hour, now, latest)
  const isToCome = latest !== undefined && today !== undefined && today > latest
  return isToCome ? momentAt(plusDays(dayOf(now), -1), time, hour, now, latest) : today
}

/**
 * The moment when the clocks in Britain show this; when there are two, that of the `hour` that was said, or the nearer to now of those that
 * are not after `latest`; undefined when there is none.
 */
function momentAt(
  date: LocalDate,
  time: string,
  hour: string,
  now: Instant,
  latest: Instant | undefined,
): Instant | undefined {
  const [first, second] = [-HOUR_SECONDS, 0]
    .map(shift => plusSeconds(`${date}T${time}:00.000Z`, shift))
    .filter(at => dayOf(at) === date && clockTime(at) === time)
  if (first === undefined || second === undefined) return first
  const said = [first, second].find(at => hour !== '' && whichHour(at) === ` ${hour}`)
  const isSecondNearer = distance(second, now) < distance(first, now)
  return said ?? (isSecondNearer && !(latest !== undefined && second > latest) ? second : first)
}

/** 'BST' while the clocks in Britain are an hour ahead. */
function hourOf(at: Instant): string {
  return clockTime(at) === at.slice(11, 16) ? 'GMT' : 'BST'
}

function distance(a: Instant, b: Instant): number {
  return Math.abs(Date.parse(a) - Date.parse(b))
}

/** Noon keeps its day whatever the clocks do. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return plusSeconds(`${date}T12:00:00.000Z`, days * 86_400).slice(0, 10)
}
