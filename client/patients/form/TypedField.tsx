import { DateField } from '#client/ui/DateField.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { Field } from './core/field.ts'
import { controlId } from './core/place.ts'
import { quickDays } from './core/quickDays.ts'
import { typedDate } from './core/typedTime.ts'
import { type FieldProps, useForm } from './FormContext.tsx'

/** What is typed: words, a number, a day. */
export function TypedField({ field, value, path, onChange }: FieldProps<'typed'>) {
  const { says, suggestionsFor } = useForm()
  const id = controlId(path)
  const common = {
    id,
    label: field.label,
    hint: field.hint,
    error: says(path),
    value: value.text,
    onChange: (text: string) => onChange(() => ({ ...value, text })),
  }
  if (field.kind === 'text') return <TextArea {...common} rows={rowsFor(value.text)} spellCheck />
  if (field.kind === 'date') {
    const now = new Date().toISOString()
    const understood = typedDate(value.text, field.when, now)
    return (
      <DateField
        {...common}
        quick={quickDays(field.name, field.when, now)}
        understood={'ok' in understood ? understood.ok : undefined}
      />
    )
  }
  const suggestions = suggestionsFor(field.path)
  return (
    <>
      <TextField
        {...common}
        {...keyboardFor(field)}
        {...(suggestions.length > 0 ? { list: `${id}-list` } : {})}
      />
      {suggestions.length > 0 ? (
        <datalist id={`${id}-list`}>
          {suggestions.map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ) : null}
    </>
  )
}

/** Room for what is there and a line more. */
function rowsFor(text: string): number {
  return Math.min(8, Math.max(2, text.split('\n').length, Math.ceil(text.length / 70)))
}

function keyboardFor({ kind }: Field) {
  if (kind === 'phone') return { type: 'tel' } as const
  return kind === 'number' || kind === 'nhsNumber' ? ({ inputMode: 'numeric' } as const) : {}
}
