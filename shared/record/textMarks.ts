import { z } from 'zod'

/** A piece of a text that was changed: still there, taken out, or put in. */
export const TextMark = z.strictObject({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })
export type TextMark = z.infer<typeof TextMark>

/** Below this share of words kept, two texts are read one after the other, not through one another. */
const LEAST_SHARED = 0.3

/**
 * Two texts through one another, by word. The same and the gone pieces together are the first text, the same and the new ones the
 * second. Undefined when they have too little in common for that to be readable.
 */
export function textMarks(before: string, after: string): TextMark[] | undefined {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const start = commonStart(a, b)
  const end = commonStart(a.slice(start).reverse(), b.slice(start).reverse())
  const middle = throughOneAnother(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const marks = joined([...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)])
  const kept = marks.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0)
  return kept >= LEAST_SHARED * Math.max(before.length, after.length) ? marks : undefined
}

/** Words with the space before them, so that nothing between them is lost. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/gu) ?? []
}

function same(text: string): TextMark {
  return { kind: 'same', text }
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((word, place) => word !== b[place])
  return differs === -1 ? a.length : differs
}

/** By the longest common subsequence: `longest[i][j]` is that of what is left of the two from i and j on. */
function throughOneAnother(a: readonly string[], b: readonly string[]): TextMark[] {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const marks: TextMark[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [gone, added] = [a[i], b[j]]
    if (gone !== undefined && gone === added) {
      marks.push(same(gone))
      i += 1
      j += 1
    } else if (gone !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      marks.push({ kind: 'gone', text: gone })
      i += 1
    } else {
      marks.push({ kind: 'new', text: added ?? '' })
      j += 1
    }
  }
  return marks
}

function joined(marks: readonly TextMark[]): TextMark[] {
  const pieces: TextMark[] = []
  for (const mark of marks) {
    const last = pieces.at(-1)
    if (last?.kind === mark.kind) pieces[pieces.length - 1] = { ...last, text: last.text + mark.text }
    else pieces.push(mark)
  }
  return pieces
}
