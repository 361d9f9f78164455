import { holidaysOf } from '#server/teams/core/holidays.ts'
import type { Asked, Member, TeamNow } from '#server/teams/core/whoIsAvailable.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import type { Hours, Span } from '#shared/teams.ts'

const numbered = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const staff = (n: number) => StaffId.parse(numbered(n))
export const teamId = (n: number) => TeamId.parse(numbered(9_000 + n))

export const spans = (text: string): Span[] =>
  text === ''
    ? []
    : text.split(', ').map(one => {
        const [from = '', until = ''] = one.split('–')
        return { from, until }
      })
export const hours = (weekday: string, saturday = weekday, sunday = saturday, holiday = sunday): Hours => ({
  weekday: spans(weekday),
  saturday: spans(saturday),
  sunday: spans(sunday),
  bank_holiday: spans(holiday),
})

/** A nurse of a team, who answers when she is asked. */
export const aMember = (n: number, name: string, changes: Partial<Member> = {}): Member => ({
  staffId: staff(n),
  name,
  skills: [],
  phone: null,
  rungs: ['app'],
  lastProvenAt: null,
  ...changes,
})

/** A duty every day of every week, whoever has it. */
export const daily = (
  n: number,
  position: 'first' | 'second' | 'manager' = 'first',
  time = '00:00–00:00',
): TeamNow['shifts'] =>
  Array.from({ length: 7 }, (_, day) => ({
    shiftId: numbered(n * 1_000 + day * 10 + position.length),
    staffId: staff(n),
    position,
    day: `2024-01-0${day + 1}`,
    ...(spans(time)[0] ?? { from: '', until: '' }),
    everyWeeks: 1,
    lastDay: null,
  }))

/** A team of one nurse who is always there, but for what is changed. */
export const aTeam = (n: number, changes: Partial<TeamNow> = {}): TeamNow => ({
  teamId: teamId(n),
  name: `Team ${n}`,
  kind: 'night_nursing',
  phone: null,
  capacity: 2,
  criteria: [],
  area: { postcodes: [], practices: [] },
  hours: hours('00:00–00:00'),
  members: [aMember(n, `Nurse ${n}`, { lastProvenAt: '2100-01-01T00:00:00.000Z' })],
  shifts: daily(n),
  swaps: [],
  leave: [],
  ...changes,
})

/** A visit in WZ3 7 on a Tuesday night. */
export const aVisit = (changes: Partial<Asked> = {}): Asked => ({
  kind: 'symptom_visit',
  skills: [],
  at: '2026-12-01T02:10:00.000Z',
  place: { sector: 'WZ3 7', district: 'WZ3', practice: 'Z99001' },
  holidays: holidaysOf([]),
  ...changes,
})
