import { setTimeout as sleep } from 'node:timers/promises'
import { realClock } from './clock.ts'
import { refreshRoom } from './conferenceMedia.ts'
import { WORD_MS } from './core/speech.ts'
import { createExchanger } from './httpExchange.ts'
import { phoneIn } from './incoming.ts'
import type { ApplicationOptions, LineNumberOptions, PracticeLineOptions } from './lineOptions.ts'
import { runCall, runSource, supervise } from './runDocument.ts'
import { settled } from './waiting.ts'
import type { World } from './world.ts'
import { newSid } from './world.ts'

/** How long a step of a virtual clock waits, in real time, for requests that are not answered. */
const PATIENCE_MS = 400

/** Everything a practice line knows, on its first day. */
export function createWorld(options: PracticeLineOptions): World {
  const clock = options.clock ?? realClock()
  const world: World = {
    options,
    clock: {
      now: () => clock.now() + (world.faults.clockAheadMs ?? 0),
      after: (ms, then) => clock.after(ms, then),
    },
    seed: options.seed ?? 1,
    speechRate: options.speechRate ?? WORD_MS,
    startedAt: clock.now(),
    interpreter: { runSource, runCall, supervise },
    phoneIn: call => phoneIn(world, call),
    refreshRoom,
    exchanger: createExchanger(),
    cache: new Map(),
    exchanges: new Set(),
    origin: '',
    faults: options.faults ?? {},
    failRest: 'no',
    isOut: false,
    isClosed: false,
    numbers: new Map(),
    applications: new Map(),
    documents: new Map(Object.entries(options.documents ?? {})),
    legs: new Map(),
    conferences: new Map(),
    queues: new Map(),
    queueEntries: new Map(),
    queueArrivals: new Map(),
    recordings: new Map(),
    transcriptions: new Map(),
    messages: new Map(),
    routes: new Map(),
    stopped: new Set(),
    alerts: [],
    traced: [],
    broken: [],
    handsets: new Map(),
    softphones: new Map(),
    scenes: new Map(),
    inFlight: 0,
    delayed: 0,
    restRequests: 0,
    listeners: new Set(),
    counters: new Map(),
    nextCallSlot: 0,
  }
  setNumbers(world, options.numbers)
  setApplications(world, options.applications)
  clock.attach?.(() => Promise.race([settled(world, false), sleep(PATIENCE_MS, undefined, { ref: false })]))
  return world
}

export function setNumbers(world: World, numbers: LineNumberOptions[]): void {
  const before = world.numbers
  world.numbers = new Map(
    numbers.map(n => [n.number, { ...n, sid: before.get(n.number)?.sid ?? newSid(world, 'PN') }]),
  )
}

export function setApplications(world: World, applications: ApplicationOptions[]): void {
  world.applications = new Map(applications.map(application => [application.sid, application]))
}
