import { showDate, showMoment } from '#client/ui/core/when.ts'
import { doseTriggers, type LedgerLine, uncounted } from '#shared/record/ledger.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

export type LedgerWords = { facts: string[]; warnings: string[] }

/** One medicine as it is read: what is left, what was given, when it may be given again; and what to beware of. */
export function ledgerWords(line: LedgerLine, now: Instant): LedgerWords {
  const { counted, left, inFourHours, inADay, lastGivenAt, notBefore, mostInADay, daysLeft, expiresOn } = line
  const facts = [
    left !== undefined &&
      `${pieces(left, line)} left${daysLeft === undefined ? '' : `, ${lasting(daysLeft)} at this rate`}`,
    left === undefined && line.isListed && notCounted(line),
    inADay > 0
      ? `given ${inFourHours} in 4 hours, ${inADay} in 24 hours`
      : lastGivenAt && `last given ${showMoment(lastGivenAt, now)}`,
    inADay > 0 && lastGivenAt && `last at ${showMoment(lastGivenAt, now)}`,
    notBefore && notBefore > now && `not again before ${showMoment(notBefore, now)}`,
    mostInADay && `at most ${mostInADay} in 24 hours`,
    counted && `counted ${counted.left} on ${showMoment(counted.at, now)}`,
    expiresOn && !line.isOutOfDate && byDay(expiresOn),
  ]
  const warnings = [
    left === 0 && 'None left',
    ...line.triggers.map(trigger => doseTriggers[trigger].text),
    expiresOn && line.isOutOfDate && `Out of date since ${showDate(expiresOn)}`,
    !line.isListed && 'Given, and not among the medicines in the house',
  ]
  return { facts: facts.filter(isText), warnings: warnings.filter(isText) }
}

/**
 * What is in the house, for the first screen. Beside a call there is no room for a line of each medicine: those of which only a number
 * is to be said stand together, and one with a day of its own, or that nobody counted, stands by itself. The day stands at the end where it
 * is the same of all. What is used up or out of date is a warning of the entry itself, and not said again.
 */
export function stockWords(lines: readonly LedgerLine[]): string[] {
  const listed = lines.filter(({ isListed }) => isListed)
  const drugs = listed.map(({ drug }) => drug)
  const kept = listed.filter(({ left }) => left !== 0)
  const days = new Set(kept.map(({ expiresOn }) => expiresOn))
  const [day] = days.size === 1 && kept.length > 1 && !kept[0]?.isOutOfDate ? days : []
  const said = kept.map(line => {
    const { drug, detail, left, expiresOn, isOutOfDate } = line
    // Two strengths of one medicine are two stocks.
    const name = detail && drugs.indexOf(drug) !== drugs.lastIndexOf(drug) ? `${drug} ${detail}` : drug
    const own = expiresOn && !day && !isOutOfDate ? `, ${byDay(expiresOn)}` : ''
    if (left === undefined) return { alone: `${name}: ${notCounted(line)}${own}` }
    // A number is never read at the beginning of a line, away from what it counts.
    return own
      ? { alone: `${name}: ${pieces(left, line)} left${own}` }
      : { together: `${name}\u00a0${left}`, line }
  })
  const together = said.flatMap(({ together }) => together ?? [])
  return [
    ...(together.length > 0
      ? [`${whatIsLeft(said.flatMap(({ line }) => line ?? []))}: ${together.join(', ')}`]
      : []),
    ...said.flatMap(({ alone }) => alone ?? []),
    ...(day ? [`All: ${byDay(day)}`] : []),
  ]
}

/** In a few words, for when it is folded: 'Ampoules left: Morphine 6, Midazolam 3'. */
export function inShort(lines: readonly LedgerLine[]): string {
  const listed = lines.filter(({ isListed }) => isListed)
  const counted = listed.filter(({ left }) => left !== undefined)
  const words = listed.map(({ drug, left }) => (left === undefined ? drug : `${drug} ${left}`)).join(', ')
  return counted.length > 0 ? `${whatIsLeft(counted)}: ${words}` : words
}

/** In what a medicine is counted, one and more. */
const PIECES: readonly (readonly [one: string, more: string])[] = [
  ['ampoule', 'ampoules'],
  ['vial', 'vials'],
  ['tablet', 'tablets'],
  ['capsule', 'capsules'],
  ['patch', 'patches'],
  ['sachet', 'sachets'],
  ['suppository', 'suppositories'],
  ['syringe', 'syringes'],
  ['bottle', 'bottles'],
]

function piecesOf({ detail = '' }: Pick<LedgerLine, 'detail'>) {
  const words = detail.toLowerCase().split(/[^a-z]+/)
  return PIECES.find(names => names.some(name => words.includes(name)))
}

/** '6 ampoules'; '6' where its form is not written. */
function pieces(count: number, line: LedgerLine): string {
  const [one, more] = piecesOf(line) ?? []
  return [count, count === 1 ? one : more].filter(word => word !== undefined).join(' ')
}

/** What the numbers that follow count: a 10 behind a drug would be read as milligrams. */
function whatIsLeft(lines: readonly LedgerLine[]): string {
  const kinds = new Set(lines.map(line => piecesOf(line)?.[1]))
  const [kind] = kinds.size === 1 ? kinds : []
  return kind ? `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} left` : 'How many left'
}

function notCounted({ uncounted: why }: LedgerLine): string {
  return why ? `not known how many are left: ${uncounted[why].text}` : 'not counted'
}

function byDay(day: LocalDate): string {
  return `use by ${showDate(day)}`
}

function lasting(days: number): string {
  if (days === 0) return 'less than a day'
  return `about ${days} day${days === 1 ? '' : 's'}`
}

function isText(text: string | false | undefined): text is string {
  return typeof text === 'string' && text !== ''
}
