import { bodiesOf, type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Instant } from '#shared/time.ts'
import { type CallerIs, hasRefused } from './mayBeTold.ts'

/** Whether this caller may be told who has looked at the record, and why or why not, in words to the nurse. */
export type MayHearLog = { may: boolean; because: string }

/**
 * The list of who looked is the person's own. Somebody else hears it only where the person has said so of them by name: whoever
 * controls somebody would learn from it with whom they spoke. `isUnchecked`: nobody knows yet that the caller is who they say.
 * `elsewhere`: what another record of the person says. Source: reliability guide 2.2.3.
 */
export function mayHearLog(
  entries: readonly Entry[],
  caller: CallerIs,
  {
    hasDied,
    hasRefused: refusesElsewhere,
    isUnchecked,
    at,
  }: { hasDied: boolean; hasRefused: boolean; isUnchecked: boolean; at?: Instant },
): MayHearLog {
  if (isUnchecked) return no('The identity checks were skipped: nobody knows yet that it is them.')
  if (caller.kind === 'patient')
    return hasDied || bodiesOf(entries, 'death').length > 0
      ? no('The record says that this person has died: ask again who is calling.')
      : { may: true, because: 'It is the person themselves. Read to them what they ask for.' }
  const contact =
    caller.kind === 'contact'
      ? knownEntries(entries, 'personalContacts').find(({ itemId }) => itemId === caller.itemId)
      : undefined
  if (contact?.body.maySeeAccessLog !== true) return no(THEIRS_ALONE)
  if (refusesElsewhere || hasRefused(entries, at) || contact.body.mayBeTold === 'nothing')
    return no('The person does not want them told anything, and that stands over what they may see.')
  return { may: true, because: 'The person has said that they may see who looked at the record.' }
}

function no(because: string): MayHearLog {
  return { may: false, because }
}

const THEIRS_ALONE =
  'It is told to the person themselves, and to whom they named for it. Say that the person can ask for it.'
