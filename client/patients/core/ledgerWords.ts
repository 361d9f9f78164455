import { showDate, showMoment } from '#client/ui/core/when.ts'
import { doseTriggers, type LedgerLine, uncounted } from '#shared/record/ledger.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

export type LedgerWords = { facts: string[]; warnings: string[] }

/** One medicine as it is read: what is left, what was given, when it may be given again; and what to beware of. */
export function ledgerWords(line: LedgerLine, now: Instant): LedgerWords {
  const { counted, left, inFourHours, inADay, lastGivenAt, notBefore, mostInADay, daysLeft, expiresOn } = line
  const facts = [
    left !== undefined &&
      `${left} left${daysLeft === undefined ? '' : `, ${lasting(daysLeft)} at this rate`}`,
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
    return own ? { alone: `${name}: ${left} left${own}` } : { together: `${name}\u00a0${left}` }
  })
  const together = said.flatMap(({ together }) => together ?? [])
  return [
    ...(together.length > 0 ? [`Left: ${together.join(', ')}`] : []),
    ...said.flatMap(({ alone }) => alone ?? []),
    ...(day ? [`All: ${byDay(day)}`] : []),
  ]
}

/** In a few words, for when it is folded: 'Morphine 6, Midazolam 3'. */
export function inShort(lines: readonly LedgerLine[]): string {
  return lines
    .filter(({ isListed }) => isListed)
    .map(({ drug, left }) => (left === undefined ? drug : `${drug} ${left}`))
    .join(', ')
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
