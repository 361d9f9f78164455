import type { TeamTaskStep } from '#shared/teamTasks.ts'
import type { TeamTaskEvent } from './teamTaskFacts.ts'

/** What somebody writes with it would be missing, where it came when the task was over or with somebody else. */
export const LATE_KINDS = ['no_access', 'handed_on', 'done', 'failed'] as const
export type LateWord = Extract<TeamTaskEvent, { kind: (typeof LATE_KINDS)[number] }>

/** As the line reads it, among what happened: what they were told is kept. What anybody wrote stands in quotation marks. */
export function lateInWords(event: LateWord): TeamTaskStep {
  return {
    at: event.at,
    by: event.by.name,
    words: `Told when it was over or not with them any more, and changed nothing. ${wordsOf(event)}`,
  }
}

function wordsOf(event: LateWord): string {
  if (event.kind === 'handed_on') return `Handed back: “${event.because}”`
  if (event.kind === 'no_access') return `Could not get in: “${event.words}”`
  if (event.kind === 'failed') return `Could not be done: “${event.words}”`
  const { found, done, plan, askOfLine, given } = event.outcome
  return [
    `Found: “${found}”`,
    `Done: “${done}”`,
    ...(plan ? [`Plan: “${plan}”`] : []),
    ...(askOfLine ? [`Asked of the line: “${askOfLine}”`] : []),
    ...given.map(({ drug, dose }) => `Given, and not on the ledger: “${drug}, ${dose}”`),
  ].join('. ')
}
