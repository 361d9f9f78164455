import { speechMs } from '../core/speech.ts'
import { count } from '../core/twiml.ts'
import type { Context, VerbRunner } from '../documents.ts'
import { NEXT } from '../documents.ts'
import type { Heard } from '../leg.ts'
import { answer, hear, step } from '../legs.ts'
import { pause } from '../waiting.ts'

/** How often something that loops for ever (loop="0") is really repeated. */
const FOR_EVER = 1_000

export const say: VerbRunner = async (context, verb) => {
  answer(context.world, context.leg)
  const ms = speechMs(verb.text, context.world.speechRate)
  await repeat(context, count(verb, 'loop', 1), { who: 'line', text: verb.text }, ms)
  return NEXT
}

export const play: VerbRunner = async (context, verb) => {
  answer(context.world, context.leg)
  const { digits } = verb.attributes
  const text = digits === undefined ? soundName(verb.text) : `tones ${digits}`
  await repeat(context, count(verb, 'loop', 1), { who: 'sound', text }, soundMs(context))
  return NEXT
}

export const pauseVerb: VerbRunner = async ({ world, leg, signal }, verb, _document, position) => {
  // As the very first instruction it does not answer: the caller goes on hearing it ring.
  if (position > 0) answer(world, leg)
  await pause(world, signal, count(verb, 'length', 1) * 1000)
  return NEXT
}

/** How long a played file lasts on this line. */
export function soundMs({ world }: Pick<Context, 'world'>): number {
  return world.speechRate === 0 ? 0 : (world.options.soundMs ?? 4_000)
}

async function repeat(context: Context, times: number, heard: Heard, ms: number): Promise<void> {
  const { world, leg, signal } = context
  for (let i = 0; i < (times === 0 ? FOR_EVER : times); i++) {
    for (const listener of context.audience?.() ?? [leg]) hear(world, listener, heard)
    await pause(world, signal, times === 0 ? Math.max(ms, 1_000) : ms)
    step(world, leg)
    signal.throwIfAborted()
  }
}

/** 'https://…/hold-music.mp3' is heard as 'hold-music'. */
function soundName(url: string): string {
  const file = url.split(/[?#]/)[0]?.split('/').pop() ?? ''
  return file.replace(/\.\w+$/, '') || 'music'
}
