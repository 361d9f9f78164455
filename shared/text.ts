import { z } from 'zod'

/** Every control character except tab and newline. */
const CONTROLS = /[^\P{Cc}\t\n]/gu
/** Line ends of other systems: a paste from a word processor brings vertical tabs and U+2028. */
const LINE_ENDS = /\r\n|\p{Zl}|\p{Zp}|[\r\v\f\u0085]/gu
/** Marks, embeddings, overrides and isolates that re-order what is read, and zero-width fillers that hide a difference. */
const RE_ORDERING = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
/** More marks on one letter than any written language uses; stacked marks cover the lines above and below. */
const STACKED_MARKS = /\p{M}{9}/u
/** Fillers, joiners and blank letters: they take room or none, and show nothing. The blank Braille cell is none to Unicode, and is to the eye. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
const PLAIN = /^[ -~]*$/

/**
 * One spelling of a text for storing and comparing: well-formed Unicode in NFC, newlines as \n, no control characters.
 * Idempotent. A lone surrogate becomes U+FFFD, so that nothing is silently different in the database.
 */
export function tidyText(text: string): string {
  if (PLAIN.test(text)) return text.trim()
  return text.toWellFormed().normalize('NFC').replace(LINE_ENDS, '\n').replace(CONTROLS, '').trim()
}

/** As `tidyText`, on one line and without characters that re-order or hide letters: for names, streets, titles. */
export function tidyLine(text: string): string {
  if (PLAIN.test(text)) return text.trim().replace(/ {2,}/g, ' ')
  return tidyText(text).replace(RE_ORDERING, '').replace(/\s+/gu, ' ').trim()
}

const NUL = 'This holds a character that cannot be kept (NUL). Type it again instead of pasting it.'
const MARKS = 'This has too many accents on one letter to be read. Type it again.'

/** How a text is written and how long it may be, by its schema: for code that makes a form of it. */
export const textShape = z.registry<{ isLong: boolean; max: number }>()

/** Text of several lines, up to `max` UTF-16 units after tidying. Refuses NUL, stacked marks, and nothing but spaces. */
export function longText(max: number) {
  return kept(tidyText, max).register(textShape, { isLong: true, max })
}

/** Text of one line, up to `max` UTF-16 units after tidying. Refuses NUL, stacked marks, and nothing but spaces. */
export function line(max: number) {
  return kept(tidyLine, max).register(textShape, { isLong: false, max })
}

/**
 * Whether a reason says something: long enough, with three different letters of any script. “x”, “12345” and “aaaaaaaaaa” are
 * typed to get past the question, and tell nothing to whoever reads the reason afterwards. What nobody can see counts for nothing.
 */
export function isReason(text: string, least: number): boolean {
  const said = text.replace(UNSEEN, '').trim()
  return said.length >= least && new Set(said.toLowerCase().match(/\p{L}/gu)).size >= 3
}

/** Whether there is anything to see in a text: one of nothing but zero-width characters and fillers is an empty line on a screen. */
export function isSeen(text: string): boolean {
  return text.replace(UNSEEN, '').trim() !== ''
}

function kept(tidy: (text: string) => string, max: number) {
  // A paste of megabytes is refused before any pattern looks at it.
  return z
    .string()
    .max(max * 4 + 64, `Use ${max} characters or fewer.`)
    .refine(text => !text.includes('\u0000'), NUL)
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, 'Write something here, or leave it out.')
        .max(max, `Use ${max} characters or fewer.`)
        .refine(text => PLAIN.test(text) || !STACKED_MARKS.test(text), MARKS),
    )
}
