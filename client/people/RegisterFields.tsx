import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { DateField } from '#client/ui/DateField.tsx'
import { FieldSet } from '#client/ui/FieldSet.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { CALLS_RECORDED, ConsentValue, consentValues } from '#shared/record/consent.ts'
import { type MayBeTold, mayBeToldChoices } from '#shared/record/people.ts'
import { nhsNumberStatuses } from '#shared/record/who.ts'
import { type AskedPart, askedParts, type RegisteringOffer } from '#shared/registering.ts'
import type { RegisterForm } from './core/registerForm.ts'

type Props = {
  form: RegisterForm & { organisationId: string }
  offer: RegisteringOffer
  errors: readonly { id: string; says: string }[]
  onChange: (change: Partial<RegisterForm>) => void
}

const choices = <Key extends string>(set: Readonly<Record<Key, { text: string }>>, keys: readonly Key[]) =>
  keys.map(value => ({ value, says: set[value].text }))
const AGREEMENTS = [
  ['register', 'To be on the register'],
  ['share', 'To share with those who give care'],
  ['tellCarers', 'That carers are told'],
  ['recording', `To ${CALLS_RECORDED}`],
] as const

/** The short form of a referral. Only a name is needed; what is left empty was not asked. */
export function RegisterFields({ form, offer, errors, onChange }: Props) {
  const text = (id: keyof RegisterForm & string, label: string, more: object = {}) => (
    <TextField
      id={`register-${id}`}
      label={label}
      value={String(form[id])}
      error={errors.find(error => error.id === `register-${id}`)?.says}
      onChange={value => onChange({ [id]: value })}
      {...more}
    />
  )
  const turn = (part: AskedPart) =>
    onChange({
      notKnown: form.notKnown.includes(part)
        ? form.notKnown.filter(each => each !== part)
        : [...form.notKnown, part],
    })
  return (
    <div className="app-register__fields">
      {text('given', 'First names', { autoFocus: true, maxLength: 70 })}
      {text('family', 'Family name', { maxLength: 70 })}
      <DateField
        id="register-birthDate"
        label="Birth date"
        value={form.birthDate}
        understood={spokenDate(form.birthDate, new Date().getFullYear())}
        error={errors.find(({ id }) => id === 'register-birthDate')?.says}
        onChange={birthDate => onChange({ birthDate })}
      />
      {text('nhsNumber', 'NHS number', { inputMode: 'numeric', maxLength: 20 })}
      {text('street', 'Address', { maxLength: 300, hint: 'Lines with a comma between them.' })}
      {text('postcode', 'Postcode', { maxLength: 10 })}
      {text('phone', 'Telephone', { inputMode: 'tel', maxLength: 40 })}
      {text('gpPractice', 'GP practice', { list: 'register-practices', maxLength: 120 })}
      <datalist id="register-practices">
        {offer.organisations
          .filter(({ isGp }) => isGp)
          .map(({ organisationId, name }) => (
            <option key={organisationId} value={name} />
          ))}
      </datalist>
      {text('carerName', 'Main carer', { maxLength: 120 })}
      {text('carerRelationship', 'What they are to the person', { maxLength: 70 })}
      {text('carerPhone', 'Carer’s telephone', { inputMode: 'tel', maxLength: 40 })}
      <Select
        id="register-carerMayBeTold"
        label="The carer may be told"
        value={form.carerMayBeTold}
        choices={choices<MayBeTold>(mayBeToldChoices, ['all', 'condition', 'logistics', 'nothing'])}
        onChange={carerMayBeTold => onChange({ carerMayBeTold })}
      />
      {text('diagnosis', 'Diagnosis', { maxLength: 300 })}
      {text('referredBy', 'Who refers', { maxLength: 120 })}
      <Select
        id="register-organisationId"
        label="From which organisation"
        value={form.organisationId}
        choices={offer.organisations.map(({ organisationId, name }) => ({
          value: organisationId as string,
          says: name,
        }))}
        onChange={organisationId => onChange({ organisationId })}
      />
      <div className="app-register__wide">
        <TextArea
          id="register-reason"
          label="Why they are referred"
          value={form.reason}
          onChange={reason => onChange({ reason })}
          maxLength={2000}
          rows={2}
        />
      </div>
      <div className="app-register__wide">
        <FieldSet
          label="What the person agreed to"
          hint="Four different things: each is asked on its own. Left empty, it was not asked yet."
          isRow
        >
          {AGREEMENTS.map(([key, says]) => (
            <Select
              key={key}
              id={`register-${key}`}
              label={says}
              value={form[key]}
              error={errors.find(({ id }) => id === `register-${key}`)?.says}
              choices={choices(consentValues, ConsentValue.options)}
              onChange={value => onChange({ [key]: value })}
            />
          ))}
        </FieldSet>
      </div>
      <div className="app-register__wide">
        <FieldSet label="Asked, and not known" hint="What is left empty and not ticked was not asked." isRow>
          {(Object.keys(askedParts) as AskedPart[]) // keys of a const object
            .map(part => (
              <label key={part} className="app-choice">
                <input
                  className="app-choice__box"
                  type="checkbox"
                  checked={form.notKnown.includes(part)}
                  onChange={() => turn(part)}
                />
                {askedParts[part].text}
              </label>
            ))}
        </FieldSet>
      </div>
      {form.nhsNumber.trim() ? (
        <Select
          id="register-nhsNumberStatus"
          label="How the NHS number is known"
          value={form.nhsNumberStatus}
          choices={choices<'01' | '02' | '03'>(nhsNumberStatuses, ['01', '02', '03'])}
          onChange={nhsNumberStatus => onChange({ nhsNumberStatus })}
        />
      ) : null}
    </div>
  )
}
