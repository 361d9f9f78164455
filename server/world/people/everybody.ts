import type { Calendar } from '../build/calendar.ts'
import type { Person } from '../build/person.ts'
import { ashby } from './ashby.ts'
import { pickersgill } from './pickersgill.ts'

/** Everybody in the world, by household or street. */
const HOUSEHOLDS: readonly ((t: Calendar) => Person[])[] = [ashby, pickersgill]

export function everybody(t: Calendar): Person[] {
  return HOUSEHOLDS.flatMap(household => household(t))
}
