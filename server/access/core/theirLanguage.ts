import { type ConsentGuide, languageName } from '#shared/consentGuide.ts'
import { bodiesOf, type Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { GuidesOfLine, TheirLanguage } from '#shared/sharing.ts'

/**
 * What somebody speaks in place of English, and which guide of the line is in it; null where the record says nothing of another
 * language. A guide is words to be read: a signed language has none.
 */
export function theirLanguageOf(
  entries: readonly Entry[],
  { guide, otherGuides }: GuidesOfLine,
): TheirLanguage | null {
  const [interpreter] = bodiesOf(entries, 'interpreter')
  if (!interpreter) return null
  const { isNeeded: needsInterpreter, isBsl } = interpreter
  if (isBsl) return { name: 'British Sign Language', needsInterpreter, guide: null }
  const name = known(interpreter.language)?.trim() || null
  if (name === null) return needsInterpreter ? { name, needsInterpreter, guide: null } : null
  if (isIn(name, guide)) return null
  return { name, needsInterpreter, guide: otherGuides.find(one => isIn(name, one))?.language ?? null }
}

/** The record has a language as somebody typed it: “Polish”, “polski” or “Punjabi (Mirpuri)”. */
function isIn(typed: string, { language }: ConsentGuide): boolean {
  const own = new Intl.DisplayNames([language], { type: 'language' }).of(language)
  const names = [languageName(language), own, language].map(name => name?.toLocaleLowerCase())
  const whole = typed.toLocaleLowerCase()
  const withoutDialect = whole.split(/[(,]/)[0]?.trim()
  return names.includes(whole) || names.includes(withoutDialect)
}
