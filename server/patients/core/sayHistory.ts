import { dayInBritain } from '#shared/days.ts'
import { type Difference, difference } from '#shared/record/difference.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { ItemVersion } from '#shared/record/history.ts'
import { type KnownState, notKnownChoices } from '#shared/record/knownState.ts'
import { sectionOf } from '#shared/record/sections.ts'
import { bannerOf } from './banner.ts'
import { coverLocation, NOT_SHOWN } from './coverLocation.ts'
import { sayEntry } from './say/sayEntry.ts'

/**
 * One version in words; `before` is the version it follows, none for the first. Of a protected location the trail is shown, who
 * and when, and nothing that tells the place.
 */
export function sayVersion(entry: Entry, before: Entry | undefined, isCovered = false): ItemVersion {
  const { version, change, knownState, author, source, recordedAt, writtenAt } = entry
  const { confirmedAt, confirmedBy, confirmedWith, retracted } = entry
  return {
    version,
    change,
    knownState,
    ...(isCovered ? coveredContent(entry, before) : contentOf(entry, before)),
    author,
    source,
    recordedAt,
    writtenAt,
    ...(confirmedAt && { confirmedAt }),
    ...(confirmedBy && { confirmedBy }),
    ...(confirmedWith && { confirmedWith }),
    ...(retracted && { retracted }),
  }
}

function contentOf(entry: Entry, before: Entry | undefined) {
  return { headline: headlineOf(entry), differences: differencesOf(entry, before) }
}

/** The first of these versions that is not shown at all hides both: a difference would tell the place. */
function coveredContent(entry: Entry, before: Entry | undefined) {
  const shown = [entry, before].map(one => one && coverLocation([one]))
  if (shown.some(one => one && one.whole.length > 0)) return { headline: NOT_SHOWN, differences: [] }
  return contentOf(shown[0]?.entries[0] ?? entry, shown[1]?.entries[0])
}

/** As it was said on the day it was written. */
function headlineOf(entry: Entry): string {
  const today = dayInBritain(entry.writtenAt)
  if (entry.section === 'identity') return bannerOf([entry], today).name
  return sayEntry(entry, today)?.headline ?? sectionOf(entry.section).title
}

/** That it was confirmed, or marked as entered in error, is said by who did so: its content is that of the version before. */
function differencesOf(entry: Entry, before: Entry | undefined): Difference[] {
  return [
    ...(before?.retracted && !entry.retracted ? [WRITTEN_AGAIN] : []),
    ...(before && before.knownState !== entry.knownState
      ? [changedTo(before.knownState, entry.knownState)]
      : []),
    ...difference(entry.section, before?.body, entry.body),
  ]
}

const WRITTEN_AGAIN: Difference = {
  path: '',
  words: 'Entered in error',
  change: 'changed',
  before: 'yes',
  after: 'no',
}

function changedTo(before: KnownState, after: KnownState): Difference {
  return { path: '', words: 'Known', change: 'changed', before: inWords(before), after: inWords(after) }
}

function inWords(state: KnownState): string {
  return state === 'known' ? 'yes' : notKnownChoices[state].text.toLowerCase()
}
