import { showDay } from '#shared/days.ts'
import { type Stay, stayPlaces } from '#shared/record/stays.ts'
import type { LocalDate } from '#shared/time.ts'

/** 'In hospital: St Loud’s, ward 3', or 'Discharged 28 Nov 2026 from hospital'. */
export function stayInWords({ place, named, dischargedOn }: Stay): string {
  const where = stayPlaces[place].text.toLowerCase()
  const which = named ? `${where} (${named})` : where
  return dischargedOn === undefined
    ? `In ${withArticle(which)}`
    : `Discharged ${showDay(dischargedOn)} from ${which}`
}

/** The stay in which somebody is now, as far as is written; undefined where they are in none. */
export function stayNow(stays: readonly Stay[]): Stay | undefined {
  return stays.find(({ dischargedOn }) => dischargedOn === undefined)
}

/** The newest day on which they were discharged to somewhere that is not another unit. */
export function lastDischarge(stays: readonly Stay[]): LocalDate | undefined {
  if (stayNow(stays)) return undefined
  return stays
    .filter(({ dischargedTo }) => dischargedTo !== 'another_unit')
    .flatMap(({ dischargedOn }) => dischargedOn ?? [])
    .toSorted()
    .at(-1)
}

/** One of the two days is wrong. */
export function leftBeforeComing({ admittedOn, dischargedOn }: Stay): boolean {
  return dischargedOn !== undefined && typeof admittedOn === 'string' && admittedOn > dischargedOn
}

/** A hospital is “in hospital”; of the others there is one. */
function withArticle(which: string): string {
  if (which.startsWith('hospital')) return which
  return which.startsWith('another') ? which : `a ${which}`
}
