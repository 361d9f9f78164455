import type { DoorChange, DoorKind } from '#shared/doors.ts'
import { tidyLine } from '#shared/text.ts'
import type { LocalDate } from '#shared/time.ts'

/** What stands in the fields. */
export type DoorFields = {
  kind: DoorKind | ''
  what: DoorChange['what']
  value: string
  again: string
  /** As it was understood; undefined when the field is empty. */
  day: LocalDate | undefined | 'not_understood'
  because: string
}

export type Wrong = { id: string; says: string }

/** A sentence that is misspelt still says how to enter: only what must be right to the letter is written twice. */
export function isTypedTwice(kind: DoorKind): boolean {
  return kind !== 'how_to_enter'
}

/**
 * What is to be saved, or what is still needed. A code is typed twice: a slip of one digit is found with a crew at a locked door
 * (hazard H12).
 */
export function readDoorForm(
  fields: DoorFields,
  today: LocalDate,
): { kind: DoorKind; change: DoorChange } | { wrongs: Wrong[] } {
  const { kind, what, day, because } = fields
  const value = tidyLine(fields.value)
  const isFromNow = day !== undefined && day !== 'not_understood' && day > today
  const wrongs: Wrong[] = [
    ...(kind === '' ? [{ id: 'door-kind', says: 'Choose what it is.' }] : []),
    ...(what === 'keep' && value === '' ? [{ id: 'door-value', says: 'Write it here.' }] : []),
    ...(what === 'keep' &&
    value !== '' &&
    (kind === '' || isTypedTwice(kind)) &&
    tidyLine(fields.again) !== value
      ? [{ id: 'door-again', says: 'The two are not the same. Ask once more, and write it in both.' }]
      : []),
    ...(day === 'not_understood'
      ? [{ id: 'door-day', says: 'Write the day as day, month, year: 22 11 2026.' }]
      : []),
    ...(isFromNow ? [{ id: 'door-day', says: 'That day is still to come: when was it tried?' }] : []),
    ...(what === 'verified' && day === undefined
      ? [{ id: 'door-day', says: 'Say on which day it opened.' }]
      : []),
    ...(what === 'remove' && because.trim() === ''
      ? [{ id: 'door-because', says: 'Say in a few words why.' }]
      : []),
  ]
  if (wrongs.length > 0 || kind === '') return { wrongs }
  const on = day === 'not_understood' ? undefined : day
  if (what === 'remove') return { kind, change: { what, because } }
  if (what === 'verified' && on) return { kind, change: { what, on } }
  return { kind, change: { what: 'keep', value, ...(on ? { verifiedOn: on } : {}) } }
}
