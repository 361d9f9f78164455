import { inWordsDuration } from '#client/ui/core/duration.ts'
import { E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import type { CallStatus, HandsetPhone, HeardLine, SuggestedCaller } from '#shared/practice.ts'
import type { Stage } from './handset.ts'
import type { KnownCall } from './line.ts'

export const WITHHELD = 'withheld'

/** A handset or line number as people read it. */
export function showNumber(number: string): string {
  if (number === WITHHELD) return 'Number withheld'
  const known = E164.safeParse(number)
  return known.success ? showPhoneNumber(known.data) : number
}

/**
 * Who holds a handset: the person chosen for it, or whoever has that number, or else the number itself.
 * A number may belong to several people: then it is theirs together, until one is chosen.
 */
export function holderOf(
  phone: string,
  callers: readonly SuggestedCaller[],
  chosen: ReadonlyMap<string, string>,
): string {
  const picked = chosen.get(phone)
  if (picked) return picked
  const names = callers.filter(caller => caller.number === phone).map(caller => caller.name)
  if (names.length > 0) return names.join(' or ')
  return phone === WITHHELD ? 'Somebody' : showNumber(phone)
}

/** The labels people have in the hub's conferences, in words; a label that is no name is left out. */
export function speaker(line: Pick<HeardLine, 'who' | 'name'>): string {
  if (line.who === 'self') return 'You'
  if (line.who !== 'person') return 'The line'
  if (line.name === 'lead') return 'Nurse'
  if (line.name === 'caller') return 'Caller'
  return line.name && /^\p{Lu}[\p{L} .'’-]+$/u.test(line.name) ? line.name : 'A person'
}

export const HABIT_WORDS: Readonly<Record<HandsetPhone['habit'], string>> = {
  ring: 'Rings until you answer',
  answer: 'Answers by itself',
  voicemail: 'Voicemail answers',
  busy: 'Is engaged',
  reject: 'Rejects the call',
  unreachable: 'Cannot be reached',
}

type Tone = 'plain' | 'action' | 'well' | 'caution'

/** The one word on a handset. */
export function stageWord(stage: Stage): { says: string; tone: Tone } {
  switch (stage.kind) {
    case 'resting':
      return { says: 'Resting', tone: 'plain' }
    case 'calling':
      return { says: 'Calling', tone: 'action' }
    case 'rings':
      return { says: 'Ringing', tone: 'caution' }
    case 'inCall':
      return stage.talk ? { says: 'Talking', tone: 'well' } : { says: 'On the line', tone: 'action' }
    case 'over':
      return { says: stage.isLost ? 'Lost' : 'Ended', tone: stage.isLost ? 'caution' : 'plain' }
    default:
      return stage satisfies never
  }
}

/** What happened to a call that is over. `byMe`: the person at this page ended or refused it. */
export function whatHappened(call: KnownCall, { byMe, isLost }: { byMe: boolean; isLost: boolean }): string {
  if (isLost) return 'The practice line was started again, and this call went with it.'
  if (call.answeredAt !== undefined && call.status === 'completed') {
    const lasted = inWordsDuration(secondsOf(call.answeredAt, call.endedAt ?? call.answeredAt))
    if (call.talks.length > 0)
      return byMe ? `You hung up after ${lasted}.` : `The other side ended the call after ${lasted}.`
    return byMe
      ? `You hung up after ${lasted}, before you were joined with anybody.`
      : `The line ended the call after ${lasted}; you were joined with nobody.`
  }
  return (call.direction === 'outgoing' ? outgoing : incoming)(call.status, byMe)
}

/** Whether a call leaves the nurses something to see or to do: they were rung, or this telephone was joined with a caller. */
export function concernsNurse(call: KnownCall): boolean {
  return call.direction === 'outgoing' ? call.answeredAt !== undefined : call.talks.length > 0
}

function outgoing(status: CallStatus, byMe: boolean): string {
  if (status === 'busy') return 'The number is engaged.'
  if (status === 'failed') return 'The call could not be put through: nobody answers for that number.'
  return byMe ? 'You hung up before anybody answered.' : 'The call ended before anybody answered.'
}

function incoming(status: CallStatus, byMe: boolean): string {
  if (status === 'busy') return byMe ? 'You rejected the call.' : 'The call was turned away.'
  if (status === 'canceled') return 'They stopped ringing before anybody answered.'
  if (status === 'failed') return 'This telephone could not be reached.'
  return 'It rang out: nobody answered.'
}

function secondsOf(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1_000
}
