import type { z } from 'zod'

/**
 * Values of a schema in which each branch, each name of a list and each thing that may be missing is there at least once; `write`
 * makes what is text. A kind of schema that is not known here is refused, so that nothing is left out in silence.
 */
export function everyShape(
  schema: z.core.$ZodType,
  write: (schema: z.ZodType) => string | undefined,
): unknown[] {
  const { def } = (schema as z.core.$ZodTypes)._zod // zod's own kinds, told apart by def.type
  switch (def.type) {
    case 'optional':
      return [...everyShape(def.innerType, write), undefined]
    case 'nullable':
      return [...everyShape(def.innerType, write), null]
    case 'default':
      return everyShape(def.innerType, write)
    case 'union':
      return def.options.flatMap(option => everyShape(option, write))
    case 'array':
      return [everyShape(def.element, write)]
    case 'object':
      return everyObject(def.shape, write)
    case 'enum':
      return Object.values(def.entries)
    case 'literal':
      return [...def.values]
    case 'number':
      return [1]
    case 'boolean':
      return [true, false]
    case 'string': {
      const text = write(schema as z.ZodType) // every schema of ours is zod's own
      if (text !== undefined) return [text]
      throw new Error('no text is known that this takes')
    }
    default:
      throw new Error(`no value can be made of ${def.type}`)
  }
}

/** As many as the field with the most has; texts are written anew for each. */
function everyObject(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  write: (schema: z.ZodType) => string | undefined,
): object[] {
  const fields = Object.entries(shape)
  const most = Math.max(1, ...fields.map(([, field]) => everyShape(field, write).length))
  return Array.from({ length: most }, (_, i) =>
    Object.fromEntries(
      fields.map(([name, field]) => {
        const values = everyShape(field, write)
        return [name, values[i % values.length]]
      }),
    ),
  )
}
