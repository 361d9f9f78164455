import { z } from 'zod'
import { NhsNumber } from '../nhsNumber.ts'
import { E164 } from '../phoneNumber.ts'
import { textShape } from '../text.ts'
import { type Choice, Coded, choicesOf } from './coded.ts'
import { Postcode } from './who.ts'

type Choices = Readonly<Record<string, Choice>>

/** What one field may hold. */
export type Content =
  | { readonly kind: 'text'; readonly isLong: boolean; readonly max: number }
  | { readonly kind: 'yesNo' | 'date' | 'moment' | 'phone' | 'postcode' | 'nhsNumber' | 'item' | 'coded' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly isWhole: boolean }
  /** `isNumber`: the keys stand for numbers, as the ends of a scale do. */
  | { readonly kind: 'choice'; readonly choices: Choices; readonly isNumber: boolean }
  | { readonly kind: 'choices'; readonly choices: Choices }
  /** Another item of the record under `key`, or the one thing that is no item. */
  | { readonly kind: 'itemOr'; readonly key: string; readonly other: string }
  | { readonly kind: 'list'; readonly of: Shape; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly fields: Fields }
  /** One of several kinds of thing, told apart by the field `by`; each kind has fields of its own. */
  | { readonly kind: 'kinds'; readonly by: string; readonly choices: Choices; readonly options: Options }

export type Shape = Content & {
  /** False when it may be left out. */
  readonly isNeeded: boolean
  /** It may say why there is no value: see `orUnknown`. */
  readonly mayBeUnknown: boolean
}
export type Fields = Readonly<Record<string, Shape>>
type Options = Readonly<Record<string, Fields>>

/** What a body may hold, read from its schema: the forms have no second list of fields. Throws on a kind it does not know. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodOptional) return { ...shapeOf(schema.unwrap()), isNeeded: false }
  const value = schema instanceof z.ZodUnion ? schema.options.find(isValue) : undefined
  if (value && schema instanceof z.ZodUnion && !schema.options.every(isValue))
    return { ...shapeOf(value), mayBeUnknown: true }
  return { ...contentOf(schema), isNeeded: true, mayBeUnknown: false }
}

function contentOf(schema: z.core.$ZodType): Content {
  const alike = KNOWN.find(([known]) => known === schema)
  if (alike) return { kind: alike[1] }
  const text = textShape.get(schema)
  if (text) return { kind: 'text', ...text }
  if (schema instanceof z.ZodBoolean) return { kind: 'yesNo' }
  if (schema instanceof z.ZodISODate) return { kind: 'date' }
  if (schema instanceof z.ZodISODateTime) return { kind: 'moment' }
  if (schema instanceof z.ZodUUID) return { kind: 'item' }
  if (schema instanceof z.ZodString) return { kind: 'text', isLong: false, max: SHORT }
  if (schema instanceof z.ZodNumber) return numberOf(schema)
  if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: wordsOf(schema), isNumber: false }
  if (schema instanceof z.ZodArray) return listOf(schema)
  if (schema instanceof z.ZodObject) return { kind: 'group', fields: fieldsOf(schema.shape) }
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    const one = { ...shapeOf(schema.valueType), isNeeded: false }
    return { kind: 'group', fields: Object.fromEntries(schema.keyType.options.map(key => [key, one])) }
  }
  if (schema instanceof z.ZodDiscriminatedUnion) return kindsOf(schema)
  if (schema instanceof z.ZodUnion) return eitherOf(schema.options)
  throw new Error(`no form for a field of this kind: ${schema._zod.def.type}`)
}

/** Schemas that are known by themselves, not by what they are made of. */
const KNOWN: readonly (readonly [z.core.$ZodType, 'phone' | 'nhsNumber' | 'postcode' | 'coded'])[] = [
  [E164, 'phone'],
  [NhsNumber, 'nhsNumber'],
  [Postcode, 'postcode'],
  [Coded, 'coded'],
]
/** A code of an organisation, which has a pattern instead of a length. */
const SHORT = 12
/** A step this small is a list to choose from, not a number to type. */
const MOST_STEPS = 11

function numberOf(schema: z.ZodNumber): Content {
  const [min, max] = [
    schema.minValue ?? Number.NEGATIVE_INFINITY,
    schema.maxValue ?? Number.POSITIVE_INFINITY,
  ]
  const step = checksOf(schema).multiple_of ?? (schema.isInt ? 1 : 0)
  const steps = step > 0 ? (max - min) / step + 1 : Number.POSITIVE_INFINITY
  if (steps > MOST_STEPS) return { kind: 'number', min, max, isWhole: schema.isInt }
  return {
    kind: 'choice',
    choices: numbers(Array.from({ length: steps }, (_, at) => min + at * step)),
    isNumber: true,
  }
}

function listOf(schema: z.ZodArray): Content {
  const { min_length: min = 0, max_length: max = Number.POSITIVE_INFINITY } = checksOf(schema)
  if (schema.element instanceof z.ZodEnum) return { kind: 'choices', choices: wordsOf(schema.element) }
  return { kind: 'list', of: shapeOf(schema.element), min, max }
}

function kindsOf(schema: z.ZodDiscriminatedUnion): Content {
  const by = schema.def.discriminator
  const options = schema.options.flatMap(option => {
    const kind = option instanceof z.ZodObject ? option.shape[by] : undefined
    if (!(option instanceof z.ZodObject && kind instanceof z.ZodLiteral)) return []
    const { [by]: _, ...fields } = option.shape
    return [[String(kind.value), fieldsOf(fields)] as const]
  })
  return { kind: 'kinds', by, choices: wordsOf(schema), options: Object.fromEntries(options) }
}

function eitherOf(options: readonly z.core.$ZodType[]): Content {
  const values = options.map(option => (option instanceof z.ZodLiteral ? option.value : undefined))
  if (values.every(value => typeof value === 'number'))
    return { kind: 'choice', choices: numbers(values), isNumber: true }
  const other = values.find(value => typeof value === 'string')
  const item = options.find(option => option instanceof z.ZodObject)
  const [key] = Object.keys(item?.shape ?? {})
  if (other !== undefined && key !== undefined && options.length === 2) return { kind: 'itemOr', key, other }
  throw new Error('no form for this union')
}

function fieldsOf(shape: Readonly<Record<string, z.core.$ZodType>>): Fields {
  return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, shapeOf(field)]))
}

function wordsOf(schema: z.core.$ZodType): Choices {
  const choices = choicesOf(schema)
  if (!choices) throw new Error('these choices have no words')
  return choices
}

function numbers(list: readonly number[]): Choices {
  return Object.fromEntries(list.map(each => [String(each), { text: String(each) }]))
}

/** Bounds by their zod name: 'min_length', 'max_length', 'multiple_of'. */
function checksOf(schema: z.core.$ZodType): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(
    (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) => {
      const bound = [...BOUNDS].flatMap(name => (name in def ? [Reflect.get(def, name) as unknown] : []))[0]
      return typeof bound === 'number' ? [[def.check, bound]] : []
    }),
  )
}
const BOUNDS = ['minimum', 'maximum', 'value'] as const

/** Not the branch of `orUnknown` that says why there is no value. */
function isValue(option: z.core.$ZodType): boolean {
  return !(option instanceof z.ZodObject && 'unknown' in option.shape)
}
