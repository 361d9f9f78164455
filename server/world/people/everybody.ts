import type { Calendar } from '../build/calendar.ts'
import type { Person } from '../build/person.ts'
import { ashby } from './ashby.ts'
import { blackledge } from './blackledge.ts'
import { hussain } from './hussain.ts'
import { ibrahim } from './ibrahim.ts'
import { malik } from './malik.ts'
import { marsh } from './marsh.ts'
import { maslowski } from './maslowski.ts'
import { pickersgill } from './pickersgill.ts'
import { wojcik } from './wojcik.ts'

/** Everybody in the world, by household, street or care home. */
const HOUSEHOLDS: readonly ((t: Calendar) => Person[])[] = [
  ashby,
  blackledge,
  hussain,
  ibrahim,
  malik,
  marsh,
  maslowski,
  pickersgill,
  wojcik,
]

export function everybody(t: Calendar): Person[] {
  return HOUSEHOLDS.flatMap(household => household(t))
}
