/** Whether this browser lets the page make a sound. It asks for a gesture first: the ready switch is that gesture. */
export type SoundState = 'untested' | 'works' | 'blocked'

let context: AudioContext | undefined

/** Tries a short, soft tone. Call it from a click. */
export async function testSound(): Promise<SoundState> {
  const state = await unlockSound()
  if (state === 'works') tone(660, 0, 0.12, 0.08)
  return state
}

/** Asks for sound without making any. Call it from any gesture: after a reload the browser has forgotten the last one. */
export async function unlockSound(): Promise<SoundState> {
  if (!('AudioContext' in window)) return 'blocked'
  context ??= new AudioContext()
  // A browser that blocks sound leaves this waiting for ever, so it is not waited for.
  await Promise.race([context.resume(), new Promise(done => setTimeout(done, 400))])
  return context.state === 'running' ? 'works' : 'blocked'
}

/** One ring: two rising tones, warm enough to wake nobody's fright and clear enough to be heard across a room. */
export function ringOnce(): void {
  for (const [at, pitch] of [
    [0, 523],
    [0.22, 659],
    [0.6, 523],
    [0.82, 659],
  ] as const)
    tone(pitch, at, 0.2, 0.25)
}

/** A promise is about to break: one soft note. */
export function chimeOnce(): void {
  tone(784, 0, 0.5, 0.12)
}

/** Somebody may be hurt: four hard notes that are like nothing else here, and louder than a call that rings. */
export function helpOnce(): void {
  for (const [at, pitch] of [
    [0, 988],
    [0.25, 740],
    [0.5, 988],
    [0.75, 740],
  ] as const)
    tone(pitch, at, 0.24, 0.6)
}

/** The server is not heard: two low notes. */
export function troubleOnce(): void {
  tone(330, 0, 0.3, 0.2)
  tone(262, 0.35, 0.5, 0.2)
}

function tone(pitch: number, after: number, seconds: number, loudness: number) {
  if (context?.state !== 'running') return
  const start = context.currentTime + after
  const source = context.createOscillator()
  const volume = context.createGain()
  source.type = 'triangle'
  source.frequency.value = pitch
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(loudness, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + seconds)
  source.connect(volume).connect(context.destination)
  source.start(start)
  source.stop(start + seconds)
}
