import { z } from 'zod'

export type SchemaField = { path: string; schema: z.core.$ZodType }

/** Every field that a schema allows, its path as fieldWords writes it, in the schema's order. */
export function schemaFields(schema: z.core.$ZodType, path = ''): SchemaField[] {
  const own = { path, schema }
  if (schema instanceof z.ZodOptional) return schemaFields(schema.unwrap(), path)
  if (schema instanceof z.ZodObject) return [own, ...ofShape(schema.shape, path)]
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
    return [
      own,
      ...schema.keyType.options.map(key => ({ path: below(path, String(key)), schema: schema.valueType })),
    ]
  if (schema instanceof z.ZodUnion)
    return [own, ...schema.options.filter(isContent).flatMap(one => schemaFields(one, path))]
  if (schema instanceof z.ZodArray)
    // A list of choices has its words in the choices.
    return schema.element instanceof z.ZodEnum
      ? [{ path, schema: schema.element }]
      : [own, ...schemaFields(schema.element, `${path}[]`)]
  return [own]
}

/** The path of every field below the section itself, once. */
export function schemaPaths(schema: z.core.$ZodType): string[] {
  return [...new Set(schemaFields(schema).map(field => field.path))].filter(path => path !== '')
}

function ofShape(shape: Readonly<Record<string, z.core.$ZodType>>, path: string): SchemaField[] {
  return Object.entries(shape).flatMap(([key, field]) => schemaFields(field, below(path, key)))
}

/** Not the branch of `orUnknown` that says why there is no value. */
function isContent(option: z.core.$ZodType): boolean {
  return !(option instanceof z.ZodObject && 'unknown' in option.shape)
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
