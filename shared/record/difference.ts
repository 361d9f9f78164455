import { z } from 'zod'
import { below, type FieldPlace, named, nameOf, topOf } from './fieldPlace.ts'
import { elementOf, fieldsOf, keysBelow } from './fields.ts'
import { type Group, isGroup, isSame, sayValue } from './sayValue.ts'
import type { SectionName } from './sections.ts'
import { TextMark, textMarks } from './textMarks.ts'

/** One thing that differs between two versions of an item, in words. */
export const Difference = z.strictObject({
  /** Which field, as `fieldsOf` names it. */
  path: z.string(),
  /** What it is called: 'First choice', 'Medicines: Morphine, dose'. */
  words: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'moved']),
  /** Left out for long texts that are read by their marks. */
  before: z.string().optional(),
  after: z.string().optional(),
  marks: z.array(TextMark).optional(),
})
export type Difference = z.infer<typeof Difference>

/** From here on a text is read through the other, by word, and not one after the other. */
const LONG = 60

/**
 * What differs between two bodies of one section, field by field in the order of its schema, in words. Nothing when they are the
 * same; every value that is in one and not in the other is in it. `undefined` stands for a version without content.
 */
export function difference(section: SectionName, before: unknown, after: unknown): Difference[] {
  return between(topOf(section), before ?? {}, after ?? {})
}

function between(place: FieldPlace, before: unknown, after: unknown): Difference[] {
  if (isSame(before, after)) return []
  if (isGroupOrNothing(before) && isGroupOrNothing(after)) {
    const [a, b] = [before ?? {}, after ?? {}]
    return keysBelow(place.section, place.path).flatMap(key => between(below(place, key), a[key], b[key]))
  }
  if (isListOrNothing(before) && isListOrNothing(after)) return betweenLists(place, before ?? [], after ?? [])
  return [ofOne(place, before, after)]
}

/** Something that is said whole: what it was, and what it is. */
function ofOne({ section, path, words }: FieldPlace, before: unknown, after: unknown): Difference {
  if (before === undefined) return { path, words, change: 'added', after: sayValue(section, path, after) }
  if (after === undefined) return { path, words, change: 'removed', before: sayValue(section, path, before) }
  const marks = areLongTexts(section, path, before, after) && textMarks(before as string, after as string) // just asked
  if (marks) return { path, words, change: 'changed', marks }
  const [was, is] = [sayValue(section, path, before), sayValue(section, path, after)]
  return {
    path,
    words,
    change: 'changed',
    before: was,
    after: was === is ? toldApart(section, path, after) : is,
  }
}

function areLongTexts(section: SectionName, path: string, before: unknown, after: unknown): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false
  return (
    Math.max(before.length, after.length) > LONG && fieldsOf(section).get(path)?.kinds.has('text') === true
  )
}

/** Two values that read the same and are not: other items of the record, moments within one minute. */
function toldApart(section: SectionName, path: string, value: unknown): string {
  return fieldsOf(section).get(path)?.kinds.has('item') ? 'another item of this record' : String(value)
}

/**
 * Lists are compared by what is in them: what is the same is left out, things of the same name (the first of their fields) are
 * compared with one another, and the rest was taken out or put in. That the order changed is said as well.
 */
function betweenLists(
  place: FieldPlace,
  before: readonly unknown[],
  after: readonly unknown[],
): Difference[] {
  const pairs = pairUp(place, before, after)
  const gone = before.flatMap((value, at) => (pairs.some(pair => pair.before === at) ? [] : [value]))
  const added = after.flatMap((value, at) => (pairs.some(pair => pair.after === at) ? [] : [value]))
  const isMoved = pairs.some((pair, at) => at > 0 && pair.after < (pairs[at - 1]?.after ?? 0))
  const { section, path, words } = place
  const said = (value: unknown) => sayValue(section, elementOf(section, path), value)
  const inOrder = (list: readonly unknown[]) => list.map(value => nameOf(place, value)).join('; ')
  return [
    ...pairs.flatMap(pair =>
      between(named(place, before[pair.before]), before[pair.before], after[pair.after]),
    ),
    ...gone.map((value): Difference => ({ path, words, change: 'removed', before: said(value) })),
    ...added.map((value): Difference => ({ path, words, change: 'added', after: said(value) })),
    ...(isMoved
      ? [{ path, words, change: 'moved', before: inOrder(before), after: inOrder(after) } as const]
      : []),
  ]
}

type Pair = { before: number; after: number }

/** Which thing of the one list is which of the other: first the very same, then those of the same name. In the order before. */
function pairUp(place: FieldPlace, before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const pairs: Pair[] = []
  for (const isAlike of [isSame, (a: unknown, b: unknown) => isSameName(place, a, b)])
    before.forEach((value, at) => {
      if (pairs.some(pair => pair.before === at)) return
      const to = after.findIndex((other, j) => isAlike(value, other) && !pairs.some(pair => pair.after === j))
      if (to !== -1) pairs.push({ before: at, after: to })
    })
  return pairs.sort((a, b) => a.before - b.before)
}

function isSameName(place: FieldPlace, a: unknown, b: unknown): boolean {
  return isGroup(a) && isGroup(b) && nameOf(place, a) === nameOf(place, b)
}

function isGroupOrNothing(value: unknown): value is Group | undefined {
  return value === undefined || isGroup(value)
}
function isListOrNothing(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value)
}
