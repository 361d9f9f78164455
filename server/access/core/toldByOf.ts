import type { ConsentValue } from '#shared/record/consent.ts'
import { knownEntries } from '#shared/record/entry.ts'
import { entriesAfter, type SharingWrite } from './sharingReceipts.ts'

type Write = Pick<SharingWrite, 'entries' | 'written'>

/**
 * Who says for the person what a form writes, where they were not heard; undefined where they were. A limit keeps the name of whoever
 * asked for it: that it stands there still says nothing of who mends or ends it.
 */
export function toldByOf(write: Write): string | undefined {
  const [before, after] = [write.entries, entriesAfter(write)]
  const written = write.written.filter(({ change }) => change === 'added' || change === 'changed')
  return written.flatMap(({ section, itemId }) => {
    switch (section) {
      case 'consentToRegister':
      case 'consentToShare':
      case 'consentToTellCarers':
      case 'consentToRecording':
        return heardFrom(knownEntries(after, section).find(entry => entry.itemId === itemId)?.body)
      case 'sharingRestrictions': {
        const nameIn = (entries: Write['entries']) =>
          knownEntries(entries, section).find(entry => entry.itemId === itemId)?.body.toldBy
        const name = nameIn(after)
        return name === undefined || name === nameIn(before) ? [] : name
      }
      default:
        return []
    }
  })[0]
}

/** Who may decide for the person does not tell what the person said. */
function heardFrom(
  agreement: { value: ConsentValue; evidence?: { toldBy?: string | undefined } | undefined } | undefined,
) {
  const isOwn =
    agreement && !['given_by_attorney_or_deputy', 'best_interests_decision'].includes(agreement.value)
  return (isOwn && agreement.evidence?.toldBy) || []
}
