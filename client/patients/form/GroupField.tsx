import { useState } from 'react'
import { FieldSet } from '#client/ui/FieldSet.tsx'
import { inField } from './core/changeValue.ts'
import { isBlank } from './core/isBlank.ts'
import { controlId } from './core/place.ts'
import { FieldsOf } from './FieldsOf.tsx'
import { type FieldProps, useForm } from './FormContext.tsx'

/** A group of fields within a form. One that may be left out is folded until something stands in it. */
export function GroupField({ field, value, path, isCalledFor = false, onChange }: FieldProps<'group'>) {
  const { says, isWanting } = useForm()
  const [isOpen, setOpen] = useState(field.isNeeded || !isBlank(value))
  if (field.kind !== 'group') return null
  const fields = (
    <FieldsOf
      fields={field.fields}
      values={value.fields}
      path={path}
      onChange={(name, change) => onChange(now => inField(now, name, change))}
    />
  )
  if (field.isNeeded)
    return (
      <FieldSet
        id={controlId(path)}
        label={field.label}
        hint={field.hint}
        error={says(path)}
        // What its first field is called already is not said twice, one line under the other.
        isQuiet={field.fields[0]?.label === field.label}
      >
        {fields}
      </FieldSet>
    )
  return (
    <details
      className="app-form__fold"
      open={isOpen || isCalledFor || isWanting(path)}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>{field.label}</summary>
      <FieldSet id={controlId(path)} label={field.label} hint={field.hint} error={says(path)} isQuiet>
        {fields}
      </FieldSet>
    </details>
  )
}
