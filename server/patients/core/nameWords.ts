/** Letters that do not come apart into a base letter and a mark. */
const FOLDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Accents and vowel points that are often left out. The vowel signs of Indic scripts are letters of the name and stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670]/g

/**
 * The words of a name as it is compared and looked for: lower case, without accents, apostrophes closed up, other
 * punctuation as a space. "O'Brien-Łuczak" gives ['obrien', 'luczak']. Scripts without case stay as they are.
 */
export function nameWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(/['’‘ʼ`]/gu, '')
    .replace(/[ßæœøłđðþı]/gu, letter => FOLDED[letter] ?? letter)
    .normalize('NFC')
  return [...new Set(plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])]
}

/** 'M. S.' from the first letters of the given and the family name; letters of any script. */
export function initials(given: string | null | undefined, family: string | null | undefined): string {
  const letters = [given, family].flatMap(name => {
    const first = name?.match(/[\p{L}\p{N}]\p{M}*/u)?.[0]
    return first === undefined ? [] : [`${first.toUpperCase()}.`]
  })
  return letters.join(' ') || '?'
}
