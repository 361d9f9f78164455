import type { HandsetCall, HeardLine, PracticeState, TextMessage } from '#shared/practice.ts'

export const MAUREEN = '+441632960101'
export const LINE = '+441134960999'

/** A caller's call that is being answered by the line, in loud defaults. */
export function aCall(given: Partial<HandsetCall> = {}): HandsetCall {
  return {
    sid: `CA${'a'.repeat(32)}`,
    phone: MAUREEN,
    direction: 'outgoing',
    other: LINE,
    status: 'in-progress',
    startedAt: '2026-11-22T02:10:00.000Z',
    answeredAt: '2026-11-22T02:10:01.000Z',
    heard: [],
    talks: [],
    ...given,
  }
}

export function aLine(n: number, who: HeardLine['who'], text: string): HeardLine {
  return { n, at: '2026-11-22T02:10:05.000Z', who, text }
}

export function aText(sid: string, given: Partial<TextMessage> = {}): TextMessage {
  return {
    sid,
    from: LINE,
    to: MAUREEN,
    body: 'A nurse will ring you.',
    at: '2026-11-22T02:11:00.000Z',
    direction: 'received',
    ...given,
  }
}

export function aState(given: Partial<PracticeState> = {}): PracticeState {
  return {
    at: '2026-11-22T02:10:00.000Z',
    numbers: [{ number: LINE, name: 'Northfields care line' }],
    callers: [{ name: 'Maureen Ashby', number: MAUREEN, note: 'Wife of Derek.' }],
    atWork: [],
    calls: [],
    phones: [],
    scenes: [],
    ...given,
  }
}
