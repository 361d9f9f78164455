import fc from 'fast-check'
import type { z } from 'zod'
import { type Body, parseBody, type SectionName, sections } from '#shared/record/sections.ts'

/** Bodies that a section allows, made from its schema, for promises that must hold of whatever nurses write. */
export function anyBody<Name extends SectionName>(section: Name): fc.Arbitrary<Body<Name>> {
  return anyOf(sections[section].schema)
    .filter(isBody)
    .map(body => bodyOf(section, body))

  function isBody(body: unknown) {
    return parseBody(section, body).success
  }
}

function bodyOf<Name extends SectionName>(section: Name, body: unknown): Body<Name> {
  const parsed = parseBody(section, body)
  if (!parsed.success) throw parsed.error
  return parsed.data
}

/** One of these suits every field that is written down: words, days, moments, numbers, codes. */
const WRITTEN = [
  ...['home', 'Angela', 'the red box', 'not before noon', 'Otley', 'in the kitchen', 'Ron’s', 'twice'],
  ...['1948-03-09', '2026-11-22', '2026-11-22T02:10:00.000Z', '2026-06-21T12:00:30.000Z'],
  ...[
    '+447700900123',
    '+441134960001',
    '9990000018',
    '9990000026',
    'B82001',
    'BD16 4XX',
    '450475007',
    '450476008',
  ],
  ...['6f1f3c52-7d1e-4a57-9f5e-0d5f0a1c2b3d', '0b8a4c1e-1111-4222-8333-444455556666'],
]
const NUMBERS = [0, 1, 2, 3, 4, 10, 50, 100]
const anySentence = fc
  .array(fc.constantFrom(...WRITTEN.slice(0, 8)), { minLength: 10, maxLength: 24 })
  .map(words => words.join(' '))

function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod // zod's own kinds, told apart by def.type
  switch (def.type) {
    case 'optional':
      return fc.option(anyOf(def.innerType), { nil: undefined })
    case 'union':
      return fc.oneof(...def.options.map(anyOf))
    case 'array':
      return fc.array(anyOf(def.element), { maxLength: 3 })
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, anyOf(value)])),
      )
    case 'record':
      return fc.dictionary(fc.constantFrom(...keysOf(def.keyType).map(String)), anyOf(def.valueType), {
        maxKeys: 4,
      })
    case 'enum':
    case 'literal':
      return fc.constantFrom(...keysOf(schema))
    case 'number':
      return fc.constantFrom(...NUMBERS.filter(number => takes(schema, number)))
    case 'boolean':
      return fc.boolean()
    case 'string':
    case 'pipe':
      return anyWritten(schema)
    default:
      throw new Error(`no body can be made of ${def.type}`)
  }
}

function anyWritten(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const short = fc.constantFrom(...WRITTEN.filter(text => takes(schema, text)))
  return fc.oneof(
    { weight: 3, arbitrary: short },
    ...(takes(schema, WRITTEN.join(' ').slice(0, 250)) ? [anySentence] : []),
  )
}

function takes(schema: z.core.$ZodType, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success // every schema of ours is zod's own
}

function keysOf(schema: z.core.$ZodType): (string | number)[] {
  const { def } = (schema as z.core.$ZodTypes)._zod // zod's own kinds, told apart by def.type
  const keys =
    def.type === 'enum' ? Object.values(def.entries) : def.type === 'literal' ? [...def.values] : []
  return keys.filter(key => typeof key === 'string' || typeof key === 'number')
}
