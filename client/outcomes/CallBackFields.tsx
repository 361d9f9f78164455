import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { clockTime, showTime } from '#client/ui/core/when.ts'
import { TextField } from '#client/ui/TextField.tsx'
import { useShown } from '#client/ui/useShown.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import { SECOND_BECAUSE_LIMIT } from '#shared/outcomes.ts'
import { plusSeconds } from '#shared/time.ts'
import { asTime, type OutcomeForm } from './core/outcomeForm.ts'
import { FIELD_WORDS } from './core/unkept.ts'

type Props = {
  form: OutcomeForm
  onChange: (change: Partial<OutcomeForm>) => void
  /** The call back that is owed about the person already. */
  owed: OwedAlready | null
  saysOf: (field: keyof OutcomeForm) => string | undefined
  /** A grown-up of the family is rung, at the latest by the next morning. */
  isFromChild?: boolean
}

const NEXT_MORNING = '10:00'

const IN = [
  { minutes: 30, says: '30 min' },
  { minutes: 60, says: '1 h' },
  { minutes: 240, says: '4 h' },
]

/**
 * Do we call back, and when? A promise with a clock, so it is never chosen for the nurse. The time is typed as text: a
 * browser's own time field shows twelve hours on many machines, and half past four is not half past sixteen. Where one is owed about
 * the person already, that is what "Yes" means until she says why there is to be a second.
 */
export function CallBackFields({ form, onChange, owed, saysOf, isFromChild = false }: Props) {
  const error = saysOf('callBack')
  const isYes = form.callBack === 'yes' || form.callBack === 'owed'
  const soon = (minutes: number) =>
    onChange({ callBackAt: clockTime(plusSeconds(new Date().toISOString(), minutes * 60)) })
  const [presses, setPresses] = useState(0)
  const shown = useShown<HTMLDivElement>(presses)
  return (
    <fieldset className={`app-field ${error ? 'app-field--wrong' : ''}`}>
      <legend className="app-field__legend">{FIELD_WORDS.callBack}</legend>
      {error ? (
        <span className="app-field__error" id="outcome-callBack-error">
          {error}
        </span>
      ) : null}
      {isFromChild ? (
        <span className="app-field__hint">A child rang: a grown-up of the family is rung, by tomorrow.</span>
      ) : null}
      <div className="app-outcome__call-back" ref={shown}>
        {(['no', 'yes'] as const).map(value => (
          <label className="app-choice" key={value}>
            <input
              className="app-choice__box"
              type="radio"
              name="callBack"
              {...(value === 'no' ? { id: 'outcome-callBack' } : {})}
              aria-describedby={error ? 'outcome-callBack-error' : undefined}
              checked={value === 'yes' ? isYes : form.callBack === 'no'}
              onChange={() => {
                onChange({ callBack: value === 'yes' && owed ? 'owed' : value })
                setPresses(presses + 1)
              }}
            />
            {value === 'no' ? 'No' : 'Yes'}
          </label>
        ))}
        {isYes && owed ? <Owed form={form} onChange={onChange} owed={owed} saysOf={saysOf} /> : null}
        {form.callBack === 'yes' ? (
          <div className="app-outcome__time">
            <TextField
              id="outcome-callBackAt"
              label={FIELD_WORDS.callBackAt}
              inputMode="numeric"
              placeholder="04:30"
              maxLength={5}
              error={saysOf('callBackAt')}
              value={form.callBackAt}
              onChange={callBackAt => onChange({ callBackAt })}
              onBlur={() => onChange({ callBackAt: asTime(form.callBackAt) })}
            />
            {IN.map(({ minutes, says }) => (
              <Button key={minutes} size="small" onClick={() => soon(minutes)}>
                in {says}
              </Button>
            ))}
            {isFromChild ? (
              <Button size="small" onClick={() => onChange({ callBackAt: NEXT_MORNING })}>
                at {NEXT_MORNING}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </fieldset>
  )
}

function Owed({ form, onChange, owed, saysOf }: Props & { owed: OwedAlready }) {
  const owner = owed.owner ? `${owed.owner} has it` : 'nobody has taken it yet'
  return (
    <fieldset className="app-outcome__owed">
      <legend className="nhsuk-u-visually-hidden">Which call back?</legend>
      {(['owed', 'yes'] as const).map(value => (
        <label className="app-choice" key={value}>
          <input
            className="app-choice__box"
            type="radio"
            name="whichCallBack"
            checked={form.callBack === value}
            onChange={() => onChange({ callBack: value })}
          />
          {value === 'owed'
            ? `The one that is owed already, by ${showTime(owed.dueAt)} (${owner})`
            : 'A second one'}
        </label>
      ))}
      {form.callBack === 'yes' ? (
        <TextField
          id="outcome-secondBecause"
          label="Why a second one?"
          maxLength={SECOND_BECAUSE_LIMIT}
          error={saysOf('secondBecause')}
          value={form.secondBecause}
          onChange={secondBecause => onChange({ secondBecause })}
        />
      ) : null}
    </fieldset>
  )
}
