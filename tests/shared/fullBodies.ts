import { SECTION_NAMES, type SectionName, sections } from '#shared/record/sections.ts'
import { type Fields, type Shape, shapeOf } from '#shared/record/shape.ts'

/** What stands at a path of a body: one place where something can be written. */
export type Leaf = { section: SectionName; path: string; shape: Shape }

export const WORDS = 'Zqmarker'
/** An item of the record that others may point to. */
export const ANOTHER_ITEM = '5f0c1a52-9d1e-4a57-9f5e-0d5f0a1c2b3e'

/** A text shorter than this is a code with a form of its own. */
export const SHORT = 14

/** Every place of every section where something can be written, by its path as fieldWords writes it. */
export const LEAVES: readonly Leaf[] = SECTION_NAMES.flatMap(section => {
  const leaves = leavesOf(shapeOf(sections[section].schema), '')
  return [...new Map(leaves.map(leaf => [leaf.path, { section, ...leaf }])).values()]
})

/** Values that may be put at a leaf, each telling something else. */
export function valuesFor({ kind, ...shape }: Shape): unknown[] {
  const content = { kind, ...shape } as Shape
  switch (content.kind) {
    case 'text':
      return [content.max < SHORT ? 'Y12345' : WORDS]
    case 'yesNo':
      return [true, false]
    case 'date':
      return ['2031-02-03', '2018-04-05']
    case 'moment':
      return ['2025-02-03T04:05:00.000Z', '2026-01-02T04:05:00.000Z']
    case 'phone':
      return ['+441632960123', '+447700900456']
    case 'postcode':
      return ['WZ3 7QP', 'M1 1AE']
    case 'nhsNumber':
      return ['9990000018', '9990000026']
    case 'item':
      return [ANOTHER_ITEM]
    case 'coded':
      return [{ code: '450476008', system: 'snomed', text: WORDS }]
    case 'number':
      return [content.min, Math.min(content.max, content.min + 10)]
    case 'choice': {
      const keys = Object.keys(content.choices)
      return content.isNumber ? keys.map(Number) : keys
    }
    case 'choices':
      return Object.keys(content.choices).map(key => [key])
    case 'itemOr':
      return [{ [content.key]: ANOTHER_ITEM }, content.other]
    default:
      return []
  }
}

/** A body with what it needs and this at one place; with `undefined` everything around the place and nothing at it. */
export function bodyWith({ section, path }: Pick<Leaf, 'section' | 'path'>, value: unknown): unknown {
  return built(shapeOf(sections[section].schema), '', { path, value, isFull: false })
}

/** The same in a body that has everything. */
export function fullBodyWith({ section, path }: Pick<Leaf, 'section' | 'path'>, value: unknown): unknown {
  return built(shapeOf(sections[section].schema), '', { path, value, isFull: true })
}

/** Bodies that have everything: one for each kind of thing that the section may hold. */
export function fullBodies(section: SectionName): unknown[] {
  const shape = shapeOf(sections[section].schema)
  const kinds = shape.kind === 'kinds' ? Object.keys(shape.options) : ['']
  return kinds.map(kind => {
    const path = shape.kind === 'kinds' ? shape.by : ''
    return built(shape, '', { path, value: kind, isFull: true })
  })
}

type Wish = { path: string; value: unknown; isFull: boolean }

function built(shape: Shape, path: string, wish: Wish): unknown {
  if (path !== '' && path === wish.path) return wish.value
  switch (shape.kind) {
    case 'group':
      return fields(shape.fields, path, wish)
    case 'kinds': {
      const by = below(path, shape.by)
      const kinds = Object.keys(shape.options)
      const kind =
        wish.path === by
          ? String(wish.value)
          : (kinds.find(each => isIn(shape.options[each] ?? {}, path, wish.path)) ?? kinds[0] ?? '')
      return { [shape.by]: kind, ...fields(shape.options[kind] ?? {}, path, wish) }
    }
    case 'list':
      return shape.min > 0 || wish.isFull || wish.path.startsWith(`${path}[]`)
        ? [built(shape.of, `${path}[]`, wish)].filter(each => each !== undefined)
        : []
    case 'choices':
      return wish.isFull ? Object.keys(shape.choices).slice(0, 1) : []
    case 'text':
      return shape.max < SHORT ? 'A12345' : `Any ${path.replaceAll(/\W+/g, ' ')}`
    case 'item':
      return ANOTHER_ITEM
    case 'moment':
      return '2026-11-20T04:05:00.000Z'
    case 'date':
      return '2026-11-20'
    case 'coded':
      return { code: '450475007', system: 'snomed', text: 'Any code' }
    case 'itemOr':
      return shape.other
    default:
      return valuesFor(shape)[0]
  }
}

/** A group that needs nothing by itself and may not be empty. */
const NEVER_EMPTY = 'name.given'

function fields(of: Fields, path: string, wish: Wish): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(of)
      .filter(
        ([key, field]) =>
          field.isNeeded ||
          wish.isFull ||
          isAt(below(path, key), wish.path) ||
          below(path, key) === NEVER_EMPTY,
      )
      .map(([key, field]) => [key, built(field, below(path, key), wish)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

function isIn(of: Fields, path: string, wanted: string): boolean {
  return Object.keys(of).some(key => isAt(below(path, key), wanted))
}

function isAt(path: string, wanted: string): boolean {
  return wanted === path || wanted.startsWith(`${path}.`) || wanted.startsWith(`${path}[]`)
}

function leavesOf(shape: Shape, path: string): { path: string; shape: Shape }[] {
  switch (shape.kind) {
    case 'group':
      return leavesBelow(shape.fields, path)
    case 'kinds':
      return [
        { path: below(path, shape.by), shape: { ...shape, kind: 'choice', isNumber: false } },
        ...Object.values(shape.options).flatMap(each => leavesBelow(each, path)),
      ]
    case 'list':
      return leavesOf(shape.of, `${path}[]`)
    default:
      return [{ path, shape }]
  }
}

function leavesBelow(of: Fields, path: string): { path: string; shape: Shape }[] {
  return Object.entries(of).flatMap(([key, field]) => leavesOf(field, below(path, key)))
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
