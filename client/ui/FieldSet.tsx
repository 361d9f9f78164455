import { type ReactNode, useId } from 'react'
import './FieldSet.css'

type Props = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** The id that an error summary links to, where no control inside has it. */
  id?: string
  /** Side by side, as far as there is room. */
  isRow?: boolean
  /** The label is only spoken: something else shows it. */
  isQuiet?: boolean
  children: ReactNode
}

/** Several controls with one label, tied together for every reader. */
export function FieldSet({ label, hint, error, id, isRow = false, isQuiet = false, children }: Props) {
  const made = useId()
  const described = [hint ? `${made}-hint` : '', error ? `${made}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset
      className={`app-field ${error ? 'app-field--wrong' : ''}`}
      aria-describedby={described || undefined}
      {...(id ? { id, tabIndex: -1 } : {})}
    >
      <legend className={isQuiet ? 'nhsuk-u-visually-hidden' : 'app-field__legend'}>{label}</legend>
      {hint ? (
        <span className="app-field__hint" id={`${made}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="app-field__error" id={`${made}-error`}>
          <span className="nhsuk-u-visually-hidden">To mend: </span>
          {error}
        </span>
      ) : null}
      <div className={isRow ? 'app-field-set__row' : 'app-field-set__stack'}>{children}</div>
    </fieldset>
  )
}
