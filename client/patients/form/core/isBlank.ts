import type { Field } from './field.ts'
import type { Value } from './value.ts'

/** Whether nothing stands in a field: neither words nor a choice. A code alone is nothing: it belongs to words. */
export function isBlank(value: Value): boolean {
  switch (value.kind) {
    case 'typed':
    case 'lines':
      return value.text.trim() === ''
    case 'moment':
      return value.date.trim() === '' && value.time.trim() === ''
    case 'chosen':
      return value.values.length === 0
    case 'kept':
      return true
    case 'rows':
      return value.rows.every(row => isBlank(row.value))
    case 'group':
      return Object.values(value.fields).every(isBlank)
    case 'kinds':
      return value.chosen === '' && Object.values(value.fields).every(isBlank)
    case 'orWhyNot':
      return value.whyNot === '' && isBlank(value.value)
    default:
      return value satisfies never
  }
}

/** What a blank list or group is kept as; undefined where it is left out, or where something is wanted instead. */
export function keptWhenBlank(field: Field, value: Value): [] | Record<string, never> | undefined {
  const isThere = field.isNeeded || ('isThere' in value && value.isThere)
  if (!isThere) return undefined
  switch (field.kind) {
    case 'choices':
      return []
    case 'lines':
    case 'list':
      return field.min === 0 ? [] : undefined
    case 'group':
      return field.fields.every(each => !each.isNeeded) ? {} : undefined
    default:
      return undefined
  }
}
