import type { Instant } from '#shared/time.ts'
import type { Field } from './field.ts'
import { isBlank, keptWhenBlank } from './isBlank.ts'
import { keptOf } from './kept.ts'
import { inGroup, inList, type Place as Named } from './place.ts'
import { typedNumber, typedPhone } from './typedNumber.ts'
import { typedDate, typedMoment, type Understood } from './typedTime.ts'
import type { Row, Value, Values } from './value.ts'

/** What a field still wants. `path` is its place in the form: 'items.0.drug'. */
export type Wanting = { readonly path: string; readonly label: string; readonly says: string }
type Reading = { readonly body: unknown; readonly wants: readonly Wanting[] }
type Place = Named & { readonly now: Instant }

/** The body that a form stands for, and what it still wants, in the order of the fields. The schema judges it afterwards. */
export function readForm(form: Field, value: Value, now: Instant): Reading {
  return read(form, value, { path: '', label: form.label, now })
}

function read(field: Field, value: Value, place: Place): Reading {
  if (value.kind !== 'orWhyNot')
    return isBlank(value) ? readBlank(field, value, place) : readFull(field, value, place)
  if (value.whyNot !== '') return found({ unknown: value.whyNot })
  if (field.isNeeded && isBlank(value.value))
    return wanting(place, `${neededOf(field)}, or say why it is not known.`)
  return read(field, value.value, place)
}

function readBlank(field: Field, value: Value, place: Place): Reading {
  const kept = keptWhenBlank(field, value)
  if (kept !== undefined || !field.isNeeded) return found(kept)
  // The parts of a group say for themselves what is wanted.
  if (field.kind === 'group' || field.kind === 'kinds') return readFull(field, value, place)
  return wanting(place, `${neededOf(field)}.`)
}

function readFull(field: Field, value: Value, place: Place): Reading {
  if (field.kind === 'group' && value.kind === 'group') return readFields(field.fields, value.fields, place)
  if (field.kind === 'kinds' && value.kind === 'kinds') return readKinds(field, value, place)
  if (field.kind === 'list' && value.kind === 'rows') return readRows(field, value.rows, place)
  switch (value.kind) {
    case 'typed':
      if (value.text === value.was?.text) return found(value.was.body)
      return understood(place, typedIn(field, value.text, place.now))
    case 'moment': {
      const { date, time, was } = value
      if (was && was.date === date && was.time === time) return found(was.body)
      return understood(place, typedMoment(value, field.kind === 'moment' ? field.when : 'any', place.now))
    }
    case 'lines':
      return found(value.text.split('\n').filter(line => line.trim() !== ''))
    case 'chosen':
      return found(value.values)
    default:
      throw new Error(`${place.path} is a ${field.kind} and holds ${value.kind}`)
  }
}

/** A text in a field whose kind says how it is understood. */
function typedIn(field: Field, text: string, now: Instant): Understood<unknown> {
  switch (field.kind) {
    case 'yesNo':
      return { ok: text === 'yes' }
    case 'choice':
      return { ok: field.isNumber ? Number(text) : text }
    case 'number':
      return typedNumber(text, field)
    case 'date':
      return typedDate(text, field.when, now)
    case 'phone':
      return typedPhone(text)
    case 'item':
      return { ok: field.key === undefined || text === field.other?.value ? text : { [field.key]: text } }
    default:
      return { ok: text }
  }
}

/** Rows in which nothing stands are left out. */
function readRows(field: Field & { kind: 'list' }, rows: readonly Row[], place: Place): Reading {
  const each = rows.flatMap(({ value }, at) => {
    const row = inList(place, field, at)
    return isBlank(value) ? [] : [read(field.of, value, row)]
  })
  const tooMany = each.length > field.max ? wanting(place, `${field.max} at most.`).wants : []
  return { body: each.map(({ body }) => body), wants: [...tooMany, ...each.flatMap(({ wants }) => wants)] }
}

function readKinds(field: Field & { kind: 'kinds' }, { chosen, fields }: Kinds, place: Place): Reading {
  const { by, options } = field
  if (chosen === '') return wanting(inGroup(place, by), `${neededOf(by)}.`)
  const { body, wants } = readFields(options[chosen] ?? [], fields, place)
  return { body: { [by.name]: chosen, ...body }, wants }
}
type Kinds = Extract<Value, { kind: 'kinds' }>

function readFields(fields: readonly Field[], values: Values, place: Place) {
  const each = fields.flatMap(field => {
    const value = values[field.name]
    if (!value) return []
    const reading =
      value.kind === 'kept' ? found(keptOf(field, value, values)) : read(field, value, inGroup(place, field))
    return [{ name: field.name, ...reading }]
  })
  return {
    body: Object.fromEntries(each.flatMap(({ name, body }) => (body === undefined ? [] : [[name, body]]))),
    wants: each.flatMap(({ wants }) => wants),
  }
}

function neededOf({ kind }: Field): string {
  return NEEDED[kind] ?? 'still needed'
}
const NEEDED: Partial<Record<Field['kind'], string>> = {
  yesNo: 'choose yes or no',
  choice: 'choose one',
  item: 'choose one',
  kinds: 'choose one',
  date: 'give the date',
  moment: 'give the date and the time',
  list: 'add at least one',
}

function understood(place: Place, typed: Understood<unknown>): Reading {
  return 'ok' in typed ? found(typed.ok) : wanting(place, typed.says)
}
function found(body: unknown): Reading {
  return { body, wants: [] }
}
function wanting({ path, label }: Place, says: string): Reading {
  return { body: undefined, wants: [{ path, label, says }] }
}
