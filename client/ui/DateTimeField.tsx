import type { Instant } from '#shared/time.ts'
import { Button } from './Button.tsx'
import { dayOf, showDate, showLongDate, showTime } from './core/when.ts'
import './DateField.css'
import { FieldSet } from './FieldSet.tsx'

type Clock = { date: string; time: string }
type Props = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id?: string
  value: Clock
  /** How both were understood, by the clock in Britain. */
  understood: Instant | undefined
  /** Gives the present moment. */
  now: () => Instant
  onChange: (change: Partial<Clock>) => void
}

/** A day and a time of day in 24 hours. A browser's own time field shows twelve hours on many machines. */
export function DateTimeField({ label, hint, error, id, value, understood, now, onChange }: Props) {
  const takeNow = (at: Instant) => onChange({ date: showDate(dayOf(at)), time: showTime(at) })
  return (
    <FieldSet label={label} hint={hint} error={error}>
      <span className="app-date">
        <input
          {...(id ? { id } : {})}
          className="nhsuk-input app-input app-date__day"
          aria-label={`${label}: day`}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="day month year"
          value={value.date}
          onChange={event => onChange({ date: event.target.value })}
        />
        <input
          className="nhsuk-input app-input app-date__time"
          aria-label={`${label}: time, in 24 hours`}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          inputMode="numeric"
          placeholder="hh:mm"
          maxLength={9}
          value={value.time}
          onChange={event => onChange({ time: event.target.value })}
        />
        <Button size="small" aria-label={`${label}: now`} onClick={() => takeNow(now())}>
          Now
        </Button>
        {understood ? (
          <span className="app-date__read">
            {showLongDate(dayOf(understood))}, {showTime(understood)}
          </span>
        ) : null}
      </span>
    </FieldSet>
  )
}
