import type { Field } from './field.ts'
import type { Value, Values } from './value.ts'

type Kept = Extract<Value, { kind: 'kept' }>

/** The words, as they now stand, that something kept goes with. */
export function wordsNow(field: Field, values: Values): string {
  const words = field.kind === 'kept' ? values[field.goesWith] : undefined
  return words?.kind === 'typed' ? words.text : ''
}

/** Whether the words were changed, so that somebody must say if the code is still right. */
export function isInDoubt(field: Field, { was, words }: Kept, values: Values): boolean {
  return was !== undefined && words !== wordsNow(field, values)
}

/** A code of other words than these would be read as a fact: when they were changed it stays only if somebody says so. */
export function keptOf(field: Field, value: Kept, values: Values): unknown {
  if (value.isRight === 'no') return undefined
  return value.isRight === 'yes' || !isInDoubt(field, value, values) ? value.was : undefined
}
