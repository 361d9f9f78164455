import type { Instant } from '#shared/time.ts'
import { buildCall } from './build/buildCall.ts'
import { type BuiltPerson, buildPerson } from './build/buildPerson.ts'
import { calendarAt } from './build/calendar.ts'
import type { BuiltCall } from './build/callRows.ts'
import { idOf, patientIdOf } from './build/ids.ts'
import { type TeamRow, teamIdOf, teamRow } from './build/teamRows.ts'
import { everyCall } from './calls/everyCall.ts'
import { LINE_KEYS, lineIdOf, staffIdOf } from './lines.ts'
import { marramTeams } from './marramTeams.ts'
import { everyoneAt } from './organisations.ts'
import { everybody } from './people/everybody.ts'
import { wharnleyTeams } from './wharnleyTeams.ts'

/** Everybody and all their calls, as they would stand at this moment. */
export function worldAt(now: Instant): { people: BuiltPerson[]; calls: BuiltCall[] } {
  const t = calendarAt(now)
  const people = everybody(t).map(person => buildPerson(t, person))
  const byKey = new Map(people.map(built => [built.person.key, built]))
  const calls = everyCall().map(({ key, spec }) => buildCall({ t, key, people: byKey }, spec))
  return { people, calls }
}

/** By these the world is known again: they are the same whenever it is made. */
export function worldIds(now: Instant): Record<'lines' | 'staff' | 'people' | 'calls' | 'teams', string[]> {
  return {
    lines: LINE_KEYS.map(lineIdOf),
    staff: LINE_KEYS.flatMap(everyoneAt).map(({ signInName }) => staffIdOf(signInName)),
    people: everybody(calendarAt(now)).map(({ key }) => patientIdOf(key)),
    calls: everyCall().map(({ key }) => idOf('call', key)),
    teams: LINE_KEYS.flatMap(line => TEAMS[line].map(({ key }) => teamIdOf(line, key))),
  }
}

const TEAMS = { wharnley: wharnleyTeams, marram: marramTeams }

/** The community teams of every line, with a rota that covers every night. */
export function teamRows(): TeamRow[] {
  return LINE_KEYS.flatMap(line => TEAMS[line].map(team => teamRow(line, lineIdOf(line), team)))
}
