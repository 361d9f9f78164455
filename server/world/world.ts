import type { Instant } from '#shared/time.ts'
import { type BuiltCall, buildCall } from './build/buildCall.ts'
import { type BuiltPerson, buildPerson } from './build/buildPerson.ts'
import { calendarAt } from './build/calendar.ts'
import { everyCall } from './calls/everyCall.ts'
import { everybody } from './people/everybody.ts'

/** Everybody and all their calls, as they would stand at this moment. */
export function worldAt(now: Instant): { people: BuiltPerson[]; calls: BuiltCall[] } {
  const t = calendarAt(now)
  const people = everybody(t).map(person => buildPerson(t, person))
  const byKey = new Map(people.map(built => [built.person.key, built]))
  const calls = everyCall().map(({ key, spec }) => buildCall({ t, key, people: byKey }, spec))
  return { people, calls }
}
