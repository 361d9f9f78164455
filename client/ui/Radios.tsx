import { useId } from 'react'
import { FieldSet } from './FieldSet.tsx'

type Props<Value extends string> = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  /** The empty string while nothing is chosen: a default would be chosen by nobody. */
  value: Value | ''
  choices: readonly { value: Value; says: string }[]
  /** Words for choosing none of them; without it one must be chosen. */
  none?: string
  isRow?: boolean
  onChange: (value: Value | '') => void
}

/** A few choices that are all in sight, of which one is taken with one press. */
export function Radios<Value extends string>({
  label,
  hint,
  error,
  id,
  value,
  choices,
  none,
  isRow = false,
  onChange,
}: Props<Value>) {
  const name = useId()
  const all: readonly { value: Value | ''; says: string }[] =
    none === undefined ? choices : [...choices, { value: '', says: none }]
  return (
    <FieldSet label={label} hint={hint} error={error} isRow={isRow}>
      {all.map((choice, place) => (
        <label className={`app-choice ${choice.value === '' ? 'app-choice--none' : ''}`} key={choice.value}>
          <input
            className="app-choice__box"
            type="radio"
            name={name}
            {...(id && place === 0 ? { id } : {})}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          {choice.says}
        </label>
      ))}
    </FieldSet>
  )
}
