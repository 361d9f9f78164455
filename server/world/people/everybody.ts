import type { Calendar } from '../build/calendar.ts'
import type { Person } from '../build/person.ts'
import { weaversRow } from './weaversRow.ts'

/** Everybody in the world, by household or street. */
const HOUSEHOLDS: readonly ((t: Calendar) => Person[])[] = [weaversRow]

export function everybody(t: Calendar): Person[] {
  return HOUSEHOLDS.flatMap(household => household(t))
}
