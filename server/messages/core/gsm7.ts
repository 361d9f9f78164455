/**
 * The alphabet in which a text of 160 characters is one part. One letter outside of it, such as a curly quote, and the text goes out in
 * parts of 70. Source: 3GPP TS 23.038, 6.2.1.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** These take the place of two. */
const EXTENDED = '\f^{}\\[~]|€'

export const ONE_TEXT = 160

/** How many places the words take; undefined where one of their letters has none. */
export function placesOf(words: string): number | undefined {
  let places = 0
  for (const letter of words) {
    if (BASIC.includes(letter)) places += 1
    else if (EXTENDED.includes(letter)) places += 2
    else return undefined
  }
  return places
}

/** Whether the words go out as one text, as they are written. */
export function isOneText(words: string): boolean {
  const places = placesOf(words)
  return places !== undefined && places > 0 && places <= ONE_TEXT
}
