import type { ReactNode } from 'react'
import { showDate } from '#client/ui/core/when.ts'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusWish } from '#client/ui/useFocusWish.ts'
import type { SaidErrors, SaidForm } from './core/said.ts'
import { spokenDate } from './core/spokenDate.ts'

type Props = {
  form: SaidForm
  errors: SaidErrors
  onChange: (field: keyof SaidForm, value: string) => void
  /** A child is asked for nothing that proves anything: what is left are words to search by. */
  isChild?: boolean
  /** What can be done with it. */
  children: ReactNode
}

/** What the caller says of the person, in their words. Two that match open the record. */
export function SaidFields({ form, errors, onChange, isChild = false, children }: Props) {
  const first = useFocusWish<HTMLInputElement>('I', 'To: who is this about')
  const date = spokenDate(form.birthDate, new Date().getFullYear())
  return (
    <div className="app-identity__grid">
      <TextField
        id="said-name"
        label="Their name"
        inputRef={first}
        error={errors.name}
        value={form.name}
        onChange={value => onChange('name', value)}
        maxLength={200}
      />
      {isChild ? null : (
        <TextField
          id="said-birthDate"
          label={date ? `Birth date: ${showDate(date)}` : 'Birth date'}
          placeholder="14 5 1955"
          error={errors.birthDate}
          value={form.birthDate}
          onChange={value => onChange('birthDate', value)}
        />
      )}
      <TextField
        id="said-address"
        label="Postcode or first line"
        error={errors.address}
        value={form.address}
        onChange={value => onChange('address', value)}
        maxLength={200}
      />
      {isChild ? null : (
        <>
          <TextField
            id="said-nhsNumber"
            label="NHS number"
            inputMode="numeric"
            error={errors.nhsNumber}
            value={form.nhsNumber}
            onChange={value => onChange('nhsNumber', value)}
          />
          <TextField
            id="said-phrase"
            label="Agreed phrase"
            value={form.phrase}
            onChange={value => onChange('phrase', value)}
            maxLength={200}
          />
        </>
      )}
      <TextField
        id="said-phone"
        label="Another phone"
        inputMode="tel"
        value={form.phone}
        onChange={value => onChange('phone', value)}
        maxLength={40}
      />
      <div className="app-identity__acts">{children}</div>
    </div>
  )
}
