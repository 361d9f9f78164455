import { setTimeout as sleep } from 'node:timers/promises'
import type { CallScript, ScriptStep } from '#shared/callScript.ts'
import type { CallStatus, HeardLine } from '#shared/practice.ts'
import { NOTHING_GIVEN, replyTo } from './core/replies.ts'
import type { RemoteLine } from './remoteLine.ts'
import { LineTrouble } from './remoteLine.ts'
import { answerScripted, placeScripted } from './scriptedCall.ts'

/** What a listener is told while a script plays. */
export type PlayEvent =
  | { kind: 'placed'; sid: string; from: string; to: string }
  /** Nobody has taken the call for a while. */
  | { kind: 'waiting' }
  /** Nobody took it: the caller has asked the line’s menu to be rung back, and waits for that. */
  | { kind: 'asksToBeRung' }
  | { kind: 'rungBack'; sid: string }
  | { kind: 'status'; status: CallStatus }
  | { kind: 'heard'; line: HeardLine }
  | { kind: 'step'; n: number; step: ScriptStep }
  | { kind: 'failed'; n: number; because: string }
  /** The nurse ended the call before the caller had said everything: no fault of either. */
  | { kind: 'unsaid'; n: number }
  /** Somebody else's telephone in the scene has answered. */
  | { kind: 'phone'; who: string; says: string }
  | { kind: 'finished'; status: CallStatus }

export type Caller = { from: string; to: string | undefined; steps: ScriptStep[] } & Partial<
  Pick<CallScript, 'answers' | 'otherwise'>
>
export type PlayOptions = {
  /** The script lets go of the handset, and the call goes on without it. */
  letGo?: AbortSignal
  /** How long the caller thinks before an answer, in seconds. */
  thinksFor?: number
  /** After how many seconds without a person that is told. */
  quietFor?: number
}

/** What a caller of the line’s menu may ask for. */
const OFFERED = /called back, press 2/i
const NOBODY =
  'nobody took the call before the line had ended it: switch “Ready for calls” on at a console, and let them ring again'
const NOBODY_RANG = 'nobody rang back'

/** Plays a caller on a line, step by step. True when every step could be done; the call is over afterwards, unless it was let go of. */
export async function playScript(
  line: RemoteLine,
  { from, to, steps, answers = [], otherwise = [] }: Caller,
  tell: (event: PlayEvent) => void,
  { letGo, thinksFor = 2, quietFor = 20 }: PlayOptions = {},
): Promise<boolean> {
  const isLetGo = () => letGo?.aborted === true
  let given = NOTHING_GIVEN
  // Before they have said why they ring, nobody is at a loss: the first question is answered by the opening words.
  let hasOpened = !steps.some(step => step.do === 'say')
  // One thing after the other: who answers two questions does not say both at once.
  let speaking: Promise<unknown> = Promise.resolve()
  const inTurn = (text: string, after: number) => {
    const next = speaking.then(async () => {
      await sleep(after * 1000)
      if (!isLetGo()) await line.act(call.sid, 'say', { text })
    })
    speaking = next.catch(() => undefined) // whoever waits for it learns of it
    return next
  }
  const answer = ({ who, text }: HeardLine) => {
    if (who !== 'person' || isLetGo()) return
    const reply = replyTo(text, { answers, otherwise: hasOpened ? otherwise : [] }, given)
    if (!reply) return
    given = reply.given
    void inTurn(reply.says, thinksFor).catch((error: unknown) => {
      if (!(error instanceof LineTrouble)) throw error // the call ended before the answer: there is nobody to hear it
    })
  }

  const told = {
    onStatus: (status: CallStatus) => tell({ kind: 'status', status }),
    onHeard: (heard: HeardLine) => {
      tell({ kind: 'heard', line: heard })
      answer(heard)
    },
  }
  let call = await placeScripted(
    line,
    { from, to },
    { ...told, onBegun: ({ sid, other }) => tell({ kind: 'placed', sid, from, to: other }) },
  )
  letGo?.addEventListener('abort', () => call.wake(), { once: true })
  const waitFor = async (isSo: () => boolean, seconds: number) =>
    (await call.waitFor(() => isLetGo() || isSo(), seconds)) && (isLetGo() || isSo())
  const hasHeard = (text: string) =>
    call
      .heard()
      .some(({ who, text: said }) => who !== 'self' && said.toLowerCase().includes(text.toLowerCase()))

  const hearsPerson = () => call.heard().some(({ who }) => who === 'person')
  const isOffered = () => call.heard().some(({ who, text }) => who === 'line' && OFFERED.test(text))

  /** As a caller does: waits, asks the menu to be rung back where nobody takes the call, and picks up when it rings. */
  const waitForPerson = async (seconds: number): Promise<string | undefined> => {
    const end = performance.now() + seconds * 1000
    const left = () => Math.max(0, end - performance.now()) / 1000
    const isAnswered = () => hearsPerson() || isOffered()
    if (!(await waitFor(isAnswered, Math.min(quietFor, seconds)))) {
      if (!call.isOver()) tell({ kind: 'waiting' })
      await waitFor(isAnswered, left())
    }
    if (isLetGo() || hearsPerson()) return undefined
    if (!isOffered() || from === 'withheld') return call.isOver() ? NOBODY : 'no person spoke'
    await line.act(call.sid, 'press', { digits: '2' })
    tell({ kind: 'asksToBeRung' })
    const back = await answerScripted(
      line,
      { phone: from, seconds: left(), stop: letGo },
      { ...told, onBegun: ({ sid }) => tell({ kind: 'rungBack', sid }) },
    )
    if (!back) return isLetGo() ? undefined : NOBODY_RANG
    call = back
    return (await waitFor(hearsPerson, left())) ? undefined : 'no person spoke'
  }

  /** Why a step could not be done, or undefined. */
  const perform = async (step: ScriptStep): Promise<string | undefined> => {
    switch (step.do) {
      case 'wait':
        await waitFor(() => false, step.seconds)
        return undefined
      case 'say':
        await inTurn(step.text, 0)
        hasOpened = true
        return undefined
      case 'press':
        await line.act(call.sid, 'press', { digits: step.digits })
        return undefined
      case 'hangUp':
        if (!call.isOver()) await line.act(call.sid, 'hang-up', {})
        return undefined
      case 'waitToHear':
        return (await waitFor(() => hasHeard(step.text), step.seconds))
          ? undefined
          : `did not hear “${step.text}”`
      case 'waitForPerson':
        return waitForPerson(step.seconds)
      case 'waitForStatus':
        return (await waitFor(() => call.status() === step.status, step.seconds))
          ? undefined
          : `the call is ${call.status()}`
      case 'waitForEnd':
        return (await waitFor(call.isOver, step.seconds)) ? undefined : 'the call went on'
      case 'expectHeard':
        return hasHeard(step.text) ? undefined : `had not heard “${step.text}”`
      default:
        return step satisfies never
    }
  }

  let isGood = true
  for (const [i, step] of steps.entries()) {
    if (isLetGo()) break
    if (step.do === 'say' && call.isOver() && hearsPerson()) {
      tell({ kind: 'unsaid', n: i + 1 })
      break
    }
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
  if (!call.isOver() && !isLetGo()) {
    await line.act(call.sid, 'hang-up', {}).catch(() => undefined) // it may have ended in the same moment
    await call.waitFor(call.isOver, 5)
  }
  tell({ kind: 'finished', status: call.status() })
  return isGood
}
