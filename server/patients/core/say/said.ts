import { showDay, showMoment } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { isUnknown, notKnownChoices, type Unknown } from '#shared/record/knownState.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import { phoneUses } from '#shared/record/who.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import type { NameOf } from '../nameOf.ts'
import type { StockOf } from '../stockWords.ts'

/** An entry in plain words. Empty lines are left out by whoever reads them. */
export type Said = { headline: string; lines?: Maybe[]; warnings?: Maybe[] }
export type Maybe = string | false | undefined

/** How the sections of one group are said, on a given day in Britain, other items that they point to by their names. */
export type Sayings<Names extends SectionName> = {
  [Name in Names]: (body: Body<Name>, today: LocalDate, nameOf: NameOf, stockOf: StockOf) => Said
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

/** 'Label: value', or why it is not known; nothing when nobody wrote anything. */
export function worded<Value>(
  label: string,
  value: Value | Unknown | undefined,
  say: (value: Value) => string,
): Maybe {
  return value === undefined ? undefined : labelled(label, orWhyNot(value, say))
}

/** The words of a yes, or with them why nobody knows; a no says nothing. */
export function ifSo(words: string, value: boolean | Unknown | undefined): Maybe {
  return isUnknown(value) ? `${words}: ${yesNo(value)}` : value === true && words
}

/** A text as it is, for a field that may say why it has none. */
export function asIs(words: string): string {
  return words
}

/** 'Label: 22-Nov-2026, 03:10', or nothing. */
export function timed(label: string, at: Instant | undefined): Maybe {
  return at && `${label}: ${showMoment(at)}`
}

/** 'Label: yes', 'no' or why it is not known; nothing when nobody wrote anything. */
export function answered(label: string, value: boolean | Unknown | undefined): Maybe {
  return value === undefined ? undefined : `${label}: ${yesNo(value)}`
}

/** 'Paper on the record: ReSPECT form, scanned', or nothing where no item is named. */
export function paperOf(documentItem: string | undefined, nameOf: NameOf): Maybe {
  return (
    documentItem && `Among the papers: ${nameOf('documents', documentItem) ?? 'one that is not shown here'}`
  )
}

/** How a number may be used: 'Mobile; do not leave a message; after six'. */
export function phoneWords({ use, mayLeaveMessage, mayText, note }: Body<'phones'>): string {
  return [
    phoneUses[use].text,
    mayLeaveMessage === false && 'do not leave a message',
    isUnknown(mayLeaveMessage) && ifSo('leaving a message', mayLeaveMessage),
    mayText === false && 'do not text',
    isUnknown(mayText) && ifSo('texting', mayText),
    note,
  ]
    .filter(Boolean)
    .join('; ')
}

/** The number that is tried first before the others. */
export function inPreference(phones: readonly Body<'phones'>[]): Body<'phones'>[] {
  return phones.toSorted((a, b) => (a.preference ?? 6) - (b.preference ?? 6))
}

/** '07700 900 111 (Mobile; do not text)'. */
export function phoneLine(phone: Body<'phones'>): string {
  return `${showPhoneNumber(phone.number)} (${phoneWords(phone)})`
}

/** 'Review was due 22-Nov-2026' when that day is past. */
export function pastDue(what: string, day: LocalDate | undefined, today: LocalDate): Maybe {
  return day !== undefined && day < today && `${what} ${showDay(day)}`
}
