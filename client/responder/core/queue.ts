import type { StaffId, TeamTaskId } from '#shared/ids.ts'
import type { Act, Queue } from '#shared/onThePhone.ts'
import type { TeamTaskSaid } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { isHelp } from './loneWorker.ts'

export const NOTHING_WAITS: Queue = { waiting: [], refused: [] }

/** With this at its end; pressed twice it is there once. A call for help waits for nothing, and takes back an earlier “by accident”. */
export function put(queue: Queue, act: Act): Queue {
  const isThere = queue.waiting.some(({ commandId }) => commandId === act.commandId)
  if (isThere) return queue
  if (!isHelp(act)) return { ...queue, waiting: [...queue.waiting, act] }
  return { ...queue, waiting: [act, ...queue.waiting.filter(one => !isTakenBackBy(act, one))] }
}

function isTakenBackBy(help: Act, { teamTaskId, of, asked }: Act): boolean {
  if (asked.kind !== 'progress' || asked.body.step !== 'help_mistaken') return false
  const isOlder = help.asked.kind === 'progress' && asked.body.at <= help.asked.body.at
  return isOlder && teamTaskId === help.teamTaskId && of === help.of
}

/** What is to be sent now by this person: the first thing they pressed. The next goes only when this one is settled. */
export function nextOf({ waiting }: Queue, staffId: StaffId): Act | null {
  return waiting.find(({ of }) => of === staffId) ?? null
}

/** What became of sending something: it was done, it was not taken and why, or nobody knows yet and it is sent again. */
export type Sent = { kind: 'done' } | { kind: 'refused'; because: string } | { kind: 'again' }

export function settle(queue: Queue, act: Act, sent: Sent, at: Instant): Queue {
  if (sent.kind === 'again') return queue
  const waiting = queue.waiting.filter(({ commandId }) => commandId !== act.commandId)
  if (sent.kind === 'done') return { ...queue, waiting }
  // Another page of this phone may have been told the same.
  const refused = queue.refused.filter(one => one.act.commandId !== act.commandId)
  return { waiting, refused: [...refused, { act, because: sent.because, at }] }
}

/** What was not taken of what this person pressed: nobody else who is signed in on this phone reads it. */
export function refusedOf({ refused }: Queue, staffId: StaffId): Queue['refused'] {
  return refused.filter(({ act }) => act.of === staffId)
}

/** The server answered: a rule said no in words, or it is done. */
export function sentAs(said: TeamTaskSaid): Sent {
  return said.kind === 'saved' ? { kind: 'done' } : { kind: 'refused', because: said.because }
}

/** No answer, or not for whoever is not signed in: kept, and sent again. */
const AGAIN: readonly string[] = [
  'unreachable',
  'broken',
  'database_unavailable',
  'too_many',
  'not_signed_in',
]

/** An answer that cannot be read came from a newer server, which has done it. Everything else is a no, and is shown until it was read. */
export function failedAs({ code, message }: { code: string; message: string }): Sent {
  if (AGAIN.includes(code)) return { kind: 'again' }
  if (code === 'odd_reply') return { kind: 'done' }
  return { kind: 'refused', because: message }
}

/** Read: not shown any more. */
export function read(queue: Queue, commandId: string): Queue {
  return { ...queue, refused: queue.refused.filter(({ act }) => act.commandId !== commandId) }
}

export function actsOn(acts: readonly Act[], teamTaskId: TeamTaskId): Act[] {
  return acts.filter(act => act.teamTaskId === teamTaskId)
}
