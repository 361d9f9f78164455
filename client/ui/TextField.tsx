import type { ComponentProps, ReactNode, Ref } from 'react'
import { Field } from './Field.tsx'

type Props = Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'ref'> & {
  label: ReactNode
  hint?: string | undefined
  error?: string | undefined
  value: string
  onChange: (value: string) => void
  inputRef?: Ref<HTMLInputElement>
}

export function TextField({
  label,
  hint,
  error,
  id,
  value,
  onChange,
  inputRef,
  className = '',
  ...rest
}: Props) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(id ? { id } : {})}
      control={parts => (
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...parts}
          ref={inputRef}
          className={`nhsuk-input app-input ${className}`}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    />
  )
}
