import { DateTimeField } from '#client/ui/DateTimeField.tsx'
import { controlId } from './core/place.ts'
import { typedMoment } from './core/typedTime.ts'
import { type FieldProps, useForm } from './FormContext.tsx'

/** A moment: when it was, which is not when it is written down. */
export function TimeField({ field, value, path, onChange }: FieldProps<'moment'>) {
  const { says } = useForm()
  const when = field.kind === 'moment' ? field.when : 'any'
  const now = () => new Date().toISOString()
  const understood = typedMoment(value, when, now())
  return (
    <DateTimeField
      id={controlId(path)}
      label={field.label}
      hint={field.hint}
      error={says(path)}
      value={value}
      understood={'ok' in understood ? understood.ok : undefined}
      now={now}
      onChange={change => onChange(() => ({ ...value, ...change }))}
    />
  )
}
