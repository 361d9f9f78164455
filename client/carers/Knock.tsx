import { type FormEvent, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { CarerLanguage } from '#shared/carers.ts'
import { type DoorWords, doorSaid, tongueOf } from './core/doorWords.ts'
import { Said } from './Said.tsx'

type Props = {
  language: CarerLanguage
  isWrong: boolean
  isBusy: boolean
  isUnheard: boolean
  onTry: (digits: string) => void
}

/** On another telephone than it was opened on first: whose is it? */
export function Knock({ language, isWrong, isBusy, isUnheard, onTry }: Props) {
  const [digits, setDigits] = useState('')
  const [isShort, setShort] = useState(false)
  const say = (name: keyof DoorWords) => <Said both={doorSaid(language)(name)} tongue={tongueOf(language)} />
  const says = isShort ? 'fourDigits' : isUnheard ? 'unreachedNow' : isWrong ? 'wrong' : null

  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = digits.replace(/\D/g, '')
    setShort(typed.length !== 4)
    if (typed.length === 4) onTry(typed)
  }

  return (
    <form className="app-stack" onSubmit={submit} noValidate>
      <h1 className="app-carer__title">{say('another')}</h1>
      <p>{say('typeDigits')}</p>
      <ErrorSummary errors={says ? [{ id: 'visit-digits', says: say(says) }] : []} title={say('notOpen')} />
      <TextField
        id="visit-digits"
        label={say('lastDigits')}
        value={digits}
        onChange={setDigits}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        className="app-carer__digits"
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {say(isBusy ? 'looking' : 'showMe')}
      </Button>
    </form>
  )
}
