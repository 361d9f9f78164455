import type { Value } from '#client/patients/form/core/value.ts'

/** The same letters in every field, as if a nurse had typed them: nothing of what the record held is remembered. */
export function retyped(value: Value): Value {
  switch (value.kind) {
    case 'typed':
      return { kind: 'typed', text: value.text }
    case 'moment':
      return { kind: 'moment', date: value.date, time: value.time }
    case 'rows':
      return { ...value, rows: value.rows.map(row => ({ ...row, value: retyped(row.value) })) }
    case 'group':
    case 'kinds':
      return {
        ...value,
        fields: Object.fromEntries(Object.entries(value.fields).map(([name, each]) => [name, retyped(each)])),
      }
    case 'orWhyNot':
      return { ...value, value: retyped(value.value) }
    default:
      return value
  }
}
