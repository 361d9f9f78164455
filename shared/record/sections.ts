import { z } from 'zod'
import { careSections } from './careSections.ts'
import { personSections } from './personSections.ts'
import type { Section } from './section.ts'

/** Every section of the record, by name. Stored with each entry: names are never changed, only added. */
export const sections = { ...careSections, ...personSections } as const satisfies Record<string, Section>

export type SectionName = keyof typeof sections
export const SECTION_NAMES = Object.keys(sections) as [SectionName, ...SectionName[]] // keys of a const object
export const SectionName = z.enum(SECTION_NAMES)
/** What a section's entries hold, after parsing. */
export type Body<Name extends SectionName> = z.output<(typeof sections)[Name]['schema']>

/** A section with its optional properties, for code that walks over all of them. */
export function sectionOf(name: SectionName): Section {
  return sections[name]
}

/** Parses a body by its section's schema: the same door in and out. Refuses as zod's safeParse does. */
export function parseBody<Name extends SectionName>(name: Name, body: unknown) {
  // One section's schema gives that section's body; TypeScript does not follow the index.
  return sections[name].schema.safeParse(body) as z.ZodSafeParseResult<Body<Name>>
}
