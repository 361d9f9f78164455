import type { TextMark } from '#shared/record/textMarks.ts'

/** So much of an unchanged stretch is read before and after a change; the rest of it is three dots. */
const KEPT = 40

/** The marks of a long text with what is unchanged in its middle left out, cut between words. */
export function elided(marks: readonly TextMark[]): TextMark[] {
  return marks.map((mark, place) => {
    if (mark.kind !== 'same' || mark.text.length <= 2 * KEPT + 10) return mark
    const head = place === 0 ? '' : upTo(mark.text, KEPT)
    const tail = place === marks.length - 1 ? '' : from(mark.text, mark.text.length - KEPT)
    return { ...mark, text: `${head} …${tail}` }
  })
}

function upTo(text: string, length: number): string {
  const end = text.lastIndexOf(' ', length)
  return text.slice(0, end > 0 ? end : length)
}
function from(text: string, start: number): string {
  const begin = text.indexOf(' ', start)
  return text.slice(begin === -1 ? start : begin)
}
