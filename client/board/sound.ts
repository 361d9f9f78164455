/** Whether this browser lets the page make a sound. It asks for a gesture first: the ready switch is that gesture. */
export type SoundState = 'untested' | 'works' | 'blocked'

let context: AudioContext | undefined

/** Tries a short, soft tone. Call it from a click. */
export async function testSound(): Promise<SoundState> {
  if (!('AudioContext' in window)) return 'blocked'
  context ??= new AudioContext()
  // A browser that blocks sound leaves this waiting for ever, so it is not waited for.
  await Promise.race([context.resume(), new Promise(done => setTimeout(done, 400))])
  if (context.state !== 'running') return 'blocked'
  tone(660, 0, 0.12, 0.08)
  return 'works'
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
