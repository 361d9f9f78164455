import { type Body, parseBody, type SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

type Kept = Body<'anticipatoryMedicines'>['items'][number]
type Written = { readonly body?: unknown; readonly recordedAt?: Instant }

/** Each number with the moment of its count, which is that of the entry where nobody wrote it: to write something else there is no count. */
export function withCounts<Of extends Written>(section: SectionName, item: Of): Of {
  const box = boxOf(section, item.body)
  const at = item.recordedAt
  if (!box || !at) return item
  return {
    ...item,
    body: { ...box, items: box.items.map(one => (isBare(one) ? { ...one, countedAt: at } : one)) },
  }
}

/** A number that is new, or that she changed, was counted now, unless she says when; every other keeps the moment of its count. */
export function countedAnew(section: SectionName, was: unknown, body: unknown, now: Instant): unknown {
  const box = boxOf(section, body)
  if (!box) return body
  const before = boxOf(section, was)?.items ?? []
  const isChanged = (one: Kept) => {
    const same = before.filter(other => nameOf(other) === nameOf(one) && other.countedAt === one.countedAt)
    return same.length > 0 && same.every(({ quantityLeft }) => quantityLeft !== one.quantityLeft)
  }
  const isNow = (one: Kept) => one.quantityLeft !== undefined && (isBare(one) || isChanged(one))
  return { ...box, items: box.items.map(one => (isNow(one) ? { ...one, countedAt: now } : one)) }
}

function isBare({ quantityLeft, countedAt }: Kept): boolean {
  return quantityLeft !== undefined && countedAt === undefined
}

function nameOf({ drug, strength = '', form = '' }: Kept): string {
  return [drug, strength, form].join('|').toLowerCase()
}

function boxOf(section: SectionName, body: unknown): Body<'anticipatoryMedicines'> | undefined {
  if (section !== 'anticipatoryMedicines') return undefined
  const parsed = parseBody(section, body)
  return parsed.success ? parsed.data : undefined
}
