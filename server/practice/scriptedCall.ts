import type { CallStatus, HeardLine } from '#shared/practice.ts'
import { isFinal } from './core/callStatus.ts'
import type { RemoteLine } from './remoteLine.ts'
import { LINE_IS_GONE, LineTrouble } from './remoteLine.ts'

type Told = {
  onBegun(call: { sid: string; other: string }): void
  onStatus(status: CallStatus): void
  onHeard(line: HeardLine): void
}

/** A call that a script has placed or answered, and what its caller has heard so far. */
export type ScriptedCall = {
  sid: string
  /** Whom it rang. */
  other: string
  status(): CallStatus
  isOver(): boolean
  heard(): readonly HeardLine[]
  /** Waits until it is so, the call is over, or the time is up; answers whether it is so. Throws LineTrouble when the line has died. */
  waitFor(isSo: () => boolean, seconds: number): Promise<boolean>
  /** Wakes whoever waits, to look again. */
  wake(): void
}

/** Places a call on a line and follows it. Told first that it was placed: `onBegun`. */
export function placeScripted(
  line: RemoteLine,
  { from, to }: { from: string; to: string | undefined },
  told: Told,
): Promise<ScriptedCall> {
  return follow(line, () => line.place(from, to), told)
}

/** Waits until this telephone rings, picks it up and follows that call; nothing where it did not ring in time, or `stop` came first. */
export async function answerScripted(
  line: RemoteLine,
  { phone, seconds, stop }: { phone: string; seconds: number; stop: AbortSignal | undefined },
  told: Told,
): Promise<ScriptedCall | undefined> {
  const ringing = Promise.withResolvers<{ sid: string; other: string } | undefined>()
  const none = () => ringing.resolve(undefined)
  const timer = setTimeout(none, seconds * 1000)
  stop?.addEventListener('abort', none, { once: true })
  line.onGone(none)
  line.onEvent(event => {
    if (event.type !== 'call' || event.call.phone !== phone) return
    const { direction, status } = event.call
    if (direction === 'incoming' && status === 'ringing') ringing.resolve(event.call)
  })
  const call = await ringing.promise
  clearTimeout(timer)
  if (!call) return undefined
  const answer = async () => {
    await line.act(call.sid, 'answer', {})
    return call
  }
  return follow(line, answer, told)
}

async function follow(
  line: RemoteLine,
  begin: () => Promise<{ sid: string; other: string }>,
  told: Told,
): Promise<ScriptedCall> {
  const heard: HeardLine[] = []
  let status: CallStatus = 'ringing'
  let sid: string | undefined
  let isGone = false
  const waiters = new Set<() => void>()
  const wake = () => {
    for (const waiter of waiters) waiter()
  }
  const early: Parameters<Parameters<RemoteLine['onEvent']>[0]>[0][] = []
  const take = (event: (typeof early)[number]) => {
    if (event.type === 'call' && event.call.sid === sid && event.call.status !== status) {
      status = event.call.status
      told.onStatus(status)
    }
    if (event.type === 'heard' && event.sid === sid && event.line.n > (heard.at(-1)?.n ?? 0)) {
      heard.push(event.line)
      told.onHeard(event.line)
    }
    wake()
  }
  // What happens before the line has told us the call's sid is kept until we know which call is ours.
  line.onEvent(event => (sid === undefined ? void early.push(event) : take(event)))
  line.onGone(() => {
    isGone = true
    wake()
  })
  const call = await begin()
  sid = call.sid
  told.onBegun({ sid, other: call.other })
  for (const event of early) take(event)

  return {
    sid,
    other: call.other,
    status: () => (isGone ? 'failed' : status),
    isOver: () => isGone || isFinal(status),
    heard: () => heard,
    wake,
    async waitFor(isSo, seconds) {
      const deadline = performance.now() + seconds * 1000
      while (!isSo()) {
        if (isGone) throw new LineTrouble(LINE_IS_GONE)
        const left = deadline - performance.now()
        if (left <= 0 || isFinal(status)) return isSo()
        await new Promise<void>(resolve => {
          const done = () => {
            clearTimeout(timer)
            waiters.delete(done)
            resolve()
          }
          const timer = setTimeout(done, left)
          waiters.add(done)
        })
      }
      return true
    },
  }
}
