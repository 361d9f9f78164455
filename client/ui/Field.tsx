import { type ReactNode, useId } from 'react'
import './Field.css'

type Parts = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
type Props = {
  label: ReactNode
  hint?: string | undefined
  error?: string | undefined
  /** The id that an error summary links to; one is made when it is left out. */
  id?: string
  /** Draws the native control, given what ties it to its label, hint and error. */
  control: (parts: Parts) => ReactNode
}

/** A label, its control, and what is wrong with it, tied together for every reader. */
export function Field({ label, hint, error, id: given, control }: Props) {
  const made = useId()
  const id = given ?? made
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={`app-field ${error ? 'app-field--wrong' : ''}`}>
      <label className="app-field__label" htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <span className="app-field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="app-field__error" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">To mend: </span>
          {error}
        </span>
      ) : null}
      {control({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}
