import type { Field } from './field.ts'

/** Letters of choices that stand side by side in half the width of a form. */
const LETTERS_IN_A_ROW = 36
const MOST_IN_A_ROW = 11
const MOST_BELOW_EACH_OTHER = 5

export type ChoiceLook = 'row' | 'stack' | 'select'

/**
 * How one of several choices is offered: all in sight, to take with one press, while they are few or short; else as a list.
 * A choice that may also be unknown is a list: the reasons stand apart in it.
 */
export function lookOf(field: Field): ChoiceLook {
  if (field.mayBeUnknown || field.kind === 'item') return 'select'
  if (field.kind === 'yesNo') return 'row'
  if (field.kind !== 'choice') return 'select'
  const { choices } = field
  const letters = choices.reduce((sum, { says }) => sum + says.length, 0)
  if (letters <= LETTERS_IN_A_ROW && choices.length <= MOST_IN_A_ROW) return 'row'
  return field.isNeeded && choices.length <= MOST_BELOW_EACH_OTHER ? 'stack' : 'select'
}

/** Whether a field takes the whole width of the form; the others stand in pairs. */
export function isWide(field: Field): boolean {
  switch (field.kind) {
    case 'text':
    case 'lines':
    case 'list':
    case 'group':
    case 'kinds':
    case 'choices':
    case 'kept':
      return true
    case 'choice':
      return lookOf(field) === 'stack'
    default:
      return field.mayBeUnknown && field.kind === 'moment'
  }
}
