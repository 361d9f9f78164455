import type { Dice } from './dice.ts'

/** Postcode areas that are not anybody's: no area of the Royal Mail begins with Z but ZE. */
const AREAS = [...'ABCDFGHIJKLMN'].map(letter => `Z${letter}`)
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'
const KINDS = ['Row', 'Street', 'Lane', 'Close', 'Road', 'Terrace', 'Avenue', 'Drive']
const CALLED = [
  ...[
    'Bench',
    'Plan',
    'Index',
    'Bitmap',
    'Vacuum',
    'Tuple',
    'Heap',
    'Cursor',
    'Latch',
    'Buffer',
    'Page',
    'Query',
    'Table',
    'View',
  ],
  ...[
    'Trigger',
    'Schema',
    'Column',
    'Commit',
    'Lock',
    'Hash',
    'Merge',
    'Loop',
    'Sort',
    'Gather',
    'Cache',
    'Token',
    'Frame',
    'Queue',
  ],
]
/** Two hundred and some: of a million people four or five thousand live in streets of one name, as in so many High Streets. */
const NAMES = CALLED.flatMap(called => KINDS.map(kind => `${called} ${kind}`))

/**
 * Addresses: some ten thousand sectors of about a hundred people each, and in each some dozens of postcodes, as in Britain
 * (1.7 million postcodes in 11,000 sectors; one person in sixty dies in a year).
 */
export function streets(dice: Dice): () => { line1: string; postcode: string } {
  return () => {
    const outward = `${dice.pick(AREAS)}${1 + dice.below(90)}`
    const unit = dice.below(60)
    const inward = `${1 + dice.below(9)}${UNIT_LETTERS[unit % 20]}${UNIT_LETTERS[(unit * 7 + 3) % 20]}`
    return { line1: `${1 + dice.below(180)} ${dice.pick(NAMES)}`, postcode: `${outward} ${inward}` }
  }
}
