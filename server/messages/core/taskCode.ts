import type { TaskCode } from '#shared/messages.ts'

/** None looks or sounds like another: no 0 O Q D, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V. */
const DIGITS = '34679'
const LETTERS = 'ACEFHJKMNPRTWXY'

/**
 * A code that is not among `taken`, the open ones of whoever is asked. `dice`: numbers from 0 to 1, one for each try. Short ones first; a
 * letter more where those are many.
 */
export function newTaskCode(taken: ReadonlySet<string>, dice: () => number): TaskCode {
  const one = (alphabet: string) => alphabet.charAt(Math.floor(dice() * alphabet.length) % alphabet.length)
  for (let tries = 1; tries <= 200; tries += 1) {
    const short = one(DIGITS) + one(LETTERS) + one(DIGITS)
    const code = tries > 20 ? short + one(LETTERS) : short
    if (!taken.has(code)) return code
  }
  throw new Error('every code that was tried is taken')
}
