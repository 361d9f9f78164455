import { voiceForm } from './core/callbackForms.ts'
import type { Verb } from './core/twiml.ts'
import type { Leg, Source } from './leg.ts'
import { factsOf, step } from './legs.ts'
import { pause, within } from './waiting.ts'
import type { WebhookResult } from './webhooks.ts'
import { sendWebhook } from './webhooks.ts'
import type { World } from './world.ts'
import { raiseAlert } from './world.ts'
import { parseTwiml } from './xml.ts'

/** Where instructions are being carried out: the main line of a call, or something it does meanwhile. */
export type Context = {
  world: World
  leg: Leg
  signal: AbortSignal
  mode: 'main' | 'whisper' | 'queueWait' | 'queueWhisper' | 'conference'
  /** Who hears, when it is not the leg itself: an announcement to a whole conference. */
  audience?: () => Leg[]
}

/** What follows an instruction: the next one, another document, or an end. */
export type Flow =
  | { kind: 'next' }
  | { kind: 'goto'; source: Source }
  | { kind: 'hangUp' }
  | { kind: 'leave' }
export type Ending = 'end' | 'hangUp' | 'leave'
export type VerbRunner = (
  context: Context,
  verb: Verb,
  document: LoadedDocument,
  position: number,
) => Promise<Flow>

/** The interpreter, as the instructions it carries out may use it (handed over by the line: they do not import it). */
export type Interpreter = {
  runSource(context: Context, source: Source, onLoaded?: () => void): Promise<Ending>
  runCall(world: World, leg: Leg, source: Source): Promise<void>
  supervise(world: World, leg: Leg, first: () => Promise<void>): Promise<void>
}

export const NEXT: Flow = { kind: 'next' }

/** Instructions could not be fetched or carried out: the fallback URL takes over. */
export class TwimlFault extends Error {
  readonly code: number
  readonly url: string
  constructor(code: number, url: string) {
    super(`twiml fault ${code}`)
    this.code = code
    this.url = url
  }
}

/** A document ready to be carried out; `base` is what its relative addresses are relative to. */
export type LoadedDocument = { verbs: Verb[]; base: string | undefined; method: 'GET' | 'POST' }

/** Fetches and reads instructions; throws TwimlFault. */
export async function loadDocument(context: Context, source: Source): Promise<LoadedDocument> {
  const { world, leg, signal } = context
  if (source.kind === 'twiml')
    return { verbs: read(context, source.text, ''), base: undefined, method: 'POST' }
  await calmDown(context)
  const form = { ...voiceForm(factsOf(world, leg)), ...leg.extra, ...source.form }
  leg.extra = {}
  const { url, method } = source
  const asked = sendWebhook(world, {
    kind: 'voice',
    url,
    method,
    form,
    callSid: leg.sid,
    cookies: leg.cookies,
  })
  step(world, leg)
  const result = await within(signal, asked)
  step(world, leg)
  signal.throwIfAborted()
  return { verbs: verbsOf(context, result, url), base: result.ok ? result.finalUrl : url, method }
}

/** An address in a document: relative to where the document came from; a document in hand needs absolute ones (15004). */
export function resolveUrl(url: string, base: string | undefined): string {
  if (base === undefined && !/^https?:\/\//i.test(url)) throw new TwimlFault(15004, url)
  // The fragment carries the connection overrides and must survive as written.
  if (/^https?:\/\//i.test(url)) return url
  if (!URL.canParse(url, base)) throw new TwimlFault(11100, url)
  return new URL(url, base).href
}

const TWIML_TYPES = new Set(['text/xml', 'application/xml', 'text/html'])

function verbsOf(context: Context, result: WebhookResult, url: string): Verb[] {
  if (!result.ok) throw new TwimlFault(result.code, url)
  const { contentType, body } = result
  if (contentType === undefined) throw new TwimlFault(12300, url)
  if (body.trim() === '') throw new TwimlFault(11770, url)
  if (contentType === 'text/plain') {
    const parsed = parseTwiml(body)
    return 'verbs' in parsed ? parsed.verbs : [plainly('Say', body.trim())]
  }
  if (contentType.startsWith('audio/')) return [plainly('Play', url)]
  if (!TWIML_TYPES.has(contentType)) throw new TwimlFault(12300, url)
  return read(context, body, url)
}

function read({ world, leg }: Context, text: string, url: string): Verb[] {
  const parsed = parseTwiml(text)
  if ('code' in parsed) throw new TwimlFault(parsed.code, url)
  for (const warning of parsed.warnings) raiseAlert(world, 12200, { callSid: leg.sid, url, text: warning })
  return parsed.verbs
}

function plainly(name: string, text: string): Verb {
  return { name, attributes: {}, children: [], text }
}

const MOST_AT_ONCE = 25
const fetchedAt = new WeakMap<Leg, { at: number; times: number }>()

/** Documents that send a call in a circle without a pause must not spin: after some turns in one moment, a second passes. */
async function calmDown({ world, leg, signal }: Context): Promise<void> {
  const now = world.clock.now()
  const before = fetchedAt.get(leg)
  const times = before && now - before.at < 50 ? before.times + 1 : 1
  fetchedAt.set(leg, { at: times === 1 ? now : (before?.at ?? now), times })
  if (times < MOST_AT_ONCE) return
  fetchedAt.delete(leg)
  await pause(world, signal, 1_000)
}
