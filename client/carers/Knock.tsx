import { type FormEvent, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'

type Props = { isWrong: boolean; isBusy: boolean; isUnheard: boolean; onTry: (digits: string) => void }

/** On another telephone than it was opened on first: whose is it? */
export function Knock({ isWrong, isBusy, isUnheard, onTry }: Props) {
  const [digits, setDigits] = useState('')
  const [isShort, setShort] = useState(false)
  const says = isShort
    ? 'Type four digits.'
    : isUnheard
      ? 'We cannot be reached just now. Try again, or phone us.'
      : isWrong
        ? 'Those are not the digits. After five wrong tries this link opens on no other phone.'
        : null

  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = digits.replace(/\D/g, '')
    setShort(typed.length !== 4)
    if (typed.length === 4) onTry(typed)
  }

  return (
    <form className="app-stack" onSubmit={submit} noValidate>
      <h1 className="app-carer__title">This link was opened on another phone first</h1>
      <p>To see it here as well, type the last four digits of the phone number that the text was sent to.</p>
      <ErrorSummary errors={says ? [{ id: 'visit-digits', says }] : []} title="It is not open yet" />
      <TextField
        id="visit-digits"
        label="Last four digits"
        value={digits}
        onChange={setDigits}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        className="app-carer__digits"
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Looking…' : 'Show me'}
      </Button>
    </form>
  )
}
