import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFields, readJson } from '#server/platform/jsonEdge.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('ordinary JSON is read as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), value => {
      const plain = JSON.parse(JSON.stringify(value).replaceAll('\\u0000', ''))
      fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(plain)))

      expect(readJson(bytes(JSON.stringify(plain)))).toEqual({ kind: 'read', value: plain })
    }),
  )
})

test('whatever the bytes are, there is an answer and no exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), given => {
      expect(['read', 'refused']).toContain(readJson(given).kind)
    }),
  )
})

test.each([
  ['half a document', '{"a":'],
  ['a comment', '{"a":1} // b'],
  ['a hundred thousand brackets', '['.repeat(100_000)],
  ['deep nesting', `${'['.repeat(40)}${']'.repeat(40)}`],
  ['very many parts', JSON.stringify(Array.from({ length: 30_000 }, () => 1))],
  ['a key that reaches the prototype, deep down', '{"a":[{"b":{"__proto__":{"c":1}}}]}'],
  ['the same spelled with escapes', '{"\\u005f_proto__":1}'],
  ['a constructor', '{"constructor":{"prototype":{}}}'],
  ['NUL in a text', '{"name":"a\\u0000b"}'],
  ['NUL in a key', '{"a\\u0000":1}'],
])('%s is refused', (_, text) => {
  expect(readJson(bytes(text)).kind).toBe('refused')
})

test('bytes that are not UTF-8 are refused, and the place of a NUL is named', () => {
  expect(readJson(new Uint8Array([0x22, 0xff, 0x22])).kind).toBe('refused')
  expect(readJson(bytes('{"caller":{"name":"a\\u0000"}}'))).toMatchObject({
    fields: { 'caller.name': expect.any(String) },
  })
})

test('half a surrogate becomes the sign for an unreadable character, instead of being altered later in silence', () => {
  expect(readJson(bytes('{"name":"a\\ud800b"}'))).toEqual({ kind: 'read', value: { name: 'a\ufffdb' } })
})

test('a field given twice in an address is refused, not guessed at', () => {
  expect(readFields({ after: ['1', '2'] })).toMatchObject({
    kind: 'refused',
    fields: { after: expect.any(String) },
  })
})
