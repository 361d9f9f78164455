import { Button } from './Button.tsx'
import { showLongDate } from './core/when.ts'
import './DateField.css'
import type { LocalDate } from '#shared/time.ts'
import { Field } from './Field.tsx'

type Props = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  /** As it is typed, day first; whoever holds it understands it. */
  value: string
  /** How it was understood: said beside the field, with its weekday, so that a slip is seen before it is saved. */
  understood: LocalDate | undefined
  /** Days that are often meant, at one press. */
  quick?: readonly { says: string; value: string }[]
  onChange: (value: string) => void
}

/** A day, typed as it is said. A browser's own date field puts the month first on many machines. */
export function DateField({ label, hint, error, id, value, understood, quick = [], onChange }: Props) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(id ? { id } : {})}
      control={parts => (
        <span className="app-date">
          <input
            {...parts}
            className="nhsuk-input app-input app-date__day"
            autoComplete="off"
            spellCheck={false}
            placeholder="day month year"
            value={value}
            onChange={event => onChange(event.target.value)}
          />
          {quick.map(({ says, value: meant }) => (
            <Button key={says} size="small" aria-label={`${label}: ${says}`} onClick={() => onChange(meant)}>
              {says}
            </Button>
          ))}
          {understood ? <span className="app-date__read">{showLongDate(understood)}</span> : null}
        </span>
      )}
    />
  )
}
