import fc from 'fast-check'
import { z } from 'zod'
import { NhsNumber } from '#shared/nhsNumber.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Coded } from '#shared/record/coded.ts'
import { Postcode } from '#shared/record/who.ts'
import { textShape } from '#shared/text.ts'

/** Bodies that a schema may accept, by its zod parts: every optional field there and not there, lists of every length. */
export function bodiesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const known = KNOWN.find(([each]) => each === schema)
  if (known) return known[1]
  if (textShape.get(schema)) return texts
  if (schema instanceof z.ZodOptional) return fc.option(bodiesOf(schema.unwrap()), { nil: undefined })
  if (schema instanceof z.ZodObject) return objects(schema.shape)
  if (schema instanceof z.ZodRecord) return fc.dictionary(keysOf(schema.keyType), bodiesOf(schema.valueType))
  if (schema instanceof z.ZodArray) return fc.array(bodiesOf(schema.element), { maxLength: 4 })
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(bodiesOf))
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodISODate) return days
  if (schema instanceof z.ZodISODateTime) return moments
  if (schema instanceof z.ZodUUID) return fc.uuid()
  if (schema instanceof z.ZodNumber) return numbers(schema)
  if (schema instanceof z.ZodString) return fc.constantFrom('B83012', 'A12345')
  throw new Error(`no bodies for ${schema._zod.def.type}`)
}

/** Words as they are typed and pasted: spaces, line ends, other scripts. */
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('Ann\nBill', '  by the window ', '07700 900 123', 'yes', '24 11 2026', '“No”, she said'),
)
const days = fc
  .date({ min: new Date('1800-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const moments = fc
  .tuple(days, fc.nat(86_399), fc.constantFrom('', '.1', '.123'))
  .map(([day, second, fraction]) => {
    const clock = new Date(second * 1_000).toISOString().slice(11, 19)
    return `${day}T${clock}${fraction}Z`
  })
const codes = fc.constantFrom('450476008', '713079002', '110481000000108')

const KNOWN: readonly (readonly [z.core.$ZodType, fc.Arbitrary<unknown>])[] = [
  [E164, fc.stringMatching(/^\+[1-9]\d{6,14}$/)],
  [NhsNumber, fc.constantFrom('9990000018', '999 000 0018')],
  [Postcode, fc.constantFrom('wz3 7qp', 'GIR 0AA', 'M1 1AE')],
  [Coded, fc.record({ code: codes, system: fc.constant('snomed'), text: texts })],
]

function objects(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, bodiesOf(field)]))
  // A field that is not there is left out, as JSON leaves it out.
  return fc
    .record(fields)
    .map(body => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)))
}

function keysOf(schema: z.core.$ZodType): fc.Arbitrary<string> {
  return fc.constantFrom(...(schema instanceof z.ZodEnum ? schema.options.map(String) : []))
}

function numbers(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = schema.minValue ?? -1_000
  const max = Math.min(schema.maxValue ?? 1_000, 100_000)
  return schema.isInt ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
}
