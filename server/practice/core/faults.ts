import { chance } from './random.ts'

/** What may go wrong on purpose. Probabilities from 0 to 1; everything is chosen from the line's seed, so it repeats. */
export type FaultPlan = {
  statusCallbacks?: {
    /** Each of up to three extra copies. */
    duplicate?: number
    /** The mean of an exponential delay, in milliseconds. */
    delayMs?: number
    /** Held back long enough for the next ones to overtake it. */
    reorder?: number
    drop?: number
  }
  rest?: {
    /** 500 after the work was done. */
    errorAfterWork?: number
    /** No answer after the work was done. */
    timeoutAfterWork?: number
    /** 429 (20429), nothing done. */
    tooMany?: number
  }
  /** What the networks do with a text that the carrier has taken. */
  messages?: {
    /** So many never arrive (30008), and the carrier says so. */
    undelivered?: number
    /** They arrive so much later; their receipts as well. */
    lateMs?: number
    /** The number has a new owner: the text is read there, and its receipt says that it was delivered. */
    toNumber?: string
  }
  /** A half-open connection: the hub takes a request for instructions and acts on it, and its answer never comes. */
  answers?: { lost?: number }
  /** So many callbacks still go to an older deployment, at an origin of its own. */
  oldDeployment?: { origin: string; share: number }
  /** The carrier's clock is so far ahead of the hub's; negative: behind it. */
  clockAheadMs?: number
  /** An inbound caller hangs up at this step of the call: 1 is the first thing the line does for it. */
  hangUpAtStep?: number
  /** A caller's hang-up in a queue shows as 'system-error' instead of 'hangup'. */
  hangUpShowsAsSystemError?: number
  /** How long after a browser has vanished its calls end (20 to 40 s at the carrier). */
  lostSoftphoneAfterMs?: number
}

/** How far a held-back callback is held back, in milliseconds: beyond the usual gap between two events. */
const HELD_BACK_MS = 1_500

/** When the copies of a callback leave, in milliseconds from now: none when it is lost, up to four with copies. */
export function deliveriesOf(plan: FaultPlan, seed: number, key: string): number[] {
  const faults = plan.statusCallbacks
  if (!faults) return [0]
  const drawn = (what: string) => chance(seed, `${key}:${what}`)
  if (drawn('drop') < (faults.drop ?? 0)) return []
  const copies = [0, 1, 2].filter(copy => drawn(`copy${copy}`) < (faults.duplicate ?? 0)).length
  return Array.from({ length: 1 + copies }, (_, i) => {
    const delay = -Math.log(1 - drawn(`delay${i}`)) * (faults.delayMs ?? 0)
    const held = drawn(`held${i}`) < (faults.reorder ?? 0) ? HELD_BACK_MS : 0
    return Math.round(delay + held)
  })
}

/** Whether the answer to this try of a request is lost on its way. */
export function isAnswerLost(plan: FaultPlan, seed: number, key: string): boolean {
  return chance(seed, `${key}:answer`) < (plan.answers?.lost ?? 0)
}

/** Where a callback goes: to its address, or to the same place at the older deployment. */
export function addressOf(plan: FaultPlan, seed: number, key: string, url: string): string {
  const { oldDeployment } = plan
  if (!oldDeployment || chance(seed, `${key}:old`) >= oldDeployment.share) return url
  // The fragment carries the connection overrides and must survive as written.
  return url.replace(/^https?:\/\/[^/?#]+/i, oldDeployment.origin)
}

/** Whether a text that was taken is lost in the networks. */
export function isTextLost(plan: FaultPlan, seed: number, sid: string): boolean {
  return chance(seed, `${sid}:lost`) < (plan.messages?.undelivered ?? 0)
}

type RestFault = 'none' | 'errorAfterWork' | 'timeoutAfterWork' | 'tooMany'

/** What strikes the n-th REST request that changes something. Reading is never struck. */
export function restFaultOf(plan: FaultPlan, seed: number, n: number): RestFault {
  const faults = plan.rest
  if (!faults) return 'none'
  const drawn = (what: string) => chance(seed, `rest${n}:${what}`)
  if (drawn('tooMany') < (faults.tooMany ?? 0)) return 'tooMany'
  if (drawn('timeout') < (faults.timeoutAfterWork ?? 0)) return 'timeoutAfterWork'
  if (drawn('error') < (faults.errorAfterWork ?? 0)) return 'errorAfterWork'
  return 'none'
}
