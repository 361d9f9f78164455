import { createHash } from 'node:crypto'

/** Longer than any key made of what the carrier really sends; PostgreSQL indexes no more than some 2,700 bytes. */
const LONGEST = 200

/** A natural key that can be kept, however long the words are that it is made of: beyond the limit by what they hash to. */
export function keyWithin(key: string): string {
  if (key.length <= LONGEST) return key
  return `${key.slice(0, LONGEST / 2).toWellFormed()}/${createHash('sha256').update(key).digest('hex')}`
}
