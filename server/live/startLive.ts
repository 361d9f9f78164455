import type { Server } from 'node:http'
import type { Logger } from '#server/platform/logger.ts'
import { authorize } from '#server/staff/core/can.ts'
import { keepHeard, type ReadinessDeps, tellSilent } from '#server/staff/readiness.ts'
import { readSpent } from '#server/staff/sessionStore.ts'
import { actorOfCookie, type SessionCookie } from '#server/staff/sessions.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import { HEARTBEAT_MS } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { pruneFeed, readTurned } from './feedStore.ts'
import { startFeedTail } from './feedTail.ts'
import { type HubDeps, startHub } from './hub.ts'
import { repeat } from './repeat.ts'

/** Longer than a page goes without hearing the server before it says so: then it asks for everything itself. */
const MISSED_S = 10

export type LiveDeps = ReadinessDeps & {
  log: Logger
  origins: ReadonlySet<string>
  cookie: SessionCookie
  /** The version of this record and by what it is open to somebody beside the board. */
  mayHear: HubDeps['mayHear']
  lapsed: HubDeps['lapsed']
  turnedSharing: HubDeps['turnedSharing']
  /** The sessions whose lists may hold these people. */
  listing: HubDeps['listing']
  /** A page beside the board was told that this record is not open to it any more. */
  shut: (actor: Actor, patientId: PatientId) => Promise<void>
  /** The lines for which the carrier cannot be reached, each since when. */
  carrierAway: () => Promise<ReadonlyMap<LineId, Instant>>
  wakes: { feed: (lineId: LineId) => void; sessionEnded: (sessionId: string) => void }
}

/** Consoles hear from here on: the feed is followed, connections are taken, and those who fall silent are noticed. */
export async function startLive(
  deps: LiveDeps,
  server: Server,
): Promise<{ count: () => number; prune: () => Promise<void>; stop: () => Promise<void> }> {
  const { db, log, clock, origins, cookie, wakes, mayHear, lapsed, shut, carrierAway } = deps
  const { turnedSharing, listing } = deps
  let away: ReadonlyMap<LineId, Instant> = new Map()
  const asking = repeat('live.carrier', HEARTBEAT_MS, log, async () => {
    away = await carrierAway()
  })
  const tail = await startFeedTail({ db, log, tell: (lineId, entries) => hub.tell(lineId, entries) })
  const hub = startHub({
    server,
    origins,
    actorOf: headers => actorOfCookie(db, cookie, headers),
    watch: tail.watch,
    isOnBoard: actor => authorize(actor, 'board:read'),
    mayHear,
    lapsed,
    turnedSharing,
    turnedLately: async lineId => {
      const since = new Date(Date.now() - MISSED_S * 1_000).toISOString()
      const [told, { turned }] = await Promise.all([readTurned(db, lineId, MISSED_S), turnedSharing(since)])
      return [...told, ...turned.flatMap(one => (one.lineId === lineId ? one.patientId : []))]
    },
    listing,
    shut,
    head: tail.head,
    carrierAwaySince: lineId => away.get(lineId),
    spent: sessionIds => readSpent(db, sessionIds),
    heard: async staffIds => {
      await keepHeard(deps, staffIds)
      await tellSilent(deps)
    },
    clock,
    log,
  })
  wakes.feed = tail.wake
  wakes.sessionEnded = hub.cutSession
  return {
    count: hub.count,
    prune: () => pruneFeed(db),
    stop: async () => {
      asking.stop()
      await hub.close()
      await tail.stop()
    },
  }
}
