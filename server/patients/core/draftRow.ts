import { sectionOf } from '#shared/record/sections.ts'
import { type EntryToWrite, projected } from './entryToWrite.ts'

const MOVING = new Set([
  'phones',
  'personalContacts',
  'addresses',
  'consentToShare',
  'consentToTellCarers',
  'consentToRegister',
  'consentToRecording',
  'sharingRestrictions',
])

/** An entry as one row of the statement that writes it, with what it means for search and sharing. */
export function draftRow(entry: EntryToWrite) {
  const projection = projected(entry)
  return {
    section: entry.section,
    item_id: entry.itemId,
    expected: entry.expectedVersion,
    is_single: sectionOf(entry.section).cardinality === 'one',
    change: entry.change,
    known_state: entry.knownState,
    body: entry.knownState === 'known' ? entry.body : null,
    author: entry.author,
    source: entry.source,
    recorded_at: entry.recordedAt,
    confirmed_at: entry.confirmedAt ?? null,
    confirmed_by: entry.confirmedBy ?? null,
    confirmed_with: entry.confirmedWith ?? null,
    retracted: entry.retracted ?? null,
    columns: projection?.columns ?? {},
    phones: projection?.phones ?? [],
    postcode: projection?.postcode ?? null,
    street: projection?.street ?? null,
    agreement: projection?.agreement ?? null,
    restriction: projection?.restriction ?? null,
    begins_at: projection?.beginsAt ?? null,
    moves: projection !== undefined && MOVING.has(entry.section),
  }
}
