/** On how many telephones one link opens: the one it was opened on first, and one more that says the last digits. */
export const PHONES = 2
/** Wrong digits that one link bears. Of ten thousand numbers that leaves a stranger five in ten thousand. */
export const TRIES = 5
export const DIGITS = 4

export type Knocking = {
  /** How many telephones have it, and whether this is one of them. */
  phones: number
  isKnown: boolean
  /** Wrong digits so far. */
  tries: number
  toNumber: string
  digits: string | undefined
}

/**
 * What becomes of a telephone that has the link. The first that opens it has it; a second proves that it belongs to whom the text was sent
 * to; a third has none. A link that was forwarded so opens nothing for who does not know the number, and nothing at all once it was tried
 * in vain too often.
 */
export function admit({ phones, isKnown, tries, toNumber, digits }: Knocking) {
  if (isKnown) return 'known' as const
  if (phones === 0) return 'first' as const
  if (phones >= PHONES || tries >= TRIES) return 'no_more' as const
  if (digits === undefined) return 'ask' as const
  return toNumber.endsWith(digits) ? ('second' as const) : ('wrong' as const)
}
