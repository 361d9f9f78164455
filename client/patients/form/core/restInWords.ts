import { inASentence } from '#client/ui/core/inASentence.ts'
import { notKnownChoices } from '#shared/record/knownState.ts'
import type { Field } from './field.ts'
import { isBlank } from './isBlank.ts'
import type { Value, Values } from './value.ts'

/** What waits behind "More", on one line: what stands there, then the names of what could. */
export function restInWords(fields: readonly Field[], values: Values): string {
  const shown = fields.filter(({ kind }) => kind !== 'kept')
  const blank = shown.filter(({ name }) => values[name] === undefined || isBlank(values[name]))
  return [...standsIn(shown, values), ...blank.map(({ label }) => inASentence(label))].join(', ')
}

function standsIn(fields: readonly Field[], values: Values): string[] {
  return fields.flatMap(field => {
    const value = values[field.name]
    if (!value || isBlank(value)) return []
    const content = contentOf(field, value)
    return [content === '' ? inASentence(field.label) : `${inASentence(field.label)}: ${content}`]
  })
}

function contentOf(field: Field, value: Value): string {
  switch (value.kind) {
    case 'orWhyNot':
      return value.whyNot === ''
        ? contentOf(field, value.value)
        : inASentence(notKnownChoices[value.whyNot].text)
    case 'typed':
      return saysOf(field, value.text)
    case 'lines':
      return value.text.split('\n').join(', ')
    case 'moment':
      return `${value.date} ${value.time}`
    case 'chosen':
      return value.values.map(each => saysOf(field, each)).join(', ')
    case 'rows':
      return String(value.rows.length)
    default:
      return ''
  }
}

function saysOf(field: Field, text: string): string {
  const choices = field.kind === 'choice' || field.kind === 'choices' ? field.choices : []
  return choices.find(({ value }) => value === text)?.says ?? text
}
