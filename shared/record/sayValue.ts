import { showDay, showMoment } from '../days.ts'
import { showNhsNumber } from '../nhsNumber.ts'
import { showPhoneNumber } from '../phoneNumber.ts'
import { LocalDate } from '../time.ts'
import type { Coded } from './coded.ts'
import { elementOf, type Field, fieldsOf, keysBelow, pathOf } from './fields.ts'
import { fieldWords } from './fieldWords.ts'
import { isUnknown, notKnownChoices } from './knownState.ts'
import type { SectionName } from './sections.ts'

export type Group = Readonly<Record<string, unknown>>

/** Whether a value has fields of its own that are said one by one: a code, or why something is not known, is one thing. */
export function isGroup(value: unknown): value is Group {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !isCode(value)
  )
}

/** Whether two values of bodies are the same. What is undefined is not there; the order of keys says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return [...new Set([...a.keys(), ...b.keys()])].every(key => isSame(a.get(key), b.get(key)))
}

/** A value in the words a nurse reads: 'Home', '22-Nov-2026', 'asked; would rather not say', 'Medicine: Morphine; dose: 2.5 mg'. */
export function sayValue(section: SectionName, path: string, value: unknown): string {
  if (isUnknown(value)) return notKnownChoices[value.unknown].text.toLowerCase()
  if (Array.isArray(value))
    return value.map(each => sayValue(section, elementOf(section, path), each)).join('; ')
  if (isCode(value)) return `${value.text} (${value.code})`
  if (isGroup(value)) return sayGroup(section, path, value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? sayText(fieldsOf(section).get(path), value) : String(value)
}

function sayGroup(section: SectionName, path: string, group: Group): string {
  const parts = keysBelow(section, path).flatMap(key => {
    const value = group[key]
    if (value === undefined) return []
    return [`${wordsOf(section, pathOf(path, key))}: ${sayValue(section, pathOf(path, key), value)}`]
  })
  return parts.map((part, place) => (place === 0 ? part : inASentence(part))).join('; ')
}

function sayText(field: Field | undefined, text: string): string {
  const chosen = field?.choices.get(text)
  if (chosen !== undefined) return chosen
  if (field?.kinds.has('date') && LocalDate.safeParse(text).success) return showDay(text)
  if (field?.kinds.has('moment')) return showMoment(text)
  if (field?.kinds.has('phone')) return showPhoneNumber(text)
  if (field?.kinds.has('nhsNumber')) return showNhsNumber(text)
  return field?.kinds.has('item') ? 'an item of this record' : text
}

/** What a field is called. */
export function wordsOf(section: SectionName, path: string): string {
  return fieldWords[section][path] ?? path
}

/** 'Dose' as 'dose', but 'GP' and 'NHS number' as they are. */
export function inASentence(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? words.slice(0, 1).toLowerCase() + words.slice(1) : words
}

function isCode(value: unknown): value is Coded {
  return typeof value === 'object' && value !== null && 'code' in value && 'system' in value
}
