import { useState } from 'react'
import { isCalledFor } from './core/calledFor.ts'
import type { Field } from './core/field.ts'
import { isBlank } from './core/isBlank.ts'
import { isWide } from './core/looks.ts'
import { below } from './core/place.ts'
import { restInWords } from './core/restInWords.ts'
import type { Value, Values } from './core/value.ts'
import { useForm } from './FormContext.tsx'
import { KeptField } from './KeptField.tsx'

type Props = {
  fields: readonly Field[]
  values: Values
  /** The place of their group. */
  path: string
  /** One of several alike: its "More" stays folded, and says what is in it. */
  isRow?: boolean
  onChange: (name: string, change: (now: Value) => Value) => void
}

/** The fields of a group: those that matter first, and the others behind "More". */
export function FieldsOf({ fields, values, path, isRow = false, onChange }: Props) {
  const { isWanting, AnyField } = useForm()
  const rest = fields.filter(field => !field.isFirst)
  const [isOpen, setOpen] = useState(
    !isRow && rest.some(({ name }) => values[name] && !isBlank(values[name])),
  )
  const isShown = isOpen || rest.some(({ name }) => isWanting(below(path, name)))
  const show = (some: readonly Field[]) => (
    <div className="app-form__fields">
      {some.map(field => {
        const value = values[field.name]
        if (!value) return null
        return (
          <div className={isWide(field) ? 'app-form__wide' : ''} key={field.name}>
            {value.kind === 'kept' ? (
              <KeptField
                field={field}
                value={value}
                values={values}
                onChange={change => onChange(field.name, change)}
              />
            ) : (
              <AnyField
                field={field}
                value={value}
                path={below(path, field.name)}
                isCalledFor={isCalledFor(field, values)}
                onChange={change => onChange(field.name, change)}
              />
            )}
          </div>
        )
      })}
    </div>
  )
  return (
    <div className="app-stack">
      {show(fields.filter(field => field.isFirst))}
      {rest.length > 0 ? (
        <details
          className="app-form__fold"
          open={isShown}
          onToggle={event => setOpen(event.currentTarget.open)}
        >
          <summary>
            More <span className="app-quiet app-small">{restInWords(rest, values)}</span>
          </summary>
          {show(rest)}
        </details>
      ) : null}
    </div>
  )
}
