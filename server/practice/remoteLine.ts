import WebSocket from 'ws'
import type { z } from 'zod'
import {
  HandsetCall,
  PRACTICE_API,
  PRACTICE_EVENTS,
  PracticeEvent,
  PracticeRefusal,
  PracticeState,
  TextMessage,
} from '#shared/practice.ts'

/** A practice line that runs elsewhere, as a program plays a caller on it. */
export type RemoteLine = {
  /** What the numbers that are answered here are called. */
  names(): Promise<ReadonlyMap<string, string>>
  place(from: string, to: string | undefined): Promise<HandsetCall>
  act(
    sid: string,
    what: 'press' | 'say' | 'answer' | 'hang-up',
    body: Record<string, string>,
  ): Promise<HandsetCall>
  /** A text from a handset to one of the line's numbers. */
  text(from: string, to: string, body: string): Promise<TextMessage>
  /** Tells of everything that happens from now on. */
  onEvent(listener: (event: PracticeEvent) => void): void
  /** Tells that the line is there no more, and every call on it with it. */
  onGone(listener: () => void): void
  close(): void
}

/** The line cannot be reached, or will not: the message says what to do. */
export class LineTrouble extends Error {}

export const LINE_IS_GONE = 'the practice line is gone, and the call with it'

/** Connects to the line at an address such as http://127.0.0.1:4001; throws LineTrouble. */
export async function connectToLine(address: string): Promise<RemoteLine> {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new LineTrouble(`“${address}” is not an address. Write it as http://127.0.0.1:4001.`)
  const origin = new URL(address).origin
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}${PRACTICE_EVENTS}`)
  const listeners = new Set<(event: PracticeEvent) => void>()
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', () =>
      reject(
        new LineTrouble(
          `No practice line answers at ${origin}. Start one with npm start, or name it with --line.`,
        ),
      ),
    )
  })
  socket.on('message', data => {
    const event = PracticeEvent.parse(JSON.parse(String(data)))
    for (const listener of listeners) listener(event)
  })

  const post = async <T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`${origin}${PRACTICE_API}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new LineTrouble(LINE_IS_GONE)
    })
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok)
      throw new LineTrouble(
        PracticeRefusal.safeParse(answer).data?.message ?? `The line answered ${response.status}.`,
      )
    return reply.parse(answer)
  }
  const names = async () => {
    const response = await fetch(`${origin}${PRACTICE_API}/state`)
    const { numbers } = PracticeState.parse(await response.json())
    return new Map(numbers.map(({ number, name }) => [number, name ?? '']))
  }
  return {
    names,
    place: (from, to) => post('/calls', to === undefined ? { from } : { from, to }, HandsetCall),
    act: (sid, what, body) => post(`/calls/${sid}/${what}`, body, HandsetCall),
    text: (from, to, body) => post('/messages', { from, to, body }, TextMessage),
    onEvent: listener => void listeners.add(listener),
    onGone: listener => void socket.once('close', listener),
    close: () => socket.close(),
  }
}
