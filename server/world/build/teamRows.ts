import type { E164 } from '#shared/phoneNumber.ts'
import type { Clock, Hours, Position, Rung, Span, TeamSaid } from '#shared/teams.ts'
import type { Skill } from '#shared/teamWork.ts'
import { idOf } from './ids.ts'
import { mobileNumber } from './numbers.ts'
import type { LineKey } from './person.ts'

/** Somebody in a team: who signs in so, by which number, and what they are able to do. */
export type TeamMember = { signInName: string; phone: E164; skills: Skill[]; rungs: Rung[] }
/** Duties that come again every week. Days are counted from Monday, 0. */
export type WeeklyDuty = {
  signInName: string
  position: Position
  days: readonly number[]
  from: Clock
  until: Clock
}
export type WorldTeam = Omit<TeamSaid, 'organisation'> & {
  key: string
  organisation: string
  members: TeamMember[]
  duties: WeeklyDuty[]
}

export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
export const WEEKDAYS = [0, 1, 2, 3, 4]
export const WEEKEND = [5, 6]

/** A Monday long before anybody starts a practice house: what comes again every week from then on covers every night. */
const FIRST_MONDAY = Date.parse('2024-01-01T12:00:00Z')
const DAY = 86_400_000

const span = (text: string): Span[] =>
  text === ''
    ? []
    : text.split(', ').map(one => {
        const [from = '', until = ''] = one.split('–')
        return { from, until }
      })

/** '08:00–20:00' of each kind of day; of a bank holiday as of a Sunday, where it is not said. */
export function hours(weekday: string, saturday = weekday, sunday = saturday, bankHoliday = sunday): Hours {
  return {
    weekday: span(weekday),
    saturday: span(saturday),
    sunday: span(sunday),
    bank_holiday: span(bankHoliday),
  }
}
export const ALWAYS = hours('00:00–00:00')

export function duty(
  signInName: string,
  position: Position,
  time: string,
  days: readonly number[] = EVERY_DAY,
): WeeklyDuty {
  const [from = '', until = ''] = time.split('–')
  return { signInName, position, days, from, until }
}

/** Somebody of a team, reached first by the app, then by a text, then by a call. */
export function member(signInName: string, phone: number, ...skills: Skill[]): TeamMember {
  return { signInName, phone: mobileNumber(phone), skills, rungs: ['app', 'sms', 'call'] }
}

export const WHOLE_LINE = { postcodes: [], practices: [] }

export type TeamRow = {
  id: string
  line_id: string
  organisation: string
  name: string
  kind: string
  phone: string | null
  capacity: number
  criteria: string[]
  area: object
  hours: object
  members: { staff_id: string; skills: string[]; phone: string; rungs: string[] }[]
  shifts: {
    id: string
    staff_id: string
    position: string
    day: string
    from_clock: string
    until_clock: string
  }[]
}

/** As rows of the tables of teams, the duties of each day one by one. */
export function teamRow(line: LineKey, lineId: string, team: WorldTeam): TeamRow {
  const { key, organisation, name, kind, phone, capacity, criteria, area, hours, members, duties } = team
  return {
    id: teamIdOf(line, key),
    line_id: lineId,
    organisation,
    name,
    kind,
    phone,
    capacity,
    criteria,
    area,
    hours,
    members: members.map(({ signInName, ...rest }) => ({ staff_id: idOf('staff', signInName), ...rest })),
    shifts: duties.flatMap(({ signInName, position, days, from, until }) =>
      days.map(day => ({
        id: idOf('shift', line, key, signInName, position, String(day), from),
        staff_id: idOf('staff', signInName),
        position,
        day: new Date(FIRST_MONDAY + day * DAY).toISOString().slice(0, 10),
        from_clock: from,
        until_clock: until,
      })),
    ),
  }
}

export const teamIdOf = (line: LineKey, key: string): string => idOf('team', line, key)
