import { showTime } from '#shared/days.ts'
import type { Act } from '#shared/onThePhone.ts'
import type { TeamTaskState } from '#shared/teamTasks.ts'
import { declineReasons } from '#shared/teamWork.ts'

/** The way of a visit, as its thread shows it. */
export const WAY = [
  { state: 'accepted', says: 'Accepted' },
  { state: 'en_route', says: 'On the way' },
  { state: 'arrived', says: 'There' },
  { state: 'done', says: 'Done' },
] as const satisfies readonly { state: TeamTaskState; says: string }[]

/** How far along the way, as a place in WAY. A door that did not open is as far as the way to it. */
export function placeOnWay(state: TeamTaskState): number {
  const place = WAY.findIndex(step => step.state === state)
  if (place !== -1) return place
  return state === 'no_access' ? 1 : 0
}

/** What was pressed, for a list of what is not sent yet. */
export function actInWords({ asked }: Pick<Act, 'asked'>): string {
  if (asked.kind === 'answer') {
    const { body } = asked
    if (body.answer === 'accept') return 'I go'
    return body.answer === 'decline' ? `I cannot go: ${declineReasons[body.reason].text}` : 'Seen'
  }
  const { body } = asked
  switch (body.step) {
    case 'set_out':
      return body.minutes === null ? 'On my way' : `On my way, there in ${body.minutes} min`
    case 'arrived':
      return 'Arrived'
    case 'no_access':
      return 'Could not get in'
    case 'done':
      return 'Done, with what you found'
    case 'hand_on':
      return body.isUnsafe ? 'Withdrawn: not safe' : 'Handed back to the line'
    case 'failed':
      return 'Could not be done'
    case 'out_by':
      return `Out in ${body.minutes} min`
    case 'safe':
      return 'Safe, and out'
    case 'help':
      return 'Call for help'
    default:
      return 'Pressed by accident'
  }
}

/** What was written with it, so that words that were not taken can be read out or written again. */
export function wordsOf({ asked }: Pick<Act, 'asked'>): string[] {
  const { body } = asked
  if ('outcome' in body) {
    const { found, done, given, plan, askOfLine } = body.outcome
    return [
      `Found: ${found}`,
      `Done: ${done}`,
      ...given.map(({ drug, dose, givenAt }) => `Given: ${drug}, ${dose}, ${showTime(givenAt)}`),
      plan && `Plan: ${plan}`,
      askOfLine && `For the line: ${askOfLine}`,
    ].filter(words => typeof words === 'string')
  }
  if ('because' in body) return [body.because]
  return 'words' in body && body.words ? [body.words] : []
}
