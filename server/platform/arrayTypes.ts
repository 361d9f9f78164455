/** Numbers PostgreSQL gives to a type and to arrays of it (pg_type.dat; they never change). */
const ARRAYS = [
  { name: 'text', of: 25, array: 1009, read: String },
  { name: 'varchar', of: 1043, array: 1015, read: String },
  { name: 'uuid', of: 2950, array: 2951, read: String },
  { name: 'int4', of: 23, array: 1007, read: Number },
  { name: 'int8', of: 20, array: 1016, read: Number },
  { name: 'float8', of: 701, array: 1022, read: Number },
  { name: 'date', of: 1082, array: 1182, read: String },
  { name: 'timestamptz', of: 1184, array: 1185, read: (text: string) => new Date(text).toISOString() },
  { name: 'jsonb', of: 3802, array: 3807, read: (text: string): unknown => JSON.parse(text) },
] as const

type ArrayType = {
  to: number
  from: number[]
  serialize: (list: readonly unknown[]) => string
  parse: (text: string) => unknown[]
}

/**
 * Lists to and from PostgreSQL, told to the driver beforehand. Left to itself it asks each new connection for them, in a
 * promise that nobody holds: a connection that breaks in that moment would end the process.
 */
export const arrayTypes: Record<string, ArrayType> = Object.fromEntries(
  ARRAYS.map(({ name, array, read }) => [
    `${name}Array`,
    {
      to: array,
      from: [array],
      serialize: writeArray,
      parse: text => readArray(text).map(item => (item === null ? null : read(item))),
    },
  ]),
)

/** By which the driver finds the list type of an item's type. */
export const arrayOf: Record<number, number> = Object.fromEntries(ARRAYS.map(({ of, array }) => [of, array]))

/** A list as PostgreSQL writes it: every item quoted, so that commas, braces and the word NULL are only text. */
export function writeArray(list: readonly unknown[]): string {
  return `{${list.map(writeItem).join(',')}}`
}

function writeItem(item: unknown): string {
  if (item === null) return 'NULL'
  const text =
    item instanceof Date ? item.toISOString() : typeof item === 'object' ? JSON.stringify(item) : String(item)
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** Reads a list of one dimension. */
export function readArray(text: string): (string | null)[] {
  const items: (string | null)[] = []
  let i = 1
  while (i < text.length - 1) {
    let item = ''
    const isQuoted = text[i] === '"'
    if (isQuoted) {
      for (i += 1; text[i] !== '"'; i += 1) {
        if (text[i] === '\\') i += 1
        item += text[i]
      }
      i += 1
    } else for (; i < text.length - 1 && text[i] !== ','; i += 1) item += text[i]
    items.push(!isQuoted && item === 'NULL' ? null : item)
    i += 1 // the comma
  }
  return items
}
