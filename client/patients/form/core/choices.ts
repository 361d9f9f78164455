import type { Choice as Coded } from '#shared/record/coded.ts'
import { PART_NAMES, partTitle } from '#shared/record/parts.ts'
import type { SectionName } from '#shared/record/sections.ts'

/** One thing to choose: what is kept, and what it says. */
export type Choice = { readonly value: string; readonly says: string }

/** A value set as choices, in its own order. */
export function choicesFrom<Key extends string>(
  set: Readonly<Record<Key, Coded>>,
): { value: Key; says: string }[] {
  // Object.keys of a value set: exactly its keys.
  return (Object.keys(set) as Key[]).map(value => ({ value, says: set[value].text }))
}

/** The choices of a field that its schema holds as a text: the parts of the record, where sharing them is limited. */
export function choicesAt(section: SectionName, path: string): readonly Choice[] | undefined {
  const isPart = section === 'sharingRestrictions' && (path === 'sections' || path === 'against.section')
  return isPart ? PARTS : undefined
}

const PARTS: readonly Choice[] = PART_NAMES.map(name => ({ value: name, says: partTitle(name) }))

/** The section whose items a field points to, by the field's name; undefined when it points outside of the record. */
export function itemsOf(name: string): SectionName | undefined {
  return ITEMS[name]
}

const ITEMS: Readonly<Record<string, SectionName>> = {
  contactItem: 'personalContacts',
  documentItem: 'documents',
  addressItem: 'addresses',
  laterLpaItem: 'lpa',
}
