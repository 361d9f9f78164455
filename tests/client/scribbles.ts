import fc from 'fast-check'
import type { Field } from '#client/patients/form/core/field.ts'
import type { Value } from '#client/patients/form/core/value.ts'
import { NotKnown } from '#shared/record/knownState.ts'

/** Whatever a hand can leave in the fields of a form: nothing, half of something, too much, another language, a cat's walk. */
export function scribblesIn(field: Field): fc.Arbitrary<Value> {
  if (!field.mayBeUnknown) return contentIn(field)
  return fc.record({
    kind: fc.constant('orWhyNot' as const),
    whyNot: fc.constantFrom('' as const, ...NotKnown.options),
    value: contentIn(field),
  })
}

function contentIn(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'moment':
      return fc.record({ kind: fc.constant('moment' as const), date: scribble, time: scribble })
    case 'lines':
      return fc.record({ kind: fc.constant('lines' as const), text: scribble, isThere: fc.boolean() })
    case 'choices':
      return fc.record({
        kind: fc.constant('chosen' as const),
        values: fc.subarray(field.choices.map(({ value }) => value)),
        isThere: fc.boolean(),
      })
    case 'kept':
      return fc.constant({ kind: 'kept', was: undefined, words: '', isRight: '' })
    case 'list':
      return fc.record({
        kind: fc.constant('rows' as const),
        rows: fc.array(fc.record({ id: fc.nat(), value: scribblesIn(field.of) }), { maxLength: 3 }),
        isThere: fc.boolean(),
      })
    case 'group':
      return fc.record({
        kind: fc.constant('group' as const),
        fields: valuesIn(field.fields),
        isThere: fc.boolean(),
      })
    case 'kinds':
      return fc.record({
        kind: fc.constant('kinds' as const),
        chosen: fc.constantFrom('', ...Object.keys(field.options)),
        fields: valuesIn(Object.values(field.options).flat()),
      })
    case 'yesNo':
      return typed(fc.constantFrom('', 'yes', 'no'))
    case 'choice':
      return typed(fc.constantFrom('', ...field.choices.map(({ value }) => value)))
    case 'item':
      return typed(fc.oneof(fc.constant(''), fc.uuid()))
    default:
      return typed(scribble)
  }
}

const scribble = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '24',
    '24 11',
    '24 11 2026',
    '31 2 2026',
    '02:40',
    '25:00',
    '2 pm',
    '-1',
    '1e9',
    '07700',
  ),
  fc.constantFrom(
    '07700 900123',
    '+44 (0) 7700 900123',
    'WZ3 7QP',
    '999 000 0018',
    'x'.repeat(5_000),
    'key safe 1234',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)

function typed(text: fc.Arbitrary<string>): fc.Arbitrary<Value> {
  return text.map(each => ({ kind: 'typed', text: each }))
}

function valuesIn(fields: readonly Field[]): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return fc.record(Object.fromEntries(fields.map(field => [field.name, scribblesIn(field)])))
}
