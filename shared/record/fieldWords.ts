import { careWords } from './careWords.ts'
import { personWords } from './personWords.ts'
import type { SectionName } from './sections.ts'

/**
 * A field by its path within the body, and what a nurse calls it. A list is 'items', one of it 'items[]', a field of that
 * 'items[].drug'. The branches of a union share their paths: a field of the same name is the same thing in each.
 */
export type FieldWords<Name extends string> = { readonly [Section in Name]: Readonly<Record<string, string>> }

/** What every field of every section is called: on its form, and where two versions are held against each other. */
export const fieldWords: FieldWords<SectionName> = { ...careWords, ...personWords }
