import { Field } from './Field.tsx'

type Props<Value extends string> = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  /** The empty string while nothing is chosen: a default would be chosen by nobody. */
  value: Value | ''
  choices: readonly { value: Value; says: string }[]
  onChange: (value: Value | '') => void
}

export function Select<Value extends string>({
  label,
  hint,
  error,
  id,
  value,
  choices,
  onChange,
}: Props<Value>) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(id ? { id } : {})}
      control={parts => (
        <select
          {...parts}
          className="nhsuk-select app-select"
          value={value}
          onChange={event =>
            onChange(choices.find(choice => choice.value === event.target.value)?.value ?? '')
          }
        >
          <option value="">Choose…</option>
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.says}
            </option>
          ))}
        </select>
      )}
    />
  )
}
