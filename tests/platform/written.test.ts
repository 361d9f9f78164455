import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Written } from '#server/platform/written.ts'

const Part = z.strictObject({ words: z.string() })
const Whole = z.object({ part: Part, number: z.int(), maybe: z.string().optional() })

describe('a reply written in parts', () => {
  test('is the JSON of the whole reply', () => {
    const part = Written.whole(Part, { words: 'a "quoted" word' })

    const written = Written.parts(Whole, { part, number: 3, maybe: undefined })

    expect(JSON.parse(written.json)).toEqual({ part: { words: 'a "quoted" word' }, number: 3 })
  })

  test('refuses a part that is not what the schema promises, and says nothing of its value', () => {
    const part = Written.whole(Part, { words: 'fine' })

    expect(() => Written.parts(Whole, { part, number: 'Margaret' as never, maybe: undefined })).toThrow(
      /: number$/,
    )
    expect(() => Written.whole(Part, { words: 'fine', secret: 1 } as never)).toThrow(/not what/)
  })

  test('refuses a part that was written by another schema, however alike', () => {
    const Twin = z.strictObject({ words: z.string() })
    const part = Written.whole(Twin, { words: 'fine' })

    expect(() => Written.parts(Whole, { part, number: 1, maybe: undefined })).toThrow(/another schema/)
  })

  test('refuses a part that the schema does not name, and one that is missing', () => {
    const part = Written.whole(Part, { words: 'fine' })

    expect(() => Written.parts(Whole, { part, number: 1, more: 'x' } as never)).toThrow(/more/)
    expect(() => Written.parts(Whole, { part } as never)).toThrow(/number/)
  })

  test('an object with rules of its own is written whole', () => {
    const Ruled = z.object({ from: z.int(), to: z.int() }).refine(({ from, to }) => from < to)

    expect(() => Written.parts(Ruled, { from: 2, to: 1 })).toThrow(/whole/)
    expect(() => Written.whole(Ruled, { from: 2, to: 1 })).toThrow(/not what/)
  })
})
