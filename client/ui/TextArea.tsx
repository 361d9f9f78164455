import type { ComponentProps } from 'react'
import { Field } from './Field.tsx'

type Props = Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> & {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: string
  onChange: (value: string) => void
}

export function TextArea({ label, hint, error, id, value, onChange, ...rest }: Props) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(id ? { id } : {})}
      control={parts => (
        <textarea
          rows={2}
          {...rest}
          {...parts}
          className="nhsuk-textarea app-textarea"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    />
  )
}
