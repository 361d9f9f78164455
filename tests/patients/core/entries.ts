import type { Whole } from '#server/patients/core/findings/rule.ts'
import { ledgerOf } from '#server/patients/core/ledger.ts'
import { readingOf } from '#server/patients/core/reading.ts'
import type { Entry } from '#shared/record/entry.ts'
import { readEntry } from '#shared/record/entry.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

export const PERSON = '6f1f3c52-7d1e-4a57-9f5e-0d5f0a1c2b3d'
export const DAUGHTER = '0b8a4c1e-1111-4222-8333-444455556666'
export const NOW = '2026-11-23T02:10:00.000Z'

/** A stored entry for the pure rules, recorded three weeks ago by a loud author. */
export function entry<Name extends SectionName>(
  section: Name,
  body: Body<Name> | undefined,
  changes: Partial<Entry> = {},
): Entry {
  return readEntry({
    patientId: PERSON,
    section,
    itemId: PERSON,
    version: 1,
    change: 'added',
    knownState: body === undefined ? 'not_asked' : 'known',
    author: { name: 'Dr Loud Author', role: 'GP', organisation: 'Loud Surgery' },
    source: { kind: 'gp_record' },
    recordedAt: '2026-11-02T02:10:00.000Z',
    writtenAt: '2026-11-02T02:10:00.000Z',
    ...(body === undefined ? {} : { body: body as never }),
    ...(changes as object),
  })
}

export function aContact(changes: Partial<Body<'personalContacts'>> = {}): Entry {
  return entry(
    'personalContacts',
    {
      name: 'Ann Ellis',
      relationship: 'daughter',
      roles: ['carer'],
      phones: [],
      mayBeTold: 'all',
      ...changes,
    },
    { itemId: DAUGHTER },
  )
}

/** An id for a test's own items: 1, 2, 3 … */
export function itemNo(number: number): string {
  return `0b8a4c1e-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** The record as the rules read it, at NOW unless told otherwise. */
export function aReading(
  entries: readonly Entry[],
  asOf: Instant = NOW,
  only?: readonly SectionName[],
): Whole {
  const reading = readingOf(
    Map.groupBy(entries, one => one.section),
    asOf,
    only,
  )
  return { ...reading, ledger: ledgerOf(reading) }
}
