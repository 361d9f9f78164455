import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { controlId } from './core/place.ts'
import { type FieldProps, useForm } from './FormContext.tsx'
import { GroupField } from './GroupField.tsx'
import { KindsField } from './KindsField.tsx'
import { ListField } from './ListField.tsx'
import { TimeField } from './TimeField.tsx'
import { TypedField } from './TypedField.tsx'
import { WhyNotField } from './WhyNotField.tsx'

/** One field of a form, whatever it takes. */
export function FormField({ field, value, path, isCalledFor = false, onChange }: FieldProps) {
  const { says } = useForm()
  switch (value.kind) {
    case 'orWhyNot':
      return <WhyNotField field={field} value={value} path={path} onChange={onChange} />
    case 'group':
      return (
        <GroupField field={field} value={value} path={path} isCalledFor={isCalledFor} onChange={onChange} />
      )
    case 'kinds':
      return <KindsField field={field} value={value} path={path} onChange={onChange} />
    case 'rows':
      return <ListField field={field} value={value} path={path} onChange={onChange} />
    case 'moment':
      return <TimeField field={field} value={value} path={path} onChange={onChange} />
    case 'typed':
      return field.kind === 'choice' || field.kind === 'yesNo' || field.kind === 'item' ? (
        <ChoiceField field={field} value={value} path={path} onChange={onChange} />
      ) : (
        <TypedField field={field} value={value} path={path} onChange={onChange} />
      )
    case 'lines':
      return (
        <TextArea
          id={controlId(path)}
          label={field.label}
          hint={field.hint}
          error={says(path)}
          rows={Math.min(5, value.text.split('\n').length + 1)}
          value={value.text}
          onChange={text => onChange(() => ({ ...value, text }))}
        />
      )
    case 'chosen':
      return (
        <Checkboxes
          id={controlId(path)}
          label={field.label}
          hint={field.hint}
          error={says(path)}
          choices={field.kind === 'choices' ? field.choices : []}
          values={value.values}
          onChange={values => onChange(() => ({ ...value, values }))}
        />
      )
    case 'kept':
      return null // shown by its group, beside the words that it goes with
    default:
      return value satisfies never
  }
}
