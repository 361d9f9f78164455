import { SECTION_NAMES, type SectionName, sectionOf, sections } from './sections.ts'
import { type Fields, type Shape, shapeOf } from './shape.ts'

/** One field of a section's body, at its path as `fieldWords` writes it. */
export type Field = {
  readonly path: string
  /** What it may hold; a field that may hold one of several things has all of them. */
  readonly kinds: ReadonlySet<Shape['kind']>
  /** The words of the keys it takes. */
  readonly choices: ReadonlyMap<string, string>
}

/** Fields that hold the names of sections: these are said by their titles. */
const NAMING_SECTIONS: { readonly [Name in SectionName]?: readonly string[] } = {
  sharingRestrictions: ['against.section', 'sections[]'],
}
const TITLES = SECTION_NAMES.map((name): [string, string] => [name, sectionOf(name).title])

const known = new Map<SectionName, ReadonlyMap<string, Field>>()

/** Every field that a section's schema allows, by path and in the schema's order, without the tree that a form needs. */
export function fieldsOf(section: SectionName): ReadonlyMap<string, Field> {
  const fields = known.get(section) ?? flat(section)
  known.set(section, fields)
  return fields
}

/** The keys of a group at a path, in the schema's order. */
export function keysBelow(section: SectionName, path: string): string[] {
  const start = path === '' ? '' : `${path}.`
  return [...fieldsOf(section).keys()].flatMap(each => {
    const rest = each.startsWith(start) ? each.slice(start.length) : ''
    return rest === '' || /[.[]/.test(rest) ? [] : [rest]
  })
}

/** The path of a key in the group at a path. */
export function pathOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** The path of what stands in the list at a path; choices of a list are at the list's own. */
export function elementOf(section: SectionName, path: string): string {
  return fieldsOf(section).has(`${path}[]`) ? `${path}[]` : path
}

/** What one branch of a shape says of the field at a path. */
type Part = { path: string; kind: Shape['kind']; choices?: readonly [string, string][] }

function flat(section: SectionName): ReadonlyMap<string, Field> {
  const naming = (NAMING_SECTIONS[section] ?? []).map(
    path => ({ path, kind: 'choice', choices: TITLES }) as const,
  )
  const parts = [...partsOf(shapeOf(sections[section].schema), ''), ...naming]
  return new Map(
    [...Map.groupBy(parts, ({ path }) => path)].map(([path, same]): [string, Field] => [
      path,
      {
        path,
        kinds: new Set(same.map(({ kind }) => kind)),
        choices: new Map(same.flatMap(({ choices = [] }) => choices)),
      },
    ]),
  )
}

function partsOf(shape: Shape, path: string): Part[] {
  const { kind } = shape
  const own: Part[] = path === '' ? [] : [{ path, kind }]
  switch (kind) {
    case 'group':
      return [...own, ...partsBelow(shape.fields, path)]
    case 'kinds':
      return [
        ...own,
        { path: pathOf(path, shape.by), kind: 'choice', choices: inWords(shape.choices) },
        ...Object.values(shape.options).flatMap(fields => partsBelow(fields, path)),
      ]
    case 'list':
      return [...own, ...partsOf(shape.of, `${path}[]`)]
    case 'itemOr':
      return [
        { path, kind, choices: [[shape.other, OTHERS[shape.other] ?? shape.other]] },
        { path: pathOf(path, shape.key), kind: 'item' },
      ]
    case 'choice':
    case 'choices':
      return [{ path, kind, choices: inWords(shape.choices) }]
    default:
      return own
  }
}

/** What stands where an item of the record might. */
const OTHERS: Readonly<Record<string, string>> = { patient: 'The person' }

function partsBelow(fields: Fields, path: string): Part[] {
  return Object.entries(fields).flatMap(([key, field]) => partsOf(field, pathOf(path, key)))
}

function inWords(choices: Readonly<Record<string, { readonly text: string }>>): [string, string][] {
  return Object.entries(choices).map(([key, { text }]) => [key, text])
}
