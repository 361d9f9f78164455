import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { showNhsNumber } from '#shared/nhsNumber.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { isUnknown, type NotKnown } from '#shared/record/knownState.ts'
import type { Instant } from '#shared/time.ts'
import type { Field } from './field.ts'

/**
 * What stands in a field, as it was typed or chosen: nothing typed is lost before it is understood. `isThere` remembers that
 * a list or group was on the record even if there is nothing in it.
 */
export type Value =
  | { readonly kind: 'typed'; readonly text: string; readonly was?: Was }
  | { readonly kind: 'lines'; readonly text: string; readonly isThere: boolean }
  | { readonly kind: 'chosen'; readonly values: readonly string[]; readonly isThere: boolean }
  | (Clock & { readonly kind: 'moment'; readonly was?: Clock & { readonly body: Instant } })
  | {
      readonly kind: 'kept'
      readonly was: unknown
      readonly words: string
      readonly isRight: '' | 'yes' | 'no'
    }
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly isThere: boolean }
  | { readonly kind: 'group'; readonly fields: Values; readonly isThere: boolean }
  /** The fields of all kinds together: a note stays when another kind is chosen. */
  | { readonly kind: 'kinds'; readonly chosen: string; readonly fields: Values }
  /** The value of a field that may say why it has none. */
  | { readonly kind: 'orWhyNot'; readonly whyNot: NotKnown | ''; readonly value: Value }

type Clock = { readonly date: string; readonly time: string }
/** What the record holds, and how it was shown: as long as nobody touches it, it stays exactly as it is, to the millisecond. */
type Was = { readonly text: string; readonly body: unknown }
export type Values = Readonly<Record<string, Value>>
/** The id tells rows apart while some are taken out. */
export type Row = { readonly id: number; readonly value: Value }

/** What a form shows at first: what the record holds, or nothing. */
export function valueFrom(field: Field, body?: unknown): Value {
  if (!field.mayBeUnknown) return contentOf(field, body)
  const whyNot = isUnknown(body) ? body.unknown : ''
  return { kind: 'orWhyNot', whyNot, value: contentOf(field, whyNot ? undefined : body) }
}

function contentOf(field: Field, body: unknown): Value {
  switch (field.kind) {
    case 'moment':
      return momentFrom(body)
    case 'choices':
      return { kind: 'chosen', values: asList(body).map(String), isThere: body !== undefined }
    case 'lines':
      return { kind: 'lines', text: asList(body).join('\n'), isThere: body !== undefined }
    case 'list': {
      const rows = asList(body).map((one, id) => ({ id, value: valueFrom(field.of, one) }))
      return { kind: 'rows', rows, isThere: body !== undefined }
    }
    case 'group':
      return { kind: 'group', fields: valuesOf(field.fields, asObject(body)), isThere: body !== undefined }
    case 'kinds': {
      const was = asObject(body)
      // Only what its kind has is there; the fields of the other kinds are blank.
      const fields = Object.values(field.options).flatMap(each => Object.entries(valuesOf(each, was)))
      return { kind: 'kinds', chosen: asText(was[field.by.name]), fields: Object.fromEntries(fields) }
    }
    case 'kept':
      return { kind: 'kept', was: body, words: '', isRight: '' }
    default: {
      if (body === undefined) return { kind: 'typed', text: '' }
      const text = textOf(field, body)
      return { kind: 'typed', text, was: { text, body } }
    }
  }
}

/** The values of a group's fields. What came with words remembers them. */
function valuesOf(fields: readonly Field[], body: Readonly<Record<string, unknown>>): Values {
  const values = fields.map(field => {
    const value = valueFrom(field, body[field.name])
    return [
      field.name,
      field.kind === 'kept' && value.kind === 'kept'
        ? { ...value, words: asText(body[field.goesWith]) }
        : value,
    ]
  })
  return Object.fromEntries(values)
}

function textOf(field: Field, body: unknown): string {
  switch (field.kind) {
    case 'yesNo':
      return body === true ? 'yes' : 'no'
    case 'date':
      return showDate(asText(body))
    case 'phone':
      return showPhoneNumber(asText(body))
    case 'nhsNumber':
      return showNhsNumber(asText(body))
    case 'item':
      return asText(field.key === undefined || typeof body === 'string' ? body : asObject(body)[field.key])
    default:
      return asText(body)
  }
}

function momentFrom(body: unknown): Value {
  if (typeof body !== 'string') return { kind: 'moment', date: '', time: '' }
  const shown = { date: showDate(dayOf(body)), time: showTime(body) }
  return { kind: 'moment', ...shown, was: { ...shown, body } }
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
