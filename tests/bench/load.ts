import { setTimeout as pause } from 'node:timers/promises'
import { latencies, type Summary } from './latencies.ts'
import { type Cpu, cpuSince } from './machine.ts'

type Closed = {
  clients: number
  ms: number
  warmUp?: number
  most?: number
  /** Reads how many milliseconds of a core those who answer have used so far. */
  cpu?: () => Cpu
}

/**
 * Clients that each ask again as soon as they are answered. `ask` gets the client's number and how often this client has
 * asked before. The first `warmUp` answers of each client are not counted.
 */
export async function closedLoop(
  { clients, ms, warmUp = 0, most = Number.POSITIVE_INFINITY, cpu }: Closed,
  ask: (client: number, turn: number) => Promise<unknown>,
): Promise<Summary> {
  await Promise.all(
    range(clients).map(async client => {
      for (let turn = 0; turn < warmUp; turn += 1) await ask(client, turn)
    }),
  )
  const times = latencies()
  const cpuBefore = cpu?.()
  const begin = performance.now()
  const end = begin + ms
  await Promise.all(
    range(clients).map(async client => {
      for (let turn = warmUp; performance.now() < end && times.count() < most; turn += 1)
        times.add(await took(() => ask(client, turn)))
    }),
  )
  const summary = times.summary(performance.now() - begin)
  return cpu && cpuBefore ? { ...summary, cpu: cpuSince(cpu(), cpuBefore, summary.count) } : summary
}

/**
 * Begins `perSecond` times a second whether or not earlier ones are done, as callers do. Resolves when all are done.
 * How long one takes counts from the moment it should have begun: a server that stalls is not spared its queue.
 */
export async function openLoop(
  { perSecond, ms }: { perSecond: number; ms: number },
  begin: (number: number) => Promise<unknown>,
): Promise<Summary> {
  const times = latencies()
  const startedAt = performance.now()
  const underWay: Promise<void>[] = []
  const count = Math.max(1, Math.round((perSecond * ms) / 1000))
  for (let i = 0; i < count; i += 1) {
    const due = startedAt + (i * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    underWay.push(begin(i).then(() => times.add(performance.now() - due)))
  }
  await Promise.all(underWay)
  return times.summary(performance.now() - startedAt)
}

export async function took(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
