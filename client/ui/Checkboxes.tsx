import { FieldSet } from './FieldSet.tsx'

type Props = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  values: readonly string[]
  choices: readonly { value: string; says: string }[]
  onChange: (values: readonly string[]) => void
}

/** Choices of which any number may be taken. They are kept in the order in which they were taken. */
export function Checkboxes({ label, hint, error, id, values, choices, onChange }: Props) {
  const turn = (value: string, isOn: boolean) =>
    onChange(isOn ? [...values, value] : values.filter(each => each !== value))
  return (
    <FieldSet label={label} hint={hint} error={error} isRow>
      {choices.map(({ value, says }, place) => (
        <label className="app-choice" key={value}>
          <input
            className="app-choice__box"
            type="checkbox"
            {...(id && place === 0 ? { id } : {})}
            checked={values.includes(value)}
            onChange={event => turn(value, event.target.checked)}
          />
          {says}
        </label>
      ))}
    </FieldSet>
  )
}
