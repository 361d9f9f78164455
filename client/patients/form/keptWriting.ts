import { z } from 'zod'
import { NotKnown } from '#shared/record/knownState.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { type Field, formOf } from './core/field.ts'
import type { Writing } from './core/starting.ts'
import { type Value, type Values, valueFrom } from './core/value.ts'

/**
 * What was half-written when the page was left, as its form holds it today: exactly as it was typed. A field that is of another
 * kind by now, or that is not in what was kept, is as `start` has it: a form of last week never breaks one of today.
 */
export function keptWriting(section: SectionName, kept: unknown, start: Writing): Writing {
  const read = Kept.safeParse(kept)
  if (!read.success) return start
  return { whyNot: read.data.whyNot, value: asTyped(formOf(section), read.data.value, start.value) }
}

const WhyNot = z.union([NotKnown, z.literal('')])
const Kept = z.object({ whyNot: WhyNot, value: z.unknown() })
const Clock = z.object({ date: z.string(), time: z.string() })
const Fields = z.record(z.string(), z.unknown())

/** In the order in which `valueFrom` writes them: two forms are compared by how they read. */
const READ = {
  typed: z.object({
    kind: z.literal('typed'),
    text: z.string(),
    was: z.object({ text: z.string(), body: z.unknown() }).optional(),
  }),
  lines: z.object({ kind: z.literal('lines'), text: z.string(), isThere: z.boolean() }),
  chosen: z.object({ kind: z.literal('chosen'), values: z.array(z.string()), isThere: z.boolean() }),
  moment: Clock.extend({ kind: z.literal('moment'), was: Clock.extend({ body: z.string() }).optional() }),
  kept: z.object({
    kind: z.literal('kept'),
    was: z.unknown(),
    words: z.string(),
    isRight: z.enum(['', 'yes', 'no']),
  }),
  rows: z.object({
    kind: z.literal('rows'),
    rows: z.array(z.object({ id: z.int(), value: z.unknown() })),
    isThere: z.boolean(),
  }),
  group: z.object({ kind: z.literal('group'), fields: Fields, isThere: z.boolean() }),
  kinds: z.object({ kind: z.literal('kinds'), chosen: z.string(), fields: Fields }),
  orWhyNot: z.object({ kind: z.literal('orWhyNot'), whyNot: WhyNot, value: z.unknown() }),
} as const

function asTyped(field: Field, kept: unknown, start: Value): Value {
  switch (start.kind) {
    case 'typed': {
      const { data } = READ.typed.safeParse(kept)
      if (!data) return start
      return { kind: 'typed', text: data.text, ...(data.was ? { was: data.was } : {}) }
    }
    case 'lines':
      return READ.lines.safeParse(kept).data ?? start
    case 'chosen':
      return READ.chosen.safeParse(kept).data ?? start
    case 'moment': {
      const { data } = READ.moment.safeParse(kept)
      if (!data) return start
      return { kind: 'moment', date: data.date, time: data.time, ...(data.was ? { was: data.was } : {}) }
    }
    case 'kept': {
      const { data } = READ.kept.safeParse(kept)
      return data ? { kind: 'kept', was: data.was, words: data.words, isRight: data.isRight } : start
    }
    case 'rows': {
      const { data } = READ.rows.safeParse(kept)
      if (!data || field.kind !== 'list') return start
      const rows = data.rows.map(({ id, value }) => ({
        id,
        value: asTyped(field.of, value, valueFrom(field.of)),
      }))
      return { kind: 'rows', rows, isThere: data.isThere }
    }
    case 'group': {
      const { data } = READ.group.safeParse(kept)
      if (!data || field.kind !== 'group') return start
      return {
        kind: 'group',
        fields: allAsTyped(field.fields, data.fields, start.fields),
        isThere: data.isThere,
      }
    }
    case 'kinds': {
      const { data } = READ.kinds.safeParse(kept)
      if (!data || field.kind !== 'kinds') return start
      const fields = Object.values(field.options).flat()
      return { kind: 'kinds', chosen: data.chosen, fields: allAsTyped(fields, data.fields, start.fields) }
    }
    case 'orWhyNot': {
      const { data } = READ.orWhyNot.safeParse(kept)
      if (!data) return start
      return { kind: 'orWhyNot', whyNot: data.whyNot, value: asTyped(field, data.value, start.value) }
    }
    default:
      return start satisfies never
  }
}

function allAsTyped(
  fields: readonly Field[],
  kept: Readonly<Record<string, unknown>>,
  start: Values,
): Values {
  const of = new Map(fields.map(field => [field.name, field]))
  const fitted = Object.entries(start).map(([name, value]) => {
    const field = of.get(name)
    return [name, field ? asTyped(field, kept[name], value) : value]
  })
  return Object.fromEntries(fitted)
}
