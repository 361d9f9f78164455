import { known } from '#shared/record/knownState.ts'
import type { Ledger, LedgerLine } from '#shared/record/ledger.ts'
import { anticipatoryStates } from '#shared/record/medicines.ts'
import type { Body } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { countWithin, DAY, givenOf } from './doses.ts'
import { nameWords } from './nameWords.ts'
import type { Item, Reading } from './reading.ts'
import { isOneSlip } from './slips.ts'

type Kept = Body<'anticipatoryMedicines'>['items'][number]
type Dose = Body<'anticipatoryDoses'>
/** A dose, and of which of the kept medicines it may have been, by their place in the list. */
type Given = Dose & { places: readonly number[] }

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
  const place = known(box?.body.placeInHouse)
  const given = doses.map(dose => ({ ...dose, places: placesOf(dose, kept) }))
  const lines = kept.map((item, place) => {
    // Of which of two of one name it was nobody knows: too early a dose of the one is no less so for the other.
    const perhaps = given.filter(({ places }) => places.includes(place))
    return lineOf(item, perhaps, stockOf(item, perhaps, box, reading), reading)
  })
  return {
    state: box ? anticipatoryStates[box.body.state].text : whyNoState(reading),
    ...(place && { place }),
    chart: chartOf(box?.body, reading.today),
    lines: [...lines, ...unlisted(given, reading)],
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

function lineOf(item: Kept, doses: readonly Dose[], stock: Stock, reading: Reading): LedgerLine {
  const detail = [[item.strength, item.form].filter(Boolean).join(' '), item.route].filter(Boolean).join(', ')
  // After a death nothing is given again, and nobody is to be asked whether it helps.
  const given = reading.hasDied
    ? { ...givenOf(doses, reading.asOf), triggers: [] }
    : givenOf(doses, reading.asOf, item)
  return {
    drug: item.drug,
    ...(detail && { detail }),
    indication: item.indication,
    isListed: true,
    ...stock,
    ...given,
    ...(item.max24h && !reading.hasDied && { mostInADay: item.max24h }),
    ...(item.expiresOn && { expiresOn: item.expiresOn }),
    isOutOfDate: item.expiresOn !== undefined && item.expiresOn < reading.today,
  }
}

type Stock = Pick<LedgerLine, 'counted' | 'left' | 'dosesSinceCounted' | 'daysLeft' | 'uncounted'>

/**
 * What is left of one medicine, never more than there can be: `doses` are all that may have been of it. Whoever confirms the entry
 * reads what is left by the doses, so a confirmation puts no dose back; where none was given before it, the count is as new as that.
 */
function stockOf(
  item: Kept,
  doses: readonly Given[],
  box: Item<'anticipatoryMedicines'> | undefined,
  { asOf, sees }: Reading,
): Stock {
  const { quantityLeft } = item
  if (quantityLeft === undefined || !box) return { dosesSinceCounted: 0 }
  const { recordedAt, confirmedAt } = box
  // A count that lies ahead of its own entry is a slip.
  const countedAt = item.countedAt && item.countedAt < recordedAt ? item.countedAt : recordedAt
  const since = doses.filter(dose => dose.givenAt > countedAt && dose.givenAt <= asOf)
  const seenAt = confirmedAt ?? recordedAt
  const at = since.some(dose => dose.givenAt <= seenAt) ? countedAt : seenAt
  const counted = { left: quantityLeft, at }
  if (!sees('anticipatoryDoses')) return { counted, dosesSinceCounted: 0, uncounted: 'doses_not_shown' }
  if (since.some(({ places }) => places.length > 1))
    return { counted, dosesSinceCounted: since.length, uncounted: 'several_of_the_name' }
  const left = Math.max(0, quantityLeft - since.length)
  const aDay = Math.max(countWithin(doses, asOf, DAY), countWithin(doses, asOf, RATE_DAYS * DAY) / RATE_DAYS)
  return {
    counted,
    left,
    dosesSinceCounted: since.length,
    ...(aDay > 0 && { daysLeft: Math.floor(left / aDay) }),
  }
}

function whyNoState(reading: Reading): string {
  return reading.sees('anticipatoryMedicines')
    ? 'Not recorded what is in the house'
    : 'What is in the house is not shown here'
}

/** Doses of medicines that are not among those in the house, or not among those that are shown: written down, so shown. */
function unlisted(doses: readonly Given[], { asOf, sees, hasDied }: Reading): LedgerLine[] {
  const others = doses.filter(({ places }) => places.length === 0)
  const isShown = sees('anticipatoryMedicines')
  return byMedicine(others).map(same => ({
    drug: same[0].drug,
    isListed: !isShown,
    dosesSinceCounted: 0,
    ...(!isShown && { uncounted: 'box_not_shown' as const }),
    ...givenOf(same, asOf),
    ...(hasDied && { triggers: [] }),
    isOutOfDate: false,
  }))
}

/** Doses of one medicine together, also where it is written in two ways. Two without a name in letters are not one. */
function byMedicine<One extends Dose>(doses: readonly One[]): [One, ...One[]][] {
  const groups: [One, ...One[]][] = []
  for (const dose of doses) {
    const isOf = ([first]: [One, ...One[]]) => dose.drug === first.drug || isMeantBy(dose.drug, first.drug)
    const group = groups.find(isOf)
    if (group) group.push(dose)
    else groups.push([dose])
  }
  return groups
}

/**
 * Which of the kept medicines a dose may have been of: those of the very same name, or else those that are the same by name, or else those
 * that are one slip of the finger away.
 */
function placesOf(dose: Dose, kept: readonly Kept[]): number[] {
  const given = nameWords(dose.drug).join(' ')
  const where = (isOf: (item: Kept) => boolean) => kept.flatMap((item, place) => (isOf(item) ? [place] : []))
  const ways = [
    where(({ drug }) => nameWords(drug).join(' ') === given),
    where(({ drug }) => isSameMedicine(dose.drug, drug)),
    where(({ drug }) => isMeantBy(dose.drug, drug)),
  ]
  return ways.find(places => places.length > 0) ?? []
}

/** 'Morphine' and 'Morphine sulfate' are the same medicine, by name; trade names are not known. */
export function isSameMedicine(one: string, other: string): boolean {
  return isWithin(one, other, (a, b) => a === b)
}

/** A name of so many letters that is one slip away is that medicine: 'Midazolm'. Shorter ones may be another. */
const SLIPS_FROM = 6

/** As `isSameMedicine`, with a slip of the finger in a long word. To warn by: what is warned of too often is looked at. */
export function isMeantBy(one: string, other: string): boolean {
  return isWithin(
    one,
    other,
    (a, b) => a === b || (Math.min(a.length, b.length) >= SLIPS_FROM && isOneSlip(a, b)),
  )
}

function isWithin(one: string, other: string, isSame: (a: string, b: string) => boolean): boolean {
  const [a, b] = [drugWords(one), drugWords(other)]
  if (a.length === 0 || b.length === 0) return false
  const isAll = (words: string[], of: string[]) => words.every(word => of.some(each => isSame(word, each)))
  return isAll(a, b) || isAll(b, a)
}

/** 'Sulphate' and 'sulfate', 'cephalexin' and 'cefalexin': the older British spelling is written as often. */
function drugWords(drug: string): string[] {
  return nameWords(drug).map(word => word.replaceAll('ph', 'f'))
}
