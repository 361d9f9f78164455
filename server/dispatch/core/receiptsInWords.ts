import type { Said } from '#shared/messages.ts'
import { type MessageReceipt, messageKinds, messageStates } from '#shared/messages.ts'
import type { TeamTaskStep } from '#shared/teamTasks.ts'

/** A receipt as it stands among what happened: what was sent to whom, and whether it landed. */
export type Told = Pick<
  MessageReceipt,
  'kind' | 'state' | 'createdAt' | 'said' | 'because' | 'deliveredAt' | 'failedAt' | 'answeredAt'
> & { toName: string | null; template: string }

/**
 * One text, ring or notice in words: to whom, about what, and where it is. It stands at the moment of its newest receipt, so that what landed late
 * is read as late; without one, at the moment when it was wanted.
 */
export function receiptInWords(told: Told): TeamTaskStep {
  const { kind, toName, state, because, createdAt, deliveredAt, failedAt, answeredAt, template } = told
  const about = ABOUT[template]
  // Whether a browser shows it, and whether anybody reads it, is told to nobody.
  const landed =
    kind === 'notice' && state === 'sent' ? 'handed to the push service' : messageStates[state].text
  const says = state === 'answered' ? answerInWords(told.said) : landed
  return {
    at: answeredAt ?? deliveredAt ?? failedAt ?? createdAt,
    by: null,
    words: `${messageKinds[kind].text} to ${toName ?? 'somebody'}${about ? `, ${about}` : ''}: ${says}.${because ? ` ${because}` : ''}`,
  }
}

/** Of those that do not ask them to come. */
const ABOUT: Readonly<Record<string, string>> = {
  task_escalated: 'that nobody has it',
  ring_escalated: 'that nobody has it',
  second_escalated: 'that nobody goes second',
  ring_second: 'that nobody goes second',
  task_yours: 'that it is theirs',
  task_taken: 'that a colleague has it',
  task_withdrawn: 'that it is withdrawn',
  task_changed: 'that it has changed',
  task_sooner: 'that it is to be sooner',
  ring_sooner: 'that it is to be sooner',
  two_now: 'that two are to go',
  ring_two_now: 'that two are to go',
  notice_unanswered: 'that nobody has it',
  notice_gone: 'that it is not needed of them',
  notice_changed: 'that it has changed',
  notice_check_out: 'whether they are safe',
  notice_colleague: 'that a colleague was not heard of',
  notice_help: 'that a colleague pressed for help',
  check_out_due: 'whether they are safe',
  ring_check_out: 'whether they are safe',
  buddy_check: 'that a colleague was not heard of',
  ring_buddy_check: 'that a colleague was not heard of',
  lead_check: 'that a colleague was not heard of',
  ring_lead_check: 'that a colleague was not heard of',
  help_pressed: 'that a colleague pressed for help',
  ring_help_pressed: 'that a colleague pressed for help',
  safe_heard: 'that we have heard',
  out_text_read: 'that their text is read',
  safe_longer: 'that we ask them again',
}

function answerInWords(said: Said | null): string {
  if (said?.kind === 'accept') return 'answered yes'
  if (said?.kind === 'decline') return 'answered no'
  if (said?.kind === 'safe') return said.isOut ? 'answered that they are out' : 'answered that they are safe'
  return 'answered'
}

/** What happened and what was sent, in the order in which it was. */
export function inOrder(steps: readonly TeamTaskStep[]): TeamTaskStep[] {
  return steps.toSorted((a, b) => a.at.localeCompare(b.at))
}
