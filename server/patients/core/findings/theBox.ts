import type { Item, Reading } from '../reading.ts'
import { HOUSE } from '../standing/rule.ts'

export const HOUSE_LEDGER = `${HOUSE}: five days’ warning, and before weekends and bank holidays`

/** The box, when what is in it can be given tonight. */
export function inTheHouse(reading: Reading): Item<'anticipatoryMedicines'> | undefined {
  const box = reading.one('anticipatoryMedicines')
  return box && (box.body.state === 'issued' || box.body.state === 'in_use') ? box : undefined
}
