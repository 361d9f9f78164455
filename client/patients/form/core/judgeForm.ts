import { inASentence } from '#client/ui/core/inASentence.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { type Field, formOf } from './field.ts'
import { isBlank } from './isBlank.ts'
import { inGroup, inList, type Place } from './place.ts'
import { readForm, type Wanting } from './readForm.ts'
import type { Writing } from './starting.ts'
import type { Value } from './value.ts'

export type Judged =
  | { readonly kind: 'ready'; readonly body: unknown }
  | { readonly kind: 'wanting'; readonly wants: readonly Wanting[] }

type Content = { readonly knownState: KnownState; readonly body?: unknown }

/** What is to be saved, or what is still wanting: where there is nothing to write, the fields are not asked. */
export function judgeWriting(
  section: SectionName,
  { whyNot, value }: Writing,
  now: Instant,
): { readonly kind: 'ready'; readonly content: Content } | Extract<Judged, { kind: 'wanting' }> {
  if (whyNot !== '') return { kind: 'ready', content: { knownState: whyNot } }
  const judged = judgeForm(section, value, now)
  return judged.kind === 'ready'
    ? { kind: 'ready', content: { knownState: 'known', body: judged.body } }
    : judged
}

/** What stands in a form, finished or not: to be held against what somebody else wrote. */
export function contentOf(section: SectionName, { whyNot, value }: Writing, now: Instant): Content {
  if (whyNot !== '') return { knownState: whyNot }
  return { knownState: 'known', body: readForm(formOf(section), value, now).body }
}

/** The body to keep, or what the form still wants, in words and in the order of its fields. */
export function judgeForm(section: SectionName, value: Value, now: Instant): Judged {
  const form = formOf(section)
  const { body, wants } = readForm(form, value, now)
  if (wants.length > 0) return { kind: 'wanting', wants }
  const parsed = parseBody(section, body)
  if (parsed.success) return { kind: 'ready', body: parsed.data }
  return { kind: 'wanting', wants: parsed.error.issues.map(issue => wantingOf(form, value, issue)) }
}

type Issue = NonNullable<ReturnType<typeof parseBody>['error']>['issues'][number]

function wantingOf(form: Field, value: Value, found: Issue): Wanting {
  const issue = ofValue(found)
  const place = placeOf(form, value, { path: '', label: form.label }, issue.path)
  return { ...place, says: isWorded(issue) ? inASentence(issue.message) : 'look at this again.' }
}

/** Of a field that may say why it has no value: what is wrong with the value. */
function ofValue(issue: Issue): Issue {
  const [own] = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : []
  return own ? { ...own, path: [...issue.path, ...own.path] } : issue
}

/** Whether the words are ours: rules that the schemas state, and lengths of texts. Others are zod's own, in its words. */
function isWorded({ code, ...issue }: Issue): boolean {
  if (code === 'custom') return true
  if (code === 'too_big' || code === 'too_small') return 'origin' in issue && issue.origin === 'string'
  return code === 'invalid_format' && 'format' in issue && issue.format === 'regex'
}

/** The field at a place in the body. Blank rows were left out of it, so the rows of the form are counted without them. */
function placeOf(field: Field, value: Value, place: Place, path: readonly PropertyKey[]): Place {
  if (value.kind === 'orWhyNot') return placeOf(field, value.value, place, path)
  const [key, ...rest] = path
  if (key === undefined) return place
  if (field.kind === 'list' && value.kind === 'rows') {
    const row = value.rows.filter(each => !isBlank(each.value))[Number(key)]
    return row ? placeOf(field.of, row.value, inList(place, field, value.rows.indexOf(row)), rest) : place
  }
  if (field.kind === 'lines') return { ...place, label: `${place.label}, line ${Number(key) + 1}` }
  const [fields, values] = insideOf(field, value)
  const next = fields.find(each => each.name === key)
  const held = values[String(key)]
  if (!next) return place
  return held ? placeOf(next, held, inGroup(place, next), rest) : inGroup(place, next)
}

function insideOf(field: Field, value: Value): [readonly Field[], Readonly<Record<string, Value>>] {
  if (field.kind === 'group' && value.kind === 'group') return [field.fields, value.fields]
  if (field.kind === 'kinds' && value.kind === 'kinds')
    return [[field.by, ...(field.options[value.chosen] ?? [])], value.fields]
  return [[], {}]
}
