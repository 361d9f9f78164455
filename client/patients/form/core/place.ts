import { inASentence } from '#client/ui/core/inASentence.ts'
import type { Field } from './field.ts'

/** Where a field stands in the form, and what it is called there. */
export type Place = { readonly path: string; readonly label: string }

export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** The place of a field within its group. What is in a row is named with its row: 'Medicine 2, Dose'. */
export function inGroup<Where extends Place>(group: Where, field: Field): Where {
  const isRow = /\d$/.test(group.path)
  const label = isRow ? `${group.label}, ${inASentence(field.label)}` : field.label
  return { ...group, path: below(group.path, field.name), label }
}

/** The place of a row in its list, counted from 0. */
export function inList<Where extends Place>(list: Where, field: Field & { kind: 'list' }, at: number): Where {
  return { ...list, path: below(list.path, String(at)), label: `${field.of.label} ${at + 1}` }
}

/** The id of the control at a place: what an error summary links to. */
export function controlId(path: string): string {
  return path === '' ? 'edit' : `edit-${path.replaceAll('.', '-')}`
}
