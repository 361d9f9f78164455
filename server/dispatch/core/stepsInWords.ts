import type { TeamTaskStep } from '#shared/teamTasks.ts'
import { declineReasons } from '#shared/teamWork.ts'
import { isAboutSafety } from './loneWork.ts'
import { safetyInWords } from './safetyInWords.ts'
import type { TeamTaskEvent } from './teamTaskFacts.ts'

/** One event of the diary as a nurse reads it. Moments within the words are for whoever shows them: none is in them. */
export function stepInWords(event: TeamTaskEvent): TeamTaskStep {
  const by = 'by' in event && event.by ? event.by.name : null
  return { at: event.at, by, words: wordsOf(event) }
}

function wordsOf(event: TeamTaskEvent): string {
  if (isAboutSafety(event)) return safetyInWords(event)
  switch (event.kind) {
    case 'raised':
      return 'Asked for.'
    case 'offered':
      return `${event.team} is asked${event.offer === 1 || event.by ? '' : ' next'}.`
    case 'nobody_left':
      return 'Nobody is left who could be asked. It is looked at again.'
    case 'seen':
      return 'Seen.'
    case 'accepted':
      return 'Accepted.'
    case 'declined':
      return `Declined: ${declineReasons[event.reason].text}.${event.words ? ` “${event.words}”` : ''}`
    case 'silent':
      return 'Nobody answered in time.'
    case 'set_out':
      return 'On the way.'
    case 'arrived':
      return 'There.'
    case 'no_access':
      return `Could not get in: “${event.words}”`
    case 'handed_on':
      return event.isUnsafe
        ? `Withdrew, as it is not safe: “${event.because}”`
        : `Handed back to the line: “${event.because}”`
    case 'done':
      return 'Done.'
    case 'failed':
      return `Could not be done: “${event.words}”`
    case 'taken_in_hand':
      return event.withTheShift ? 'Sees to it, as the shift was handed over.' : 'Sees to it.'
    case 'held':
      return `Put on hold: “${event.because}”`
    case 'resumed':
      return event.by ? 'Taken off hold.' : 'The hold is over.'
    case 'urgency_changed':
      return `Now ${event.urgency}: “${event.because}”`
    case 'stood_down':
      return `Stood down: “${event.words}”`
    case 'settled':
      return `Settled by the line: “${event.words}”`
    case 'lead_alerted':
      return 'Shift leads are told: nobody has accepted.'
    case 'manager_alerted':
      return 'The manager on call is told: nobody has accepted.'
    case 'breached':
      return 'Late.'
    case 'death_told':
      return 'The person has died. It is proposed to stand this down; whoever has it is told to look.'
    case 'sharing_taken_back':
      return 'Sharing was taken back. It is asked whether this is still wanted; whoever has it is told to look.'
    case 'sharing_given_again':
      return 'Sharing is agreed to again.'
    case 'one_goes':
      return `One may go, though two were asked for: “${event.because}”`
    case 'two_asked':
      return 'The record says since that nobody goes alone: two are to go.'
    case 'two_over':
      return 'The record does not say any more that two go: one may.'
    case 'kept_on':
      return `Wanted all the same: “${event.because}”`
    default:
      // Written by a newer process, while this one still answers: the rest of what happened is to be read all the same.
      event satisfies never
      return 'Something that this version cannot show: open the task on the new one.'
  }
}
