import fc from 'fast-check'

const SURROGATES = { from: 0xd800, many: 0x800 }

/**
 * Any character there is, as the unit of a text. fast-check's own word for it ('binary') first makes a table of all 1,112,064 of
 * them, in every worker: longer than the tests that ask for it take.
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - SURROGATES.many }).map(
  n => String.fromCodePoint(n < SURROGATES.from ? n : n + SURROGATES.many),
  one => placeOf(one),
)

function placeOf(one: unknown): number {
  const point = typeof one === 'string' && [...one].length === 1 ? one.codePointAt(0) : undefined
  if (point === undefined || (point >= SURROGATES.from && point < SURROGATES.from + SURROGATES.many))
    throw new Error('not one character')
  return point < SURROGATES.from ? point : point - SURROGATES.many
}
