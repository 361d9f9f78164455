import type { Field } from './field.ts'
import { type Value, valueFrom } from './value.ts'

export type ChangeOf = (now: Value) => Value

/** A group or a kind of thing with one of its fields changed. */
export function inField(value: Value, name: string, change: ChangeOf): Value {
  if (value.kind !== 'group' && value.kind !== 'kinds') return value
  const field = value.fields[name]
  return field ? { ...value, fields: { ...value.fields, [name]: change(field) } } : value
}

/** A list with one of its rows changed. */
export function inRow(value: Value, id: number, change: ChangeOf): Value {
  if (value.kind !== 'rows') return value
  return { ...value, rows: value.rows.map(row => (row.id === id ? { id, value: change(row.value) } : row)) }
}

/** A list with one more row, in which nothing stands yet. */
export function withRow(value: Value, of: Field): Value {
  if (value.kind !== 'rows') return value
  const id = Math.max(-1, ...value.rows.map(row => row.id)) + 1
  return { ...value, rows: [...value.rows, { id, value: valueFrom(of) }] }
}

export function withoutRow(value: Value, id: number): Value {
  return value.kind === 'rows' ? { ...value, rows: value.rows.filter(row => row.id !== id) } : value
}

/** What stands in a field that may say why it is not known. A value and a reason exclude each other. */
export function inValue(value: Value, change: ChangeOf): Value {
  return value.kind === 'orWhyNot' ? { ...value, whyNot: '', value: change(value.value) } : value
}
