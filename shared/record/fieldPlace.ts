import { elementOf, keysBelow, pathOf } from './fields.ts'
import { inASentence, isGroup, sayValue, wordsOf } from './sayValue.ts'
import type { SectionName } from './sections.ts'

/** Where one is in a body: the path of the field, and what it is called from the body down. */
export type FieldPlace = { section: SectionName; path: string; words: string }

/** The whole body: everything is below it, and it has no words of its own. */
export function topOf(section: SectionName): FieldPlace {
  return { section, path: '', words: '' }
}

/** The field of this key: 'First choice', and below it 'First choice, note'. */
export function below({ section, path, words }: FieldPlace, key: string): FieldPlace {
  const own = wordsOf(section, pathOf(path, key))
  // Of the first choice, the place is simply the first choice.
  const both = words === '' || words === own ? own : `${words}, ${inASentence(own)}`
  return { section, path: pathOf(path, key), words: both }
}

/** A thing in the list at this place: 'Medicines: Morphine'. */
export function named(place: FieldPlace, value: unknown): FieldPlace {
  const { section, path, words } = place
  return { section, path: elementOf(section, path), words: `${words}: ${nameOf(place, value)}` }
}

/** What a thing in a list is called: by the first of its fields, or by all of it when it has none. */
export function nameOf({ section, path }: FieldPlace, value: unknown): string {
  const element = elementOf(section, path)
  const [first] = keysBelow(section, element)
  if (!isGroup(value) || first === undefined) return sayValue(section, element, value)
  return sayValue(section, pathOf(element, first), value[first])
}
