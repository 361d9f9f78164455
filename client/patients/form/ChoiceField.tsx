import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import type { Choice } from './core/choices.ts'
import type { Field } from './core/field.ts'
import { lookOf } from './core/looks.ts'
import { controlId } from './core/place.ts'
import { type FieldProps, useForm } from './FormContext.tsx'

/** One of several: of a value set, yes or no, or another item of the record. */
export function ChoiceField({ field, value, path, onChange }: FieldProps<'typed'>) {
  const { says } = useForm()
  const choices = useChoices(field, value.text)
  const look = lookOf(field)
  const common = {
    id: controlId(path),
    label: field.label,
    hint: field.hint,
    error: says(path),
    value: value.text,
    choices,
    onChange: (text: string) => onChange(() => ({ ...value, text })),
  }
  // Nothing to point to, and nothing that points: the field would only be in the way.
  if (field.kind === 'item' && choices.length === 0 && !field.isNeeded) return null
  if (look === 'select') return <Select {...common} />
  return <Radios {...common} isRow={look === 'row'} {...(field.isNeeded ? {} : { none: 'Not said' })} />
}

/** The choices of a field; what is on the record and no longer among them stays, and is said to be gone. */
export function useChoices(field: Field, chosen: string): readonly Choice[] {
  const { itemsOf } = useForm()
  const offered = offeredBy(field, itemsOf)
  const isThere = chosen === '' || offered.some(({ value }) => value === chosen)
  return isThere ? offered : [...offered, { value: chosen, says: 'As it was: no longer in this list' }]
}

function offeredBy(field: Field, itemsOf: ReturnType<typeof useForm>['itemsOf']): readonly Choice[] {
  switch (field.kind) {
    case 'yesNo':
      return YES_NO
    case 'choice':
      return field.choices
    case 'item':
      return [...(field.other ? [field.other] : []), ...itemsOf(field.of)]
    default:
      return []
  }
}

const YES_NO: readonly Choice[] = [
  { value: 'yes', says: 'Yes' },
  { value: 'no', says: 'No' },
]
