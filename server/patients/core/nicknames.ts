import { nameWords } from './nameWords.ts'
import list from './nicknames.json' with { type: 'json' }

/** Every group of names that are one name: the name itself first, then what people make of it. */
const GROUPS: readonly (readonly string[])[] = Object.entries(list.names).map(([name, forms]) =>
  nameWords(`${name} ${forms}`),
)

/** For each word the groups it stands in: Nell is an Eleanor, a Helen and an Ellen. */
const GROUPS_OF = new Map<string, (readonly string[])[]>()
for (const group of GROUPS)
  for (const word of group) GROUPS_OF.set(word, [...(GROUPS_OF.get(word) ?? []), group])

/**
 * What else somebody with this name may be written down as, words as `nameWords` gives them, never the word itself. It works in
 * both directions, and across: Bill finds William and Billy. Not further: Bill finds Liam, and no other who is called Liam.
 */
export function otherFormsOf(word: string): string[] {
  const forms = new Set((GROUPS_OF.get(word) ?? []).flat())
  forms.delete(word)
  return [...forms]
}

/** The forms under one name as the list has them, for whoever makes up people: what a Margaret is called. */
export function petFormsOf(name: string): string[] {
  const forms = (list.names as Readonly<Record<string, string>>)[name]
  return forms === undefined ? [] : forms.split(' ')
}
