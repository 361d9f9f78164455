import { showDay, showMoment } from './days.ts'
import { showNhsNumber } from './nhsNumber.ts'
import type { PatientBanner } from './record/glance.ts'
import { saysItself } from './record/saidOnce.ts'
import type { EmergencySummary } from './summary.ts'
import type { Instant } from './time.ts'

type Part = EmergencySummary['parts'][number]

/** Who it is about: 'Mr Ronald Ashby'. */
export function summaryName({ title, name }: PatientBanner): string {
  return title ? `${title} ${name}` : name
}

/** What tells them from somebody else, on one line: age, birth date, NHS number, what they like to be called. */
export function summaryFacts(banner: PatientBanner): string {
  const { age, birthDate, nhsNumber, nhsNumberNote, preferredName, deceased } = banner
  const born = birthDate ? `born ${showDay(birthDate)}` : 'birth date not known'
  return [
    age === undefined ? born : `${age}, ${born}`,
    ...(nhsNumber ? [`NHS ${showNhsNumber(nhsNumber)}${nhsNumberNote ? ` (${nhsNumberNote})` : ''}`] : []),
    ...(nhsNumber === undefined && nhsNumberNote ? [`NHS number not known (${nhsNumberNote})`] : []),
    ...(preferredName ? [`${deceased ? 'was' : 'likes to be'} called ${preferredName}`] : []),
  ].join(' · ')
}

/** A place that is protected: after a death it is where they were, and whoever else lives there is protected still. */
export function protectedWords({ isProtectedLocation, deceased }: PatientBanner): string[] {
  return isProtectedLocation
    ? [`Protected location: tell nobody where they ${deceased ? 'were' : 'are'}`]
    : []
}

/** How a page on which no code stands says who reads it out. */
export const RING_FOR = 'Ring the line for'

/** For whoever has the codes themselves, right below: “Ring the line for the door code” would send them elsewhere. */
export function withCodesBelow(part: Part): Part {
  const here = (words: string) => words.replace(RING_FOR, 'Shown below when you ask for it:')
  return {
    ...part,
    items: part.items.map(item => ({ ...item, headline: here(item.headline), lines: item.lines.map(here) })),
  }
}

/** What must be read before anything else. */
export function summaryWarnings({ banner, marks, notRecorded, notShown }: EmergencySummary): string[] {
  const { disputed, linked } = marks
  return [
    ...(disputed
      ? [
          `Identity disputed since ${showMoment(disputed.since)}: this may be somebody else’s record. Ask who this is before you act on it.`,
        ]
      : []),
    ...(linked.length > 0 ? ['There is a second record of this person. Ring the line to ask.'] : []),
    ...(banner.deceased ? [banner.deceased] : []),
    ...protectedWords(banner),
    ...(notRecorded.length > 0 ? [`Not on the record: ${notRecorded.join(', ')}.`] : []),
    ...(notShown.length > 0
      ? [`Not shown here, and may be on the record: ${notShown.join(', ')}. Ring the line to ask.`]
      : []),
  ]
}

/**
 * What the item at this place of a part is, where the part holds things of different kinds: said over the first of its kind, and not
 * where the title of the part or its own words say it.
 */
export function kindWithin({ title, items }: Part, place: number): string | undefined {
  const item = items[place]
  if (!item || item.title === title || item.title === items[place - 1]?.title || saysItself(item))
    return undefined
  return items.some(other => other.title !== item.title) ? item.title : undefined
}

/** Under an item: whose word it is, and how much of it is not here. */
export function itemFoot({ word, more }: Part['items'][number]): string {
  return more === 0 ? word : `${word} · ${more} more ${more === 1 ? 'line' : 'lines'} on the record`
}

/** Under a part, of which so many items are not here; nothing where all are. */
export function moreWords(more: number): string | undefined {
  return more === 0 ? undefined : `More on the record: ${more}.`
}

/** At the foot: as of when, who gave it out, and what it is good for. */
export function summaryFoot(
  { asOf, version }: Pick<EmergencySummary, 'asOf' | 'version'>,
  foot: string,
): string {
  return `As of ${showMoment(asOf)}, version ${version}. ${foot} An emergency summary guides; it does not replace the papers it names.`
}

/** At the foot of a paper that holds less than the screen. */
export const NOT_ALL_FITS =
  'Not everything fits on one side: where it says “more on the record”, look there or ring.'

/** Who took a copy away, when, and until when it may be trusted: a paper does not change with the record. */
export function fetchedWords(by: string, at: Instant, openUntil?: Instant): string {
  const until = openUntil
    ? `The code opens until ${showMoment(openUntil)}: destroy this copy then.`
    : 'The record may have changed since: ring the line before you rely on it another day.'
  return `Fetched by ${by}, ${showMoment(at)}. ${until}`
}
