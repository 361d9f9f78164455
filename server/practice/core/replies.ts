import type { ScriptAnswer } from '#shared/callScript.ts'

/** How often each answer was given, by its place in the script, and how many of `otherwise`. */
export type Given = { readonly answers: ReadonlyMap<number, number>; readonly otherwise: number }
export const NOTHING_GIVEN: Given = { answers: new Map(), otherwise: 0 }

type Known = { answers: readonly ScriptAnswer[]; otherwise: readonly string[] }

/**
 * What a scripted caller replies to what a person said: every answer that it asks for, in the order of the script, or, to a
 * question that none knows, the next of `otherwise`. Undefined: nothing is said.
 */
export function replyTo(
  words: string,
  { answers, otherwise }: Known,
  given: Given,
): { says: string; given: Given } | undefined {
  const heard = ` ${plain(words)} `
  const counts = new Map(given.answers)
  const said: string[] = []
  for (const [index, { asked, says }] of answers.entries()) {
    if (!asked.some(phrase => heard.includes(` ${plain(phrase)} `))) continue
    const before = counts.get(index) ?? 0
    said.push(says[Math.min(before, says.length - 1)] ?? '')
    counts.set(index, before + 1)
  }
  if (said.length > 0) return { says: said.join(' '), given: { ...given, answers: counts } }
  const next = words.includes('?') ? otherwise[given.otherwise] : undefined
  return next === undefined ? undefined : { says: next, given: { ...given, otherwise: given.otherwise + 1 } }
}

/** "What's his date of birth?" as "what s his date of birth". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
