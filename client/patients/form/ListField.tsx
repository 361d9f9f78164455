import { useEffect, useRef } from 'react'
import { Rows } from '#client/ui/Rows.tsx'
import { inField, inRow, withoutRow, withRow } from './core/changeValue.ts'
import { below, controlId, inList } from './core/place.ts'
import { FieldsOf } from './FieldsOf.tsx'
import { type FieldProps, useForm } from './FormContext.tsx'

/** Several things of one kind. A new one takes the focus; one that is taken out gives it to the button that adds. */
export function ListField({ field, value, path, onChange }: FieldProps<'rows'>) {
  const { says } = useForm()
  const focusOn = useRef<string | null>(null)
  useEffect(() => {
    if (focusOn.current === null) return
    document.getElementById(focusOn.current)?.focus()
    focusOn.current = null
  })
  if (field.kind !== 'list') return null
  const { of, max } = field
  const fields = of.kind === 'group' ? of.fields : []
  const firstOf = (at: number) => controlId(below(below(path, String(at)), fields[0]?.name ?? ''))
  return (
    <Rows
      id={controlId(path)}
      label={field.label}
      hint={field.hint}
      error={says(path)}
      rows={value.rows.map((row, at) => ({
        id: row.id,
        says: inList({ path, label: field.label }, field, at).label,
        content: (
          <FieldsOf
            isRow
            fields={fields}
            values={row.value.kind === 'group' ? row.value.fields : {}}
            path={below(path, String(at))}
            onChange={(name, change) =>
              onChange(now => inRow(now, row.id, each => inField(each, name, change)))
            }
          />
        ),
      }))}
      add={value.rows.length < max ? of.label : undefined}
      onAdd={() => {
        focusOn.current = firstOf(value.rows.length)
        onChange(now => withRow(now, of))
      }}
      onRemove={id => {
        focusOn.current = controlId(path)
        onChange(now => withoutRow(now, id))
      }}
    />
  )
}
