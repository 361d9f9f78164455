import { showDay } from '#shared/days.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import { dying } from '../course.ts'
import { plusDays } from '../dayCount.ts'
import { askFirstBy, nearness } from '../runningOut.ts'
import { listed } from '../standing/rule.ts'
import { about, are, type FindingRule, type Whole } from './rule.ts'
import { HOUSE_LEDGER, inTheHouse } from './theBox.ts'

/** Ampoules below which one bad night may use the last of them: the three doses that call for advice. */
const FEW = 3

/** What is left of the anticipatory medicines, and until when it is good. */
export const stockRules: readonly FindingRule[] = [
  {
    key: 'medicine_used_up',
    urgency: 'now',
    source: HOUSE_LEDGER,
    find: ofLines(
      ({ left }) => left === 0,
      names => `No ${listed(names)} left`,
      'Ask a prescriber and a pharmacy for more, today',
    ),
  },
  {
    key: 'medicine_runs_low',
    urgency: 'soon',
    source: HOUSE_LEDGER,
    find: reading => {
      const box = inTheHouse(reading)
      const low = linesOf(reading).filter(isLow)
      if (!box || low.length === 0) return undefined
      const lasts = Math.min(...low.map(line => line.daysLeft ?? Number.POSITIVE_INFINITY))
      const isTonight =
        Number.isFinite(lasts) && nearness(plusDays(reading.today, lasts), reading.today) === 'tonight'
      return {
        words: `${listed(low.map(stockWords))}`,
        toDo: Number.isFinite(lasts)
          ? askFirstBy(plusDays(reading.today, lasts), reading.today, 'ask for more')
          : 'Ask for more at the next visit',
        about: about(box),
        ...(isTonight && { urgency: 'now' }),
      }
    },
  },
  {
    key: 'medicine_out_of_date',
    urgency: 'soon',
    source: HOUSE_LEDGER,
    find: reading => {
      const box = reading.one('anticipatoryMedicines')
      if (!box) return undefined
      const old = inTheHouse(reading) ? linesOf(reading).filter(line => line.isOutOfDate) : []
      if (old.length === 0 && box.body.state !== 'expired') return undefined
      const names = old.map(line => line.drug)
      return {
        words:
          names.length > 0
            ? `${listed(names)} ${are(names)} out of date`
            : 'The medicines in the house are out of date',
        toDo: 'Ask a prescriber to replace them, and leave the old ones for the nurse to count',
        about: about(box),
        ...(dying(reading) && { urgency: 'now' }),
      }
    },
  },
  {
    key: 'medicine_expires_soon',
    urgency: 'soon',
    source: HOUSE_LEDGER,
    find: reading => {
      const { today } = reading
      const box = inTheHouse(reading)
      const ending = linesOf(reading).filter(
        ({ expiresOn }) => expiresOn && ['tonight', 'soon'].includes(nearness(expiresOn, today)),
      )
      const first = ending
        .flatMap(line => line.expiresOn ?? [])
        .toSorted()
        .at(0)
      if (!box || first === undefined) return undefined
      return {
        words: `${listed(ending.map(line => line.drug))} will be out of date after ${showDay(first)}`,
        toDo: askFirstBy(first, today, 'ask for new ones'),
        about: about(box),
      }
    },
  },
]

function linesOf({ ledger }: Whole): LedgerLine[] {
  return ledger?.lines ?? []
}

function isLow({ left, daysLeft }: LedgerLine): boolean {
  return left !== undefined && left > 0 && (left <= FEW || (daysLeft ?? Number.POSITIVE_INFINITY) <= 5)
}

/** '3 Midazolam left (about 2 days)'. */
function stockWords({ drug, left, daysLeft }: LedgerLine): string {
  const lasts =
    daysLeft === undefined
      ? ''
      : daysLeft === 0
        ? ' (less than a day)'
        : ` (about ${daysLeft} day${daysLeft === 1 ? '' : 's'})`
  return `${drug}: ${left} left${lasts}`
}

function ofLines(
  isSo: (line: LedgerLine) => boolean,
  say: (names: string[]) => string,
  toDo: string,
): FindingRule['find'] {
  return reading => {
    const box = inTheHouse(reading)
    const names = linesOf(reading)
      .filter(isSo)
      .map(line => line.drug)
    return box && names.length > 0 ? { words: say(names), toDo, about: about(box) } : undefined
  }
}
