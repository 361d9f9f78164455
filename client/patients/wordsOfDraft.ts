import { typedOver, type WordsLeft } from '#client/ui/core/typedOver.ts'
import type { Draft } from './draft.ts'
import { nameOfEdit } from './edit.ts'
import { type Field, formOf } from './form/core/field.ts'
import { inGroup, inList, type Place } from './form/core/place.ts'
import type { Value, Values } from './form/core/value.ts'

/** What its writer wrote in a form that closes over it: their own words, and nothing that the record held. What was chosen is no word. */
export function wordsOfDraft(draft: Draft): WordsLeft[] {
  const form = formOf(draft.section)
  const where = nameOfEdit(draft)
  return written(form, draft.start.value, draft.writing.value, { path: '', label: form.label }).map(
    ({ label, says }) => ({ where, label, says }),
  )
}

type Said = Omit<WordsLeft, 'where'>

/** Fields in which words are typed, and nothing is chosen. */
const TYPED: readonly Field['kind'][] = ['line', 'text', 'phone', 'postcode', 'nhsNumber', 'number', 'date']

function written(field: Field, was: Value | undefined, now: Value, place: Place): Said[] {
  if (now.kind === 'orWhyNot')
    return written(field, was?.kind === 'orWhyNot' ? was.value : undefined, now.value, place)
  if (now.kind === 'typed') return TYPED.includes(field.kind) ? said(textOf(was), now.text, place) : []
  if (now.kind === 'lines') return said(textOf(was), now.text, place)
  if (field.kind === 'group' && now.kind === 'group')
    return inFields(field.fields, fieldsOf(was), now.fields, place)
  if (field.kind === 'kinds' && now.kind === 'kinds')
    return inFields(field.options[now.chosen] ?? [], fieldsOf(was), now.fields, place)
  if (field.kind === 'list' && now.kind === 'rows')
    return now.rows.flatMap(({ id, value }, at) => {
      const before = was?.kind === 'rows' ? was.rows.find(row => row.id === id)?.value : undefined
      return written(field.of, before, value, inList(place, field, at))
    })
  return []
}

function inFields(fields: readonly Field[], was: Values, now: Values, place: Place): Said[] {
  return fields.flatMap(field => {
    const value = now[field.name]
    return value ? written(field, was[field.name], value, inGroup(place, field)) : []
  })
}

function said(before: string, now: string, { label }: Place): Said[] {
  const says = typedOver(before, now)
  return says === '' ? [] : [{ label, says }]
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'typed' || value?.kind === 'lines' ? value.text : ''
}

function fieldsOf(value: Value | undefined): Values {
  return value?.kind === 'group' || value?.kind === 'kinds' ? value.fields : {}
}
