import { Button } from '#client/ui/Button.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { DoseFields } from '#shared/onThePhone.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import { doseBenefits } from '#shared/record/medicines.ts'
import { OTHER } from './core/doneForm.ts'

type Props = {
  dose: DoseFields
  place: number
  medicines: readonly LedgerLine[]
  saysAt: (id: string) => string | undefined
  onChange: (some: Partial<DoseFields>) => void
  onRemove: () => void
}

/** One dose that was given: of what lies in the house, with how many are left by the record, or of something else. */
export function DoseGiven({ dose, place, medicines, saysAt, onChange, onRemove }: Props) {
  const id = `dose-${place}`
  const chosen = medicines.find(({ drug }) => drug === dose.drug)
  const isOther = dose.drug === OTHER
  return (
    <fieldset className="app-card app-phone__dose">
      <legend>Medicine {place + 1}</legend>
      {medicines.length > 0 ? (
        <Select
          id={`${id}-drug`}
          label="Which"
          error={saysAt(`${id}-drug`)}
          value={dose.drug}
          choices={[
            ...[...new Set(medicines.map(({ drug }) => drug))].map(drug => ({ value: drug, says: drug })),
            { value: OTHER, says: 'Another medicine' },
          ]}
          onChange={drug => onChange({ drug })}
        />
      ) : null}
      {chosen?.left === undefined ? null : (
        <p className="app-quiet">
          {chosen.left} left by the record{chosen.detail ? `, ${chosen.detail}` : ''}.
        </p>
      )}
      {isOther ? (
        <TextField
          id={medicines.length > 0 ? `${id}-other` : `${id}-drug`}
          label="Name of the medicine"
          error={medicines.length > 0 ? undefined : saysAt(`${id}-drug`)}
          value={dose.other}
          onChange={other => onChange({ other })}
          maxLength={120}
        />
      ) : null}
      <TextField
        id={`${id}-dose`}
        label="How much"
        hint="2.5 mg"
        error={saysAt(`${id}-dose`)}
        value={dose.dose}
        onChange={amount => onChange({ dose: amount })}
        maxLength={70}
      />
      <TextField
        id={`${id}-route`}
        label="How (may stay empty)"
        hint="Under the skin"
        value={dose.route}
        onChange={route => onChange({ route })}
        maxLength={70}
      />
      <TextField
        id={`${id}-time`}
        label="At what time"
        hint="24 hours, as 02:40"
        error={saysAt(`${id}-time`)}
        value={dose.time}
        onChange={time => onChange({ time })}
        maxLength={9}
        inputMode="numeric"
      />
      <TextField
        id={`${id}-because`}
        label="What for (may stay empty)"
        value={dose.because}
        onChange={because => onChange({ because })}
        maxLength={200}
      />
      <Select
        label="Did it help? (may stay empty)"
        value={dose.benefit ?? ''}
        choices={(Object.keys(doseBenefits) as (keyof typeof doseBenefits)[]).map(value => ({
          value, // keys of the table
          says: doseBenefits[value].text,
        }))}
        onChange={benefit => onChange({ benefit })}
      />
      <div className="app-row">
        <Button look="quiet" onClick={onRemove}>
          Take this one away
        </Button>
      </div>
    </fieldset>
  )
}
