import { useMemo } from 'react'
import type { SectionName } from '#shared/record/sections.ts'
import { inField } from './core/changeValue.ts'
import { type Field, formOf } from './core/field.ts'
import { controlId } from './core/place.ts'
import type { Surroundings } from './core/surroundings.ts'
import type { Value } from './core/value.ts'
import { FieldsOf } from './FieldsOf.tsx'
import { type Change, FormSurround, type FormSurroundings } from './FormContext.tsx'
import { FormField } from './FormField.tsx'
import './SectionForm.css'

/** What is wanting, by its place: said beside the field. */
export type Said = { path: string; says: string }

type Props = {
  section: SectionName
  value: Value
  said: readonly Said[]
  around: Surroundings
  onChange: Change
}

/** Every field of one section, as a nurse reads them: what matters first, then, at a press, the rest. */
export function SectionForm({ section, value, said, around, onChange }: Props) {
  const form = formOf(section)
  const surroundings = useMemo(() => surroundingsOf(section, said, around), [section, said, around])
  return (
    <FormSurround value={surroundings}>
      <div className="app-form" id={controlId('')} tabIndex={-1}>
        {form.hint ? <p className="app-quiet app-small">{form.hint}</p> : null}
        <Whole form={form} value={value} onChange={onChange} />
      </div>
    </FormSurround>
  )
}

function Whole({ form, value, onChange }: { form: Field; value: Value; onChange: Change }) {
  if (form.kind !== 'group' || value.kind !== 'group')
    return <FormField field={form} value={value} path="" onChange={onChange} />
  return (
    <FieldsOf
      fields={form.fields}
      values={value.fields}
      path=""
      onChange={(name, change) => onChange(now => inField(now, name, change))}
    />
  )
}

function surroundingsOf(section: SectionName, said: readonly Said[], around: Surroundings): FormSurroundings {
  return {
    says: path => asSentence(said.find(each => each.path === path)?.says),
    isWanting: path => said.some(each => each.path === path || each.path.startsWith(`${path}.`)),
    itemsOf: of =>
      around.items.filter(item => item.section === of).map(({ itemId, says }) => ({ value: itemId, says })),
    AnyField: FormField,
    suggestionsFor: path => around.suggestions[`${section}.${path}`] ?? [],
  }
}

/** What follows a colon in the summary stands by itself beside its field. */
function asSentence(says: string | undefined): string | undefined {
  return says === undefined ? undefined : says.slice(0, 1).toUpperCase() + says.slice(1)
}
