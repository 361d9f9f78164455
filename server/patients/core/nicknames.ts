import { nameWords } from './nameWords.ts'
import list from './nicknames.json' with { type: 'json' }

/** Names that are one name: as it is written, and its words, the name itself first, then what people make of it. */
type Group = { name: string; words: readonly string[] }
const GROUPS: readonly Group[] = Object.entries(list.names).map(([name, forms]) => ({
  name,
  words: nameWords(`${name} ${forms}`),
}))

/** For each word the groups it stands in: Nell is an Eleanor, a Helen and an Ellen. */
const GROUPS_OF = new Map<string, Group[]>()
for (const group of GROUPS)
  for (const word of group.words) GROUPS_OF.set(word, [...(GROUPS_OF.get(word) ?? []), group])

/**
 * What else somebody with this name may be written down as, words as `nameWords` gives them, never the word itself. It works in
 * both directions, and across: Bill finds William and Billy. Not further: Bill finds Liam, and no other who is called Liam.
 */
export function otherFormsOf(word: string): string[] {
  const forms = new Set((GROUPS_OF.get(word) ?? []).flatMap(({ words }) => words))
  forms.delete(word)
  return [...forms]
}

/**
 * How two people's first names are one, as they are written: 'Ron is short for Ronald', in whichever order they come. Each name that one
 * of them has alone must be a form of the other's. Undefined where it is not, and where they are the same.
 */
export function sayOneName(one: string, other: string): string | undefined {
  const [these, those] = [without(one, other), without(other, one)]
  const says = these.map((name, place) => oneName(name, those[place] ?? ''))
  const isOne = says.length > 0 && these.length === those.length && !says.includes(undefined)
  return isOne ? says.join(', ') : undefined
}

/** The names in `text` that are not in the other, as they are written. */
function without(text: string, other: string): string[] {
  const known = nameWords(other)
  return text.split(/\s+/).filter(name => nameWords(name).some(word => !known.includes(word)))
}

function oneName(one: string, other: string): string | undefined {
  const [a, b] = [one, other].map(text => nameWords(text).join(' '))
  const common = (GROUPS_OF.get(a ?? '') ?? []).filter(({ words }) => words.includes(b ?? ''))
  const formOf = (form: string, name: string) =>
    form.length < name.length ? `${form} is short for ${name}` : `${form} is a form of ${name}`
  if (common.some(({ words: [itself] }) => itself === b)) return formOf(one, other)
  if (common.some(({ words: [itself] }) => itself === a)) return formOf(other, one)
  return common[0] && `${one} and ${other} are forms of ${common[0].name}`
}

/** The forms under one name as the list has them, for whoever makes up people: what a Margaret is called. */
export function petFormsOf(name: string): string[] {
  const forms = (list.names as Readonly<Record<string, string>>)[name]
  return forms === undefined ? [] : forms.split(' ')
}
