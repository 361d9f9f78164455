import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate } from '#client/ui/core/when.ts'
import { TextField } from '#client/ui/TextField.tsx'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { type PastForm, type PastMoment, pastMoment } from './core/pastMoment.ts'

const DAY = 86_400
const AGO = [
  { days: 1, says: 'Yesterday' },
  { days: 7, says: 'A week ago' },
  { days: 30, says: 'A month ago' },
]

type Props = { now: Instant; onChoose: (at: Instant) => void }

/** Which day, and if it matters which hour. A day alone means its end. */
export function PastMomentForm({ now, onChoose }: Props) {
  const [form, setForm] = useState<PastForm>({ day: '', time: '' })
  const [wrong, setWrong] = useState<Extract<PastMoment, { kind: 'wrong' }> | null>(null)

  function choose(chosen: PastForm) {
    const moment = pastMoment(chosen, now)
    setForm(chosen)
    setWrong(moment.kind === 'wrong' ? moment : null)
    if (moment.kind === 'moment') onChoose(moment.at)
  }

  return (
    <form
      className="app-past__form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        choose(form)
      }}
    >
      <TextField
        id="past-day"
        label="Day"
        placeholder="22 11 2026"
        error={wrong?.field === 'day' ? wrong.says : undefined}
        value={form.day}
        onChange={day => setForm({ ...form, day })}
        maxLength={20}
        data-first
      />
      <TextField
        id="past-time"
        label="Time, if it matters"
        placeholder="02:30"
        inputMode="numeric"
        error={wrong?.field === 'time' ? wrong.says : undefined}
        value={form.time}
        onChange={time => setForm({ ...form, time })}
        maxLength={5}
      />
      <Button type="submit" look="primary">
        Show it
      </Button>
      {AGO.map(({ days, says }) => (
        <Button
          key={days}
          onClick={() => choose({ day: showDate(dayOf(plusSeconds(now, -days * DAY))), time: '' })}
        >
          {says}
        </Button>
      ))}
    </form>
  )
}
