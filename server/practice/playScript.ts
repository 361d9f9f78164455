import type { CallStatus, HeardLine, ScriptStep } from '#shared/practice.ts'
import { isFinal } from './core/callStatus.ts'
import type { RemoteLine } from './remoteLine.ts'
import { LINE_IS_GONE, LineTrouble } from './remoteLine.ts'

/** What a listener is told while a script plays. */
export type PlayEvent =
  | { kind: 'placed'; sid: string; from: string; to: string }
  | { kind: 'status'; status: CallStatus }
  | { kind: 'heard'; line: HeardLine }
  | { kind: 'step'; n: number; step: ScriptStep }
  | { kind: 'failed'; n: number; because: string }
  | { kind: 'finished'; status: CallStatus }
type Caller = { from: string; to: string | undefined; steps: ScriptStep[] }

/** Plays a caller on a line, step by step. True when every step could be done; the call is over afterwards. */
export async function playScript(
  line: RemoteLine,
  { from, to, steps }: Caller,
  tell: (event: PlayEvent) => void,
): Promise<boolean> {
  const heard: HeardLine[] = []
  let status: CallStatus = 'ringing'
  let sid: string | undefined
  let isGone = false
  let wake = () => {}
  const early: Parameters<Parameters<RemoteLine['onEvent']>[0]>[0][] = []
  const take = (event: (typeof early)[number]) => {
    if (event.type === 'call' && event.call.sid === sid && event.call.status !== status) {
      status = event.call.status
      tell({ kind: 'status', status })
    }
    if (event.type === 'heard' && event.sid === sid && event.line.n > (heard.at(-1)?.n ?? 0)) {
      heard.push(event.line)
      tell({ kind: 'heard', line: event.line })
    }
    wake()
  }
  // What happens before the line has told us the call's sid is kept until we know which call is ours.
  line.onEvent(event => (sid === undefined ? void early.push(event) : take(event)))
  line.onGone(() => {
    isGone = true
    wake()
  })
  const call = await line.place(from, to)
  sid = call.sid
  tell({ kind: 'placed', sid, from, to: call.other })
  for (const event of early) take(event)

  const waitFor = async (isSo: () => boolean, seconds: number): Promise<boolean> => {
    const deadline = performance.now() + seconds * 1000
    while (!isSo()) {
      if (isGone) throw new LineTrouble(LINE_IS_GONE)
      const left = deadline - performance.now()
      if (left <= 0 || (isFinal(status) && !isSo())) return isSo()
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return true
  }
  const hasHeard = (text: string) =>
    heard.some(line => line.who !== 'self' && line.text.toLowerCase().includes(text.toLowerCase()))

  /** Why a step could not be done, or undefined. */
  const perform = async (step: ScriptStep): Promise<string | undefined> => {
    switch (step.do) {
      case 'wait':
        await waitFor(() => false, step.seconds)
        return undefined
      case 'say':
        await line.act(call.sid, 'say', { text: step.text })
        return undefined
      case 'press':
        await line.act(call.sid, 'press', { digits: step.digits })
        return undefined
      case 'hangUp':
        if (!isFinal(status)) await line.act(call.sid, 'hang-up', {})
        return undefined
      case 'waitToHear':
        return (await waitFor(() => hasHeard(step.text), step.seconds))
          ? undefined
          : `did not hear “${step.text}”`
      case 'waitForPerson':
        return (await waitFor(() => heard.some(l => l.who === 'person'), step.seconds))
          ? undefined
          : 'no person spoke'
      case 'waitForStatus':
        return (await waitFor(() => status === step.status, step.seconds))
          ? undefined
          : `the call is ${status}`
      case 'waitForEnd':
        return (await waitFor(() => isFinal(status), step.seconds)) ? undefined : 'the call went on'
      case 'expectHeard':
        return hasHeard(step.text) ? undefined : `had not heard “${step.text}”`
      default:
        return step satisfies never
    }
  }

  let isGood = true
  for (const [i, step] of steps.entries()) {
    tell({ kind: 'step', n: i + 1, step })
    const because = await perform(step).catch((error: unknown) => {
      // The call is over, or the line refuses: that step failed. Anything else is a fault of this program.
      if (error instanceof LineTrouble) return error.message
      throw error
    })
    if (because === undefined) continue
    tell({ kind: 'failed', n: i + 1, because })
    isGood = false
    break
  }
  if (isGone) status = 'failed'
  if (!isFinal(status)) {
    await line.act(call.sid, 'hang-up', {}).catch(() => undefined) // it may have ended in the same moment
    await waitFor(() => isFinal(status), 5)
  }
  tell({ kind: 'finished', status })
  return isGood
}
