import type { HeardLine, Talk } from '#shared/practice.ts'
import { isOver, type KnownCall, type LineView } from './line.ts'
import { talkNow } from './thread.ts'

/** What a handset is doing. */
export type Stage =
  | { kind: 'resting' }
  /** It calls, and nobody has answered yet. */
  | { kind: 'calling'; call: KnownCall }
  /** It is being rung. */
  | { kind: 'rings'; call: KnownCall }
  /** `talk`: a person is at the other end, not the line. */
  | { kind: 'inCall'; call: KnownCall; talk: Talk | undefined }
  | { kind: 'over'; call: KnownCall; isLost: boolean }

export type HandsetView = { stage: Stage; heard: readonly HeardLine[] }

/** The call a handset shows: the newest that lives, or else the newest that is over. */
export function handsetOf(view: LineView, phone: string): HandsetView {
  const call = shownCall(view, phone)
  if (!call) return { stage: { kind: 'resting' }, heard: [] }
  const heard = view.heard.get(call.sid) ?? []
  return { stage: stageOf(view, call), heard }
}

/** The phones with a call that lives, oldest call first: a new one never pushes the others about. */
export function livePhones(view: LineView): string[] {
  const live = [...view.calls.values()].filter(call => isLive(view, call))
  live.sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.sid.localeCompare(b.sid))
  return [...new Set(live.map(call => call.phone))]
}

/** The phones the line knows of, without those already on the desk: they have called, been rung or had texts. */
export function otherPhones(view: LineView, onDesk: readonly string[]): string[] {
  const called = [...view.calls.values()].map(call => call.phone)
  const known = new Set([...view.phones.keys(), ...called])
  return [...known].filter(phone => !onDesk.includes(phone) && phone !== 'withheld').sort()
}

function isLive(view: LineView, call: KnownCall): boolean {
  return !isOver(call) && !view.lost.has(call.sid)
}

function shownCall(view: LineView, phone: string): KnownCall | undefined {
  const calls = [...view.calls.values()].filter(call => call.phone === phone)
  calls.sort(
    (a, b) => Number(isLive(view, b)) - Number(isLive(view, a)) || b.startedAt.localeCompare(a.startedAt),
  )
  return calls[0]
}

function stageOf(view: LineView, call: KnownCall): Stage {
  if (view.lost.has(call.sid)) return { kind: 'over', call, isLost: true }
  if (isOver(call)) return { kind: 'over', call, isLost: false }
  if (call.status === 'in-progress') return { kind: 'inCall', call, talk: talkNow(call.talks) }
  return call.direction === 'incoming' ? { kind: 'rings', call } : { kind: 'calling', call }
}
