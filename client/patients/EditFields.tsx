import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { preferredPlaces } from '#shared/record/places.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { phoneUses } from '#shared/record/who.ts'
import type { EditForm } from './core/editable.ts'

type Props = {
  section: SectionName
  form: EditForm
  errors: readonly { id: string; says: string }[]
  onChange: (change: Partial<EditForm>) => void
}

const PLACES = choicesOf(preferredPlaces)
const USES = choicesOf(phoneUses)
const SEVERITIES = [
  { value: 'information', says: 'To know' },
  { value: 'caution', says: 'Take care' },
  { value: 'danger', says: 'Danger: seen before anything else' },
]

/** The fields of one small edit. Ids match those the error summary links to. */
export function EditFields({ section, form, errors, onChange }: Props) {
  const errorOf = (wanted: string) => errors.find(({ id }) => id === wanted)?.says
  const choice = (label: string, choices: readonly { value: string; says: string }[]) => (
    <Select
      id="edit-choice"
      label={label}
      error={errorOf('edit-choice')}
      value={form.choice}
      choices={choices}
      onChange={value => onChange({ choice: value })}
    />
  )
  const more = (label: string) => (
    <TextField
      id="edit-more"
      label={label}
      error={errorOf('edit-more')}
      value={form.more}
      onChange={value => onChange({ more: value })}
    />
  )
  const text = (label: string) => (
    <TextArea
      id="edit-text"
      label={label}
      error={errorOf('edit-text')}
      rows={4}
      value={form.text}
      onChange={value => onChange({ text: value })}
    />
  )
  switch (section) {
    case 'phones':
      return (
        <>
          <TextField
            id="edit-text"
            label="Number"
            error={errorOf('edit-text')}
            type="tel"
            value={form.text}
            onChange={value => onChange({ text: value })}
          />
          {choice('Which telephone', USES)}
          {more('Note, such as whose it is')}
        </>
      )
    case 'notes':
      return (
        <>
          {text('What you have learnt')}
          {more('About (a few words)')}
        </>
      )
    case 'alerts':
      return (
        <>
          {text('What the next person must know')}
          {choice('How much it matters', SEVERITIES)}
        </>
      )
    default:
      return (
        <>
          {choice('First choice', PLACES)}
          {more('In their words')}
        </>
      )
  }
}

function choicesOf(list: Readonly<Record<string, { readonly text: string }>>) {
  return Object.entries(list).map(([value, { text }]) => ({ value, says: text }))
}
