import { toE164 } from '#server/practice/core/withheld.ts'
import { playPhones } from '#server/practice/playPhones.ts'
import { type PlayEvent, playScript } from '#server/practice/playScript.ts'
import { readScript } from '#server/practice/readScript.ts'
import { connectToLine } from '#server/practice/remoteLine.ts'

/** A caller of the practice line who speaks by a script while the browsers do what people do. */
export type PlayedScene = {
  /** What the script could not do, once the call is over; nothing: it went through. */
  ended: Promise<string[]>
  close: () => void
}

/** Rings as the script says, in a hurry: pauses for effect are cut short. `withPhones`: its colleagues answer by the script too. */
export async function aScene(
  origin: string,
  name: string,
  { withPhones = false } = {},
): Promise<PlayedScene> {
  const script = readScript(name)
  const line = await connectToLine(origin)
  const putDown = playPhones(
    line,
    withPhones ? script.phones.map(phone => ({ ...phone, afterSeconds: 0.2 })) : [],
    () => {},
  )
  const failed: string[] = []
  const hear = (event: PlayEvent) => {
    if (event.kind === 'failed') failed.push(`step ${event.n}: ${event.because}`)
  }
  const from = script.from === undefined || script.from === 'withheld' ? 'withheld' : toE164(script.from)
  // Who speaks of their own accord after a minute does so after three seconds.
  const steps = script.steps.map(step =>
    step.do === 'wait' ? { ...step, seconds: step.seconds / 20 } : step,
  )
  const ended = playScript(line, { ...script, from, to: undefined, steps }, hear, { thinksFor: 0.1 }).then(
    () => failed,
  )
  return {
    ended,
    close: () => {
      putDown()
      line.close()
    },
  }
}
