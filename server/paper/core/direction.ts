/** A stretch of a row that is read in one direction. */
export type Stretch = { text: string; isRightToLeft: boolean }

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const RIGHT_TO_LEFT_WORDS = new RegExp(
  `(?:${RIGHT_TO_LEFT.source}[\\p{M}\\p{Cf}]*)+(?:[\\s\\-'’.]+(?:${RIGHT_TO_LEFT.source}[\\p{M}\\p{Cf}]*)+)*`,
  'gu',
)

/**
 * A row of an English page in stretches, in the order in which they stand from left to right. Within one that is read from right
 * to left, words follow each other leftwards: a name in Arabic stands in an English sentence as its bearer writes it. A small
 * part of the Unicode Bidirectional Algorithm (UAX 9): the page is always English, numbers always run to the right.
 */
export function stretches(row: string): Stretch[] {
  if (!RIGHT_TO_LEFT.test(row)) return row === '' ? [] : [{ text: row, isRightToLeft: false }]
  const found: Stretch[] = []
  let from = 0
  for (const { 0: text, index } of row.matchAll(RIGHT_TO_LEFT_WORDS)) {
    if (index > from) found.push({ text: row.slice(from, index), isRightToLeft: false })
    found.push({ text, isRightToLeft: true })
    from = index + text.length
  }
  if (from < row.length) found.push({ text: row.slice(from), isRightToLeft: false })
  return found
}
