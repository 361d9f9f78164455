import { fieldWords } from '#shared/record/fieldWords.ts'
import { NOT_LATER, REVIEWS } from '#shared/record/notLater.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { type Content, type Fields, type Shape, shapeOf } from '#shared/record/shape.ts'
import { type Choice, choicesAt, choicesFrom, itemsOf } from './choices.ts'
import { first } from './words/first.ts'
import { hints } from './words/hints.ts'

/** What a field of a form takes. */
export type Takes =
  | { readonly kind: 'line' | 'text'; readonly max: number }
  /** A list of short texts, one on each line. */
  | { readonly kind: 'lines'; readonly min: number; readonly max: number }
  | { readonly kind: 'yesNo' | 'phone' | 'postcode' | 'nhsNumber' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly isWhole: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly isNumber: boolean }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'date' | 'moment'; readonly when: When }
  /** Another item of the record, or `other`, which is no item. With a `key` the item stands below it. */
  | { readonly kind: 'item'; readonly of: SectionName; readonly other?: Choice; readonly key?: string }
  /** Never typed: it came with the words of the field `goesWith`, and goes when they change. */
  | { readonly kind: 'kept'; readonly goesWith: string }
  | { readonly kind: 'list'; readonly of: Field; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | {
      readonly kind: 'kinds'
      readonly by: Field
      readonly options: Readonly<Record<string, readonly Field[]>>
    }

/** Whether a day or moment must have come already, is a review, or may be any. */
export type When = 'past' | 'review' | 'any'

/** One field of a form: what it takes, and every word about it. */
export type Field = Takes & {
  /** Its name within its group: the key in the body. */
  readonly name: string
  /** As in fieldWords: 'items[].drug'. */
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly isNeeded: boolean
  readonly mayBeUnknown: boolean
  /** Shown at once; the others wait behind "More". */
  readonly isFirst: boolean
}

/** The form of a section: its schema with the words that a nurse uses. The same each time for a section. */
export function formOf(section: SectionName): Field {
  const known = made.get(section)
  if (known) return known
  const shape = shapeOf(sectionOf(section).schema)
  const form = fieldOf({ section, path: '', name: '' }, shape)
  made.set(section, form)
  return form
}

const made = new Map<SectionName, Field>()

type Place = { section: SectionName; path: string; name: string }

function fieldOf(place: Place, shape: Shape, before: readonly string[] = []): Field {
  const { section, path, name } = place
  const hint = hints[section]?.[path]
  return {
    ...takes(place, shape, before),
    name,
    path,
    label: path === '' ? sectionOf(section).title : (fieldWords[section][path] ?? name),
    ...(hint === undefined ? {} : { hint }),
    isNeeded: shape.isNeeded,
    mayBeUnknown: shape.mayBeUnknown,
    isFirst: isFirst(section, path),
  }
}

/** `before` are the texts before it in its group. */
function takes(place: Place, shape: Content, before: readonly string[]): Takes {
  const { section, path, name } = place
  const said = choicesAt(section, path)
  switch (shape.kind) {
    case 'text':
      if (said) return { kind: 'choice', choices: said, isNumber: false }
      return { kind: shape.isLong ? 'text' : 'line', max: shape.max }
    case 'choice':
      return { kind: 'choice', choices: choicesFrom(shape.choices), isNumber: shape.isNumber }
    case 'choices':
      return { kind: 'choices', choices: choicesFrom(shape.choices) }
    case 'date':
    case 'moment':
      return { kind: shape.kind, when: whenOf(name) }
    case 'coded':
      return { kind: 'kept', goesWith: before.at(-1) ?? '' }
    case 'item': {
      const of = itemsOf(name)
      return of ? { kind: 'item', of } : { kind: 'kept', goesWith: before.at(-1) ?? '' }
    }
    case 'itemOr': {
      const of = itemsOf(shape.key)
      if (!of) throw new Error(`${section} ${path} points to an item that no section holds`)
      return { kind: 'item', of, key: shape.key, other: { value: shape.other, says: 'The person' } }
    }
    case 'list':
      if (said) return { kind: 'choices', choices: said }
      if (shape.of.kind === 'text') return { kind: 'lines', min: shape.min, max: shape.max }
      return {
        kind: 'list',
        of: fieldOf({ section, path: `${path}[]`, name }, shape.of),
        min: shape.min,
        max: shape.max,
      }
    case 'group':
      return { kind: 'group', fields: fieldsOf(place, shape.fields) }
    case 'kinds': {
      const by = {
        kind: 'choice',
        choices: shape.choices,
        isNumber: false,
        isNeeded: true,
        mayBeUnknown: false,
      } as const
      return {
        kind: 'kinds',
        by: fieldOf(below(place, shape.by), by),
        options: Object.fromEntries(
          Object.entries(shape.options).map(([kind, fields]) => [kind, fieldsOf(place, fields)]),
        ),
      }
    }
    case 'number':
      return { kind: 'number', min: shape.min, max: shape.max, isWhole: shape.isWhole }
    default:
      return { kind: shape.kind }
  }
}

function fieldsOf(place: Place, fields: Fields): Field[] {
  const texts: string[] = []
  const inSchema = Object.entries(fields).map(([name, shape]) => {
    const field = fieldOf(below(place, name), shape, texts)
    if (shape.kind === 'text') texts.push(name)
    return field
  })
  const order = first[place.section] ?? []
  return inSchema.toSorted((a, b) => rank(order, a) - rank(order, b))
}

/** Those that matter first in the order of their list, then the others in that of the schema. */
function rank(order: readonly string[], { path }: Field): number {
  return order.includes(path) ? order.indexOf(path) : order.length
}

function below({ section, path }: Place, name: string): Place {
  return { section, name, path: path === '' ? name : `${path}.${name}` }
}

function whenOf(name: string): When {
  if (REVIEWS.has(name)) return 'review'
  return NOT_LATER.has(name) ? 'past' : 'any'
}

function isFirst(section: SectionName, path: string): boolean {
  if (path === '' || path.endsWith('[]')) return true // the whole form, and a row of a list that is shown
  const named = (first[section] ?? []).filter(each => parentOf(each) === parentOf(path))
  return named.length === 0 || named.includes(path)
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}
