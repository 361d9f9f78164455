import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import type { KnownState, NotKnown } from '#shared/record/knownState.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { inField } from './changeValue.ts'
import { formOf } from './field.ts'
import { type Value, valueFrom } from './value.ts'

/** What a form holds while it is written: the fields, or why there is nothing to write in them. */
export type Writing = { readonly whyNot: NotKnown | ''; readonly value: Value }

/** An item of the record as a form needs it; absent for something new. */
export type Item = {
  readonly itemId: string
  readonly version: number
  readonly knownState: KnownState
  readonly body?: unknown
  readonly recordedAt?: Instant
}

/** A form that holds this much already. */
export function writingOf(
  section: SectionName,
  { knownState, body }: Pick<Item, 'knownState' | 'body'>,
): Writing {
  const form = formOf(section)
  if (knownState !== 'known') return { whyNot: knownState, value: valueFrom(form) }
  return { whyNot: '', value: valueFrom(form, body) }
}

/** A form as it is first shown: what the record holds, or blank. Nothing is chosen for the nurse but that a measure is of now. */
export function startOf(section: SectionName, item: Item | undefined, now: Instant): Writing {
  if (item) return writingOf(section, item)
  const blank = valueFrom(formOf(section))
  if (!sectionOf(section).isSeries) return { whyNot: '', value: blank }
  const at = { kind: 'moment', date: showDate(dayOf(now)), time: showTime(now) } as const
  return { whyNot: '', value: inField(blank, 'at', () => at) }
}

/** What is always known once it is written, and what nobody is asked for. */
const ALWAYS_KNOWN: readonly SectionName[] = ['identity', 'registerStatus', 'notes', 'alerts']

/** Whether an item of this section can say why there is nothing: of a list, when it stands for the whole of it. */
export function mayBeWithout(section: SectionName): boolean {
  const { cardinality, isExpected, isSeries } = sectionOf(section)
  return !ALWAYS_KNOWN.includes(section) && !isSeries && (cardinality === 'one' || isExpected === true)
}

export function isSameWriting(one: Writing, other: Writing): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
