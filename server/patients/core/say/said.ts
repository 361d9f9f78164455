import { showDay } from '#shared/days.ts'
import { isUnknown, notKnownChoices, type Unknown } from '#shared/record/knownState.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'

/** An entry in plain words. Empty lines are left out by whoever reads them. */
export type Said = { headline: string; lines?: Maybe[]; warnings?: Maybe[] }
export type Maybe = string | false | undefined

/** How the sections of one group are said, on a given day in Britain. */
export type Sayings<Names extends SectionName> = {
  [Name in Names]: (body: Body<Name>, today: LocalDate) => Said
}

/** 'Label: value', or nothing when there is no value. */
export function labelled(label: string, value: string | number | undefined): Maybe {
  return value === undefined || value === '' ? undefined : `${label}: ${value}`
}

/** 'Label: 22-Nov-2026', or nothing. */
export function dated(label: string, day: LocalDate | undefined): Maybe {
  return day && `${label}: ${showDay(day)}`
}

/** A value in words, or why it is not known. */
export function orWhyNot<Value>(value: Value | Unknown, say: (value: Value) => string): string {
  return isUnknown(value) ? notKnownChoices[value.unknown].text.toLowerCase() : say(value as Value) // not Unknown
}

/** 'yes', 'no' or why it is not known. */
export function yesNo(value: boolean | Unknown): string {
  return orWhyNot(value, yes => (yes ? 'yes' : 'no'))
}

/** 'Review was due 22-Nov-2026' when that day is past. */
export function pastDue(what: string, day: LocalDate | undefined, today: LocalDate): Maybe {
  return day !== undefined && day < today && `${what} ${showDay(day)}`
}
