import type { z } from 'zod'

/**
 * A reply, or a part of one, that was held against its schema and is written as JSON. It may be kept and sent again: nothing
 * leaves that was not parsed, and what was parsed once is not parsed again. Made only by the two functions below.
 */
export class Written<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema
  readonly json: string

  private constructor(schema: Schema, json: string) {
    this.schema = schema
    this.json = json
  }

  static whole<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): Written<Schema> {
    return new Written(schema, jsonOf(schema, value) ?? 'null')
  }

  /** From parts that are written already, each by the schema that the whole names for it, and others that are parsed now. */
  static parts<Shape extends z.core.$ZodLooseShape>(
    schema: z.ZodObject<Shape>,
    parts: {
      [Key in keyof Shape]: z.input<Shape[Key]> | (Shape[Key] extends z.ZodType ? Written<Shape[Key]> : never)
    },
  ): Written<z.ZodObject<Shape>> {
    if (schema.def.checks?.length) throw new Error('an object with rules of its own is written whole')
    const given: Readonly<Record<string, unknown>> = parts
    const unknown = Object.keys(given).filter(name => !Object.hasOwn(schema.shape, name))
    if (unknown.length > 0) throw new Error(`parts that the schema does not name: ${unknown.join(', ')}`)
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, part]) => {
      const json = jsonOf(part, given[name], name)
      return json === undefined ? [] : [`${JSON.stringify(name)}:${json}`]
    })
    return new Written(schema, `{${fields.join(',')}}`)
  }
}

/** Undefined for what may be absent and is. The values that are wrong stay out of the message: they may be a person's. */
function jsonOf(schema: z.ZodType, value: unknown, name?: string): string | undefined {
  if (value instanceof Written) {
    if (value.schema === schema) return value.json
    throw new Error(`${name ?? 'this'} was written by another schema`)
  }
  const result = schema.safeParse(value)
  if (result.success) return JSON.stringify(result.data)
  const paths = result.error.issues.map(issue => [...(name ? [name] : []), ...issue.path].join('.'))
  throw new Error(`a reply is not what its schema promises: ${paths.join(', ')}`)
}
