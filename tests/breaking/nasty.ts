import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { readJson } from '#server/platform/jsonEdge.ts'
import type { AnyRoute } from '#shared/route.ts'

export const HUGE = 9_007_199_254_740_991
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

/** As JSON text, so that what JavaScript cannot write (1e309, two keys of one name) can be sent too; null takes the field away. */
export const NASTY: readonly (readonly [name: string, json: string | null])[] = [
  ['nothing at all', null],
  ['NUL', '"a\\u0000b"'],
  ['a lone surrogate', '"a\\ud800b"'],
  ['ten thousand accents', JSON.stringify(`e${'\u0301'.repeat(10_000)}`)],
  ['right to left', JSON.stringify('\u202eenad\u202c \u2066x\u2069')],
  ['only spaces', JSON.stringify(' \t\u00a0\u2003 ')],
  ['quotes and backslashes', JSON.stringify('\\\'"%_;--/*\\*/ $1 {{x}}')],
  ['a pattern that never ends', JSON.stringify(`${'(a+)+'.repeat(200)}$`)],
  ['a hundred thousand letters', JSON.stringify('a'.repeat(100_000))],
  ['emoji', JSON.stringify('👩‍👩‍👧‍👦'.repeat(9))],
  ['zero', '0'],
  ['minus one', '-1'],
  ['a half', '0.5'],
  ['the last int4', '2147483647'],
  ['more than an int4', '2147483648'],
  ['the last safe number', String(HUGE)],
  ['more than an int8', '99999999999999999999'],
  ['infinity', '1e309'],
  ['true', 'true'],
  ['null', 'null'],
  ['a list', '["a"]'],
  ['an empty list', '[]'],
  ['an object', '{"a":{"b":1}}'],
  ['depth', deep(31)],
  ['too deep', deep(500)],
  ['a day that never was', '"2026-02-30"'],
  ['the year zero', '"0000-01-01"'],
  ['the year one', '"0001-01-01"'],
  ['the last year of four digits', '"9999-12-31"'],
  ['the last day there is', '"+275760-09-13"'],
  ['a moment in the year zero', '"0000-01-01T00:00:00Z"'],
  ['a moment in the year one', '"0001-01-01T00:00:00Z"'],
  ['a moment in the year 9999', '"9999-12-31T23:59:59.999999999Z"'],
  ['the last moment there is', '"+275760-09-13T00:00:00.000Z"'],
  ['a prototype', '{"__proto__":{"x":1}}'],
  ['the nil id', '"00000000-0000-0000-0000-000000000000"'],
  ['the last id', '"ffffffff-ffff-ffff-ffff-ffffffffffff"'],
]

/** In an address everything is text. */
export const NASTY_IN_ADDRESS: readonly string[] = [
  '',
  '-1',
  '0.5',
  '2147483647',
  '2147483648',
  String(HUGE),
  '99999999999999999999',
  '1e309',
  'NaN',
  '0x10',
  'one',
  '%00',
  '0000-01-01',
  '9999-12-31',
  '%2B275760-09-13',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '%2B275760-09-13T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
]

export type Leaf = readonly (string | number)[]

/** Every field, those that hold others too. */
export function leavesOf(value: unknown, path: Leaf = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key])),
  ]
}

/** The body as JSON with the text `json`, or nothing, where these leaves were. */
export function withNasty(body: object, leaves: readonly Leaf[], json: string | null): string {
  const mark = 'here-it-comes'
  const copy: Record<string, unknown> = JSON.parse(JSON.stringify(body)) // what stands in two places must change in one
  for (const leaf of leaves) {
    const holder = leaf
      .slice(0, -1)
      .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy) // a leaf is a path of the body
    holder[leaf.at(-1) ?? ''] = json === null ? undefined : mark
  }
  return JSON.stringify(copy).replaceAll(`"${mark}"`, () => String(json))
}

/** What the door makes of a body: nothing to say, or the fields that it names, with what it says of each. */
export function refusedAtTheDoor(
  route: AnyRoute,
  body: string,
): { because: string; fields: Record<string, string> } | undefined {
  const read = readJson(Buffer.from(body))
  if (read.kind === 'refused') return { because: read.because, fields: read.fields ?? {} }
  const { error } = route.body.safeParse(read.value, { error: plainSentence })
  return error && { because: '', fields: fieldSentences(error) }
}

/** Whether one of these is the field, or what holds it, or something in it. */
export function isNamed(fields: readonly string[], leaf: Leaf): boolean {
  const path = `${leaf.join('.')}.`
  return fields.some(field => path.startsWith(`${field}.`) || `${field}.`.startsWith(path))
}
