import { dayInBritain } from '#shared/days.ts'
import { below, type FieldPlace, topOf } from '#shared/record/fieldPlace.ts'
import { elementOf } from '#shared/record/fields.ts'
import { MINUTES_AHEAD, NOT_LATER } from '#shared/record/notLater.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

const DAY = /^\d{4}-\d\d-\d\d$/

/**
 * Which field of a body tells when something was and names a time that has not come, in words; undefined where none does. A measure
 * of next year would stand before each that follows it, and a decision of next week is none yet (hazard H09). `at`: when it is
 * written; clocks differ by a few minutes.
 */
export function stillToCome(section: SectionName, body: unknown, at: Instant): string | undefined {
  const latest = plusSeconds(at, MINUTES_AHEAD * 60)
  const found = firstAfter(topOf(section), body, { moment: Date.parse(latest), day: dayInBritain(latest) })
  return found && `“${found}” is still to come: look at it again.`
}

type Latest = { moment: number; day: string }

function firstAfter(place: FieldPlace, value: unknown, latest: Latest): string | undefined {
  if (Array.isArray(value)) {
    const element = { ...place, path: elementOf(place.section, place.path) }
    return value.map(one => firstAfter(element, one, latest)).find(Boolean)
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, held] of Object.entries(value)) {
    const field = below(place, key)
    const found =
      typeof held === 'string'
        ? NOT_LATER.has(key) && isAfter(held, latest) && field.words
        : firstAfter(field, held, latest)
    if (found) return found
  }
  return undefined
}

function isAfter(told: string, { moment, day }: Latest): boolean {
  return DAY.test(told) ? told > day : Date.parse(told) > moment
}
