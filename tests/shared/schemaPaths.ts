import { z } from 'zod'

/** The path of every field that a schema allows, as fieldWords writes them, in the schema's order. */
export function schemaPaths(schema: z.core.$ZodType, path = ''): string[] {
  const own = path === '' ? [] : [path]
  if (schema instanceof z.ZodOptional) return schemaPaths(schema.unwrap(), path)
  if (schema instanceof z.ZodObject) return once([...own, ...ofShape(schema.shape, path)])
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
    return [...own, ...schema.keyType.options.map(key => below(path, String(key)))]
  if (schema instanceof z.ZodUnion)
    return once([...own, ...schema.options.filter(isContent).flatMap(one => schemaPaths(one, path))])
  if (schema instanceof z.ZodArray)
    // A list of choices has its words in the choices.
    return schema.element instanceof z.ZodEnum ? own : [...own, ...schemaPaths(schema.element, `${path}[]`)]
  return own
}

function ofShape(shape: Readonly<Record<string, z.core.$ZodType>>, path: string): string[] {
  return Object.entries(shape).flatMap(([key, field]) => schemaPaths(field, below(path, key)))
}

/** Not the branch of `orUnknown` that says why there is no value. */
function isContent(option: z.core.$ZodType): boolean {
  return !(option instanceof z.ZodObject && 'unknown' in option.shape)
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function once(paths: readonly string[]): string[] {
  return [...new Set(paths)]
}
