import { Field } from './Field.tsx'

type Props<Value extends string> = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  /** The empty string while nothing is chosen: a default would be chosen by nobody. */
  value: Value | ''
  choices: readonly { value: Value; says: string }[]
  /** Choices of another kind, under words of their own. */
  apart?: { says: string; choices: readonly { value: Value; says: string }[] }
  onChange: (value: Value | '') => void
}

export function Select<Value extends string>({
  label,
  hint,
  error,
  id,
  value,
  choices,
  apart,
  onChange,
}: Props<Value>) {
  const all = apart ? [...choices, ...apart.choices] : choices
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
          onChange={event => onChange(all.find(choice => choice.value === event.target.value)?.value ?? '')}
        >
          <option value="">Choose…</option>
          {choices.map(option)}
          {apart ? <optgroup label={apart.says}>{apart.choices.map(option)}</optgroup> : null}
        </select>
      )}
    />
  )
}

function option({ value, says }: { value: string; says: string }) {
  return (
    <option key={value} value={value}>
      {says}
    </option>
  )
}
