import { type ComponentType, createContext, useContext } from 'react'
import type { SectionName } from '#shared/record/sections.ts'
import type { Choice } from './core/choices.ts'
import type { Field } from './core/field.ts'
import type { Value } from './core/value.ts'

export type FieldProps<Of extends Value['kind'] = Value['kind']> = {
  field: Field
  value: Extract<Value, { kind: Of }>
  /** Its place in the form: 'items.0.drug'. */
  path: string
  /** What was answered beside it asks for it. */
  isCalledFor?: boolean
  onChange: Change
}
/** From what stands there now: two changes in one breath both count. */
export type Change = (change: (now: Value) => Value) => void

/** What every field of one form needs to know of its surroundings. */
export type FormSurroundings = {
  /** What is wanting at a place of the form, in words. */
  says: (path: string) => string | undefined
  /** Whether anything is wanting at a place or below it. */
  isWanting: (path: string) => boolean
  /** The items of the record that a field may point to. */
  itemsOf: (section: SectionName) => readonly Choice[]
  /** Words from the record that are likely in a field, by its path. */
  suggestionsFor: (path: string) => readonly string[]
  /** Draws any field: groups and lists hold fields of every kind, themselves among them. */
  AnyField: ComponentType<FieldProps>
}

const FormContext = createContext<FormSurroundings | null>(null)
export const FormSurround = FormContext.Provider

export function useForm(): FormSurroundings {
  const surroundings = useContext(FormContext)
  if (!surroundings) throw new Error('this field is outside of a form')
  return surroundings
}
