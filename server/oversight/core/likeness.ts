import { nameWords } from '#server/patients/core/nameWords.ts'

/** How staff are called before their names. */
const TITLES = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'prof',
  'professor',
  'rev',
  'sister',
  'nurse',
  'matron',
])

/** The words of a name without its titles, and those of its last part: 'Dr Ann Lee-Smith' has the family 'lee', 'smith'. */
export function namesOf(name: string): { words: string[]; family: string[] } {
  const all = name.split(/\s+/).filter(part => nameWords(part).length > 0)
  const parts = all.filter(part => nameWords(part).some(word => !TITLES.has(word)))
  // 'Sadiq' alone may be a first name; 'Dr Sadiq' is a family's.
  const hasFamily = parts.length > 1 || all.length > parts.length
  return { words: nameWords(parts.join(' ')), family: hasFamily ? nameWords(parts.at(-1) ?? '') : [] }
}
