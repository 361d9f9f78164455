import { Select } from '#client/ui/Select.tsx'
import { NotKnown, notKnownChoices } from '#shared/record/knownState.ts'
import { useChoices } from './ChoiceField.tsx'
import { inValue } from './core/changeValue.ts'
import { choicesFrom } from './core/choices.ts'
import { isBlank } from './core/isBlank.ts'
import { controlId } from './core/place.ts'
import { type FieldProps, useForm } from './FormContext.tsx'

const REASONS = choicesFrom(notKnownChoices)
const APART = 'Without an answer'

/** A field that may say why it has no value. Of a choice the reasons are choices too; anything else has them beneath. */
export function WhyNotField({ field, value, path, onChange }: FieldProps<'orWhyNot'>) {
  const { says, AnyField } = useForm()
  const inner = value.value
  const choices = useChoices(field, inner.kind === 'typed' ? inner.text : '')
  const isChoice = inner.kind === 'typed' && (field.kind === 'choice' || field.kind === 'yesNo')

  /** Only where nothing stands is there a reason to give. */
  const isAsked = value.whyNot !== '' || isBlank(inner)

  if (isChoice)
    return (
      <Select
        id={controlId(path)}
        label={field.label}
        hint={field.hint}
        error={says(path)}
        value={value.whyNot || inner.text}
        choices={choices}
        apart={{ says: APART, choices: REASONS }}
        onChange={chosen => {
          const why = NotKnown.safeParse(chosen)
          onChange(() => ({
            ...value,
            whyNot: why.success ? why.data : '',
            value: { ...inner, text: why.success ? '' : chosen },
          }))
        }}
      />
    )
  return (
    <div className="app-form__why-not">
      {value.whyNot === '' ? (
        <AnyField
          field={field}
          value={inner}
          path={path}
          onChange={change => onChange(now => inValue(now, change))}
        />
      ) : null}
      {isAsked ? (
        <Select
          label={value.whyNot === '' ? `${field.label}: or why it is not known` : field.label}
          value={value.whyNot}
          choices={REASONS}
          onChange={whyNot => onChange(() => ({ ...value, whyNot }))}
        />
      ) : null}
    </div>
  )
}
