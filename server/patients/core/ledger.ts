import { known } from '#shared/record/knownState.ts'
import type { Ledger, LedgerLine } from '#shared/record/ledger.ts'
import { anticipatoryStates } from '#shared/record/medicines.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { countWithin, DAY, givenOf } from './doses.ts'
import { nameWords } from './nameWords.ts'
import type { Item, Reading } from './reading.ts'

type Kept = Body<'anticipatoryMedicines'>['items'][number]
type Dose = Body<'anticipatoryDoses'>

/** Days over which doses are counted to see how long the rest will last. */
const RATE_DAYS = 3

/**
 * The anticipatory medicines counted: what was last counted less one for each dose given since (an opened ampoule is used up,
 * however little was drawn), what was given lately, and when the least time between doses is over. Medicines are told apart by
 * name. Undefined where nothing is kept and nothing was given. Source: domain guide 2.6 and 7.1.5.
 */
export function ledgerOf(reading: Reading): Ledger | undefined {
  const box = reading.one('anticipatoryMedicines')
  const doses = reading.of('anticipatoryDoses').map(({ body }) => body)
  if (doses.length === 0 && (!box || (box.body.state === 'none' && box.body.items.length === 0)))
    return undefined
  const kept = box?.body.items ?? []
  const lines = kept.map((item, place) =>
    lineOf(
      item,
      doses.filter(dose => placeOf(dose, kept) === place),
      box,
      reading,
    ),
  )
  return {
    state: box ? anticipatoryStates[box.body.state].text : 'Not recorded what is in the house',
    ...(box?.body.placeInHouse && { place: box.body.placeInHouse }),
    chart: chartOf(box?.body, reading.today),
    lines: [...lines, ...unlisted(doses, kept, reading)],
  }
}

/** Whether a nurse may give them by a chart today. A chart without an end holds. */
export function chartOf(box: Body<'anticipatoryMedicines'> | undefined, today: LocalDate): Ledger['chart'] {
  const isPresent = known(box?.chartPresent)
  const runsOutOn = box?.chartExpiresOn
  if (isPresent === false) return { state: 'none' }
  if (runsOutOn !== undefined && runsOutOn < today) return { state: 'ran_out', runsOutOn }
  return { state: isPresent ? 'in_force' : 'not_known', ...(runsOutOn && { runsOutOn }) }
}

function lineOf(
  item: Kept,
  doses: readonly Dose[],
  box: Item<'anticipatoryMedicines'> | undefined,
  reading: Reading,
): LedgerLine {
  const detail = [[item.strength, item.form].filter(Boolean).join(' '), item.route].filter(Boolean).join(', ')
  // After a death nothing is given again, and nobody is to be asked whether it helps.
  const given = reading.hasDied
    ? { ...givenOf(doses, reading.asOf), triggers: [] }
    : givenOf(doses, reading.asOf, item.minIntervalMinutes)
  return {
    drug: item.drug,
    ...(detail && { detail }),
    indication: item.indication,
    isListed: true,
    ...stockOf(item, doses, box, reading.asOf),
    ...given,
    ...(item.max24h && !reading.hasDied && { mostInADay: item.max24h }),
    ...(item.expiresOn && { expiresOn: item.expiresOn }),
    isOutOfDate: item.expiresOn !== undefined && item.expiresOn < reading.today,
  }
}

function stockOf(
  { quantityLeft }: Kept,
  doses: readonly Dose[],
  box: Item<'anticipatoryMedicines'> | undefined,
  asOf: Instant,
): Pick<LedgerLine, 'counted' | 'left' | 'dosesSinceCounted' | 'daysLeft'> {
  if (quantityLeft === undefined || !box) return { dosesSinceCounted: 0 }
  // Whoever confirmed the entry as still right confirmed the count.
  const at = box.confirmedAt ?? box.recordedAt
  const dosesSinceCounted = doses.filter(dose => dose.givenAt > at && dose.givenAt <= asOf).length
  const left = Math.max(0, quantityLeft - dosesSinceCounted)
  const aDay = Math.max(countWithin(doses, asOf, DAY), countWithin(doses, asOf, RATE_DAYS * DAY) / RATE_DAYS)
  return {
    counted: { left: quantityLeft, at },
    left,
    dosesSinceCounted,
    ...(aDay > 0 && { daysLeft: Math.floor(left / aDay) }),
  }
}

/** Doses of medicines that are not among those in the house: written down, so shown. */
function unlisted(doses: readonly Dose[], kept: readonly Kept[], { asOf }: Reading): LedgerLine[] {
  const others = doses.filter(dose => placeOf(dose, kept) === -1)
  return [...Map.groupBy(others, dose => nameWords(dose.drug).join(' ')).values()].map(same => ({
    drug: same[0]?.drug ?? '',
    isListed: false,
    dosesSinceCounted: 0,
    ...givenOf(same, asOf),
    isOutOfDate: false,
  }))
}

/** Which of the kept medicines a dose was of, the very same name first; -1 for none of them. */
function placeOf(dose: Dose, kept: readonly Kept[]): number {
  const given = nameWords(dose.drug).join(' ')
  const same = kept.findIndex(({ drug }) => nameWords(drug).join(' ') === given)
  return same === -1 ? kept.findIndex(({ drug }) => isSameMedicine(dose.drug, drug)) : same
}

/** 'Morphine' and 'Morphine sulfate' are the same medicine, by name; trade names are not known. */
export function isSameMedicine(one: string, other: string): boolean {
  const [a, b] = [nameWords(one), nameWords(other)]
  if (a.length === 0 || b.length === 0) return false
  return a.every(word => b.includes(word)) || b.every(word => a.includes(word))
}
