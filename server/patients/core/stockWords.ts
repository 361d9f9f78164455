import { showDay, showMoment } from '#shared/days.ts'
import { type Ledger, uncounted } from '#shared/record/ledger.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Reading } from './reading.ts'

type Kept = Body<'anticipatoryMedicines'>['items'][number]

/** What is left of one of the kept medicines, by its place in the list. */
export type StockOf = (item: Kept, place: number) => { words?: string; isNone: boolean }

/** Where an item is said by itself, without the doses that were given since: a count, and no more than that. */
export const asWritten: StockOf = ({ quantityLeft, countedAt }) =>
  quantityLeft === undefined
    ? { isNone: false }
    : {
        words: `${quantityLeft} when counted${countedAt ? ` ${showMoment(countedAt)}` : ''}`,
        isNone: quantityLeft === 0,
      }

/** As the ledger counts it: never what was once written down as though it were there still. */
export function stockIn(reading: Reading, ledger: Ledger | undefined): StockOf {
  const state = reading.one('anticipatoryMedicines')?.body.state
  const isThere = state === 'issued' || state === 'in_use' || state === 'expired'
  return (_, place) => {
    const line = ledger?.lines[place]
    if (!line?.counted) return { ...(isThere && { words: 'not counted' }), isNone: false }
    const { counted, left, dosesSinceCounted: since } = line
    const count = `counted ${showDay(counted.at)}`
    if (left === undefined)
      return {
        words: `${counted.left} ${count}${line.uncounted ? `; ${uncounted[line.uncounted].text}` : ''}`,
        isNone: counted.left === 0,
      }
    // "Used up" and "3 left" cannot both be so.
    if (!isThere) return { words: `${counted.left} ${count}`, isNone: left === 0 }
    if (since > counted.left)
      return {
        words: `none left by what is written down (${counted.left} ${count}, ${since} given since)`,
        isNone: true,
      }
    return {
      words: `${left} left (${since > 0 ? `${counted.left} ${count}, ${since} given since` : count})`,
      isNone: left === 0,
    }
  }
}
