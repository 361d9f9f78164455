import type { z } from 'zod'
import { signatureHolds } from './anchorKey.ts'
import { hashing } from './hashing.ts'

export type Signed<T> = {
  hash(one: T): string
  /** As a line of a file, without the end of the line. */
  line(one: T, sign: (text: string) => string): string
  /** What a line holds; undefined when it is not one, or is not as it was signed. */
  read(line: string): T | undefined
}

/**
 * How anchors and statements are signed: a text with the fields in the order of the schema, whose hash what comes after it names,
 * signed with the key that it names itself.
 */
export function signedAs<T extends { key: string }>(name: string, schema: z.ZodType<T>): Signed<T> {
  const textOf = (one: T) => JSON.stringify(schema.parse(one))
  return {
    hash: one => hashing.ofText(textOf(one)),
    line: (one, sign) => JSON.stringify({ [name]: one, signature: sign(textOf(one)) }),
    read: line => {
      const { [name]: given, signature, ...others } = parsed(line)
      const one = schema.safeParse(given)
      if (!one.success || typeof signature !== 'string' || Object.keys(others).length > 0) return undefined
      return signatureHolds(one.data.key, textOf(one.data), signature) ? one.data : undefined
    },
  }
}

function parsed(line: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
