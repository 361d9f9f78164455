import type { Overdue } from '#client/calls/core/overdue.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import type { BoardCall, CallState } from '#shared/calls.ts'
import { type BoardTask, type TaskKind, TaskResult } from '#shared/dispatch.ts'
import type { StaffId } from '#shared/ids.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'

export const CALL_STATE_WORDS: Readonly<Record<CallState, string>> = {
  new: 'Ringing in',
  greeting: 'Hearing the greeting',
  waiting: 'Waiting',
  offered: 'Ringing',
  claimed: 'Taken',
  connecting: 'Connecting',
  talking: 'Talking',
  reconnecting: 'Line lost',
  oncall_ringing: 'Ringing the on-call phones',
  wrapup: 'Outcome to write',
  closed: 'Closed',
  abandoned: 'Hung up',
  voicemail: 'Leaving a message',
  callback_requested: 'Asked to be called back',
}

/** What to do, and why it is owed: for a row of the board, and as a sentence. */
export const TASK_WORDS: Readonly<Record<TaskKind, { act: string; why: string; because: string }>> = {
  call_back_abandoned: {
    act: 'Call back',
    why: 'hung up waiting',
    because: 'The caller hung up while waiting.',
  },
  call_back_requested: {
    act: 'Call back',
    why: 'asked for it',
    because: 'The caller asked to be called back.',
  },
  hear_voicemail: { act: 'Hear message', why: 'voicemail', because: 'The caller left a message.' },
  call_back_promised: { act: 'Call back', why: 'promised', because: 'A nurse promised to call back.' },
  write_up_on_call: {
    act: 'Write up a call',
    why: 'on-call phone',
    because: 'The on-call phone answered this caller. Write down what was said and done.',
  },
  verify_death: {
    act: 'Verify a death',
    why: 'somebody who may verify is to go',
    because: 'A death was reported. Somebody who may verify it is to see the person.',
  },
  tell_services: {
    act: 'Tell services',
    why: 'of a death: GP, nurses, pharmacy …',
    because:
      'Those who looked after the person do not know yet: GP, district nurses, hospice, pharmacy, equipment, oxygen, continuing care.',
  },
  bereavement_day: {
    act: 'Bereavement',
    why: 'within a day',
    because: 'A first call to those who are left.',
  },
  bereavement_weeks: {
    act: 'Bereavement',
    why: 'in the third week',
    because: 'A second call to those who are left.',
  },
  ring_round: {
    act: 'Ring-round',
    why: 'before surgeries shut, or after a discharge',
    because:
      'They are on the ring-round: ask how they are, what has changed if they were discharged, and what may run out before surgeries are open again.',
  },
  after_visit: {
    act: 'After a visit',
    why: 'a team has said how it ended',
    because:
      'A team has said how it ended. Ring whoever waited for them: is it as they were told, and does it hold; or who comes now, where it could not be done.',
  },
  bereavement_months: {
    act: 'Bereavement',
    why: 'at three months',
    because: 'A third call to those who are left.',
  },
}

/** Of a call that has stood in one place for too long: a word and a shape, beside the colour of its row. */
export const OVERDUE_WORDS: Readonly<Record<Overdue, string>> = {
  outcome_slow: '△ Not written for 3 min',
  outcome_late: '■ Not written for 15 min: a matter for the shift lead',
  talk_ends_soon: '△ The carrier ends this call after 4 h',
}

export const TASK_RESULT_WORDS: Readonly<Record<TaskResult, string>> = {
  reached: 'I reached them',
  answered_by_later_call: 'They have rung again and were answered',
  not_reached_three_times: 'Tried three times, not reached',
  no_number: 'No number to ring',
  not_needed: 'Not needed, for the reason below',
}

/** Why it is owed, in sentences: of a caller who was answered and cut off, what came before it. */
export function happened({ kind, seconds, cutOff }: BoardTask, now: Instant): string {
  const { because } = TASK_WORDS[kind]
  const isAbandoned = kind === 'call_back_abandoned'
  // Of a message without a length the part below says what is known.
  const isLong = seconds !== null && (kind !== 'hear_voicemail' || seconds > 0)
  const long = isLong ? inWordsDuration(seconds) : null
  const length = long && (isAbandoned ? `They waited ${long}.` : `The message lasts ${long}.`)
  if (!cutOff) return [because, length].filter(Boolean).join(' ')
  const talked = `The caller talked with ${cutOff.name} until the line was lost at ${showMoment(cutOff.at, now)}.`
  if (isAbandoned) return `${talked} They waited${long ? ` ${long} more` : ''} and hung up.`
  return [talked, because, length].filter(Boolean).join(' ')
}

/** What to do instead, where the number that would be rung is withheld. */
const INSTEAD: Partial<Readonly<Record<TaskKind, string>>> = {
  call_back_abandoned:
    'Listen for their next call. Look whether one of those who rang shortly before or after was the same caller, and has been answered. Then close this, with what you found.',
  call_back_requested:
    'Listen for their next call. Look whether they left a message, or whether one of those who rang shortly before or after was the same caller. Then close this, with what you found.',
  hear_voicemail: 'Listen: the message may say who it was and how to reach them.',
  call_back_promised:
    'Look for a number on the record, and listen for their next call. Then close this, with how it ended.',
  write_up_on_call: 'Ask the colleague who answered who it was.',
}

/** What a task asks for and why. Nobody is told to ring a number that is withheld: what is owed then is to find out, and a reason. */
export function taskWords({ kind, from, cutOff }: Pick<BoardTask, 'kind' | 'from' | 'cutOff'>): {
  act: string
  why: string
  number: string
  instead: string | null
} {
  const { act, why: itself } = TASK_WORDS[kind]
  const hungUp = kind === 'call_back_abandoned' ? 'hung up' : itself
  const words = { act, why: cutOff ? `cut off, ${hungUp}` : itself }
  if (from !== null) return { ...words, number: showPhoneNumber(from), instead: null }
  const instead = INSTEAD[kind]
  if (instead === undefined) return { ...words, number: 'No number is known', instead: null }
  return {
    ...words,
    ...(kind.startsWith('call_back_') ? { act: 'Cannot be rung back' } : {}),
    number: showFrom(null),
    instead: `${showFrom(null)}: cannot be rung back. ${instead}`,
  }
}

/** How a task may end, the likeliest first: nobody was reached by ringing a number that is withheld. */
export function resultsOf({ kind, from }: Pick<BoardTask, 'kind' | 'from'>): readonly TaskResult[] {
  if (kind === 'verify_death') return ['not_needed']
  if (from !== null || INSTEAD[kind] === undefined || kind === 'write_up_on_call') return TaskResult.options
  return ['no_number', ...TaskResult.exclude(['no_number', 'not_reached_three_times']).options]
}

/** With whom a task is: never nobody. */
export function ownerWords({ owner }: Pick<BoardTask, 'owner'>, me: StaffId): string {
  if (owner.kind === 'desk') return 'With the desk'
  return owner.staffId === me ? 'With you' : `With ${owner.name}`
}

/** Of somebody who was promised something: by what they are rung. */
export function toWhom({ from }: Pick<BoardTask, 'from'>): string {
  return from ? showPhoneNumber(from) : 'somebody whose number is withheld'
}

/** The number as it is read in Britain, or that there is none. */
export function showFrom(from: BoardCall['from']): string {
  return from ? showPhoneNumber(from) : 'Number withheld'
}
