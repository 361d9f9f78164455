import type { z } from 'zod'
import {
  HandsetCall,
  HandsetPhone,
  type PhoneHabit,
  type PlaceCall,
  PRACTICE_API,
  PracticeRefusal,
  Scene,
  type SendText,
  TextMessage,
} from '#shared/practice.ts'

/** Why the practice line did not do it, in words for the screen. */
export class LineRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LineRefused'
  }
}

const PATIENCE_MS = 10_000

export const practiceApi = {
  place: (wanted: z.input<typeof PlaceCall>) => post('/calls', wanted, HandsetCall),
  press: (sid: string, digits: string) => post(`/calls/${sid}/press`, { digits }, HandsetCall),
  say: (sid: string, text: string) => post(`/calls/${sid}/say`, { text }, HandsetCall),
  answer: (sid: string) => post(`/calls/${sid}/answer`, {}, HandsetCall),
  reject: (sid: string) => post(`/calls/${sid}/reject`, {}, HandsetCall),
  hangUp: (sid: string) => post(`/calls/${sid}/hang-up`, {}, HandsetCall),
  setHabit: (number: string, habit: z.input<typeof PhoneHabit>) =>
    post(`/phones/${encodeURIComponent(number)}`, habit, HandsetPhone),
  beginScene: (name: string) => post(`/scenes/${name}/begin`, {}, Scene),
  stopScene: (name: string) => post(`/scenes/${name}/stop`, {}, Scene),
  sendText: (text: z.input<typeof SendText>) => post('/messages', text, TextMessage),
}

async function post<Reply extends z.ZodType>(
  path: string,
  body: unknown,
  reply: Reply,
): Promise<z.output<Reply>> {
  const response = await send(path, body)
  const json: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const refusal = PracticeRefusal.safeParse(json)
    throw new LineRefused(
      refusal.success ? refusal.data.message : 'The practice line could not do that. Try again.',
    )
  }
  const read = reply.safeParse(json)
  if (!read.success)
    throw new LineRefused('The practice line answered in a way this page does not know. Reload it.')
  return read.data
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`${PRACTICE_API}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch {
    throw new LineRefused('The practice line did not answer. It may be starting again: try in a moment.')
  }
}
