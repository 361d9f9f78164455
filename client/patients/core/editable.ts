import type { SectionName } from '#shared/record/sections.ts'
import { parsePhone } from './typedPhone.ts'

/** The fields of the small edit forms, as typed. */
export type EditForm = { text: string; choice: string; more: string }

/** What a call may teach from the console itself; the whole record is edited elsewhere. */
export const EDITABLE: readonly SectionName[] = [
  'phones',
  'notes',
  'alerts',
  'preferredPlaceOfCare',
  'preferredPlaceOfDeath',
]

/** The body to save for a section, from what was typed over what was there. The section's own schema judges it afterwards. */
export function bodyFrom(section: SectionName, form: EditForm, before: unknown): unknown {
  switch (section) {
    case 'phones':
      return {
        ...asObject(before),
        number: parsePhone(form.text) ?? form.text,
        use: form.choice,
        ...words('note', form.more),
      }
    case 'notes':
      return { ...asObject(before), text: form.text, ...words('about', form.more) }
    case 'alerts':
      return { ...asObject(before), text: form.text, severity: form.choice }
    case 'preferredPlaceOfCare':
    case 'preferredPlaceOfDeath':
      return { ...asObject(before), first: { place: form.choice, ...words('note', form.more) } }
    default:
      return before
  }
}

/** What the form shows at first: what is on the record now. */
export function formFrom(section: SectionName, body: unknown): EditForm {
  const was = asObject(body)
  const first = asObject(was.first)
  switch (section) {
    case 'phones':
      return { text: asText(was.number), choice: asText(was.use), more: asText(was.note) }
    case 'notes':
      return { text: asText(was.text), choice: '', more: asText(was.about) }
    case 'alerts':
      return { text: asText(was.text), choice: asText(was.severity), more: '' }
    default:
      return { text: '', choice: asText(first.place), more: asText(first.note) }
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
function words(name: string, text: string): Record<string, string> {
  return text.trim() === '' ? {} : { [name]: text }
}
