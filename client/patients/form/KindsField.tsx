import { FieldSet } from '#client/ui/FieldSet.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { inField } from './core/changeValue.ts'
import { below } from './core/place.ts'
import { FieldsOf } from './FieldsOf.tsx'
import type { FieldProps } from './FormContext.tsx'

/** One of several kinds of thing: the kind is chosen, and its fields follow. */
export function KindsField({ field, value, path, onChange }: FieldProps<'kinds'>) {
  if (field.kind !== 'kinds') return null
  const { by, options } = field
  const content = (
    <div className="app-stack">
      <ChoiceField
        field={by}
        value={{ kind: 'typed', text: value.chosen }}
        path={below(path, by.name)}
        onChange={change =>
          onChange(() => {
            const now = change({ kind: 'typed', text: value.chosen })
            return { ...value, chosen: now.kind === 'typed' ? now.text : '' }
          })
        }
      />
      <FieldsOf
        // Another kind begins with its own fold.
        key={value.chosen}
        fields={options[value.chosen] ?? []}
        values={value.fields}
        path={path}
        onChange={(name, change) => onChange(now => inField(now, name, change))}
      />
    </div>
  )
  return path === '' ? content : <FieldSet label={field.label}>{content}</FieldSet>
}
