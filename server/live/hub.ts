import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type DefaultEventsMap, Server, type Socket } from 'socket.io'
import { errorFields } from '#server/platform/logger.ts'
import { isOwnConnection } from '#server/platform/ownOrigin.ts'
import { type LineId, PatientId, type StaffId } from '#shared/ids.ts'
import {
  AWAITS_QUERY,
  type FeedEntry,
  HEARTBEAT_MS,
  type LiveEvents,
  PROTOCOL_VERSION,
} from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { PAGE_OF_QUERY } from '#shared/whosePage.ts'
import { type ListsToldDeps, listsTold } from './listsTold.ts'
import { type PageOfRecord, type RecordPagesDeps, recordPages } from './recordPages.ts'
import { repeat } from './repeat.ts'
import { socketRegister } from './socketRegister.ts'

export const LIVE_PATH = '/live'

export type HubDeps = RecordPagesDeps & {
  server: HttpServer
  origins: ReadonlySet<string>
  actorOf: (headers: IncomingHttpHeaders) => Promise<Actor | undefined>
  watch: (lineId: LineId) => Promise<void>
  /** Whether this person may see the line's board: everybody else hears of no more than the record that the page shows. */
  isOnBoard: (actor: Actor) => boolean
  /** Of each of these, in the given order, whether what opened the record is over, asked of the database. */
  lapsed: (
    held: readonly { by: string; staffId: StaffId; patientId: PatientId }[],
  ) => Promise<readonly boolean[]>
  /** Of whom an agreement or a limit began, or a limit ended, of itself since that moment, and the moment of the answer. Nothing where none is given. */
  turnedSharing: (
    since: Instant | null,
  ) => Promise<{ at: Instant; turned: readonly { lineId: LineId; patientId: PatientId }[] }>
  /** Of a line, whose lists, agreements or limits turned in the last seconds: for a page that connects, and may have missed it. */
  turnedLately: (lineId: LineId) => Promise<readonly PatientId[]>
  listing: ListsToldDeps['listing']
  head: (lineId: LineId) => number | undefined
  /** Since when the carrier does not answer for this line, if it does not. */
  carrierAwaySince: (lineId: LineId) => Instant | undefined
  /** Which of these sessions are over, asked of the database. */
  spent: (sessionIds: string[]) => Promise<string[]>
  /** Whose consoles answered within the last seconds. */
  heard: (staffIds: StaffId[]) => Promise<void>
  clock: () => Instant
}

export type Hub = {
  tell(lineId: LineId, entries: FeedEntry[]): void
  /** Cuts the live connections of a session at once. */
  cutSession(sessionId: string): void
  /** How many consoles are connected to this process. */
  count(): number
  close(): Promise<void>
}

type NoEvents = Record<string, never>
type LiveSocket = Socket<NoEvents, LiveEvents, DefaultEventsMap, PageOfRecord>

/** Sessions are asked after this often: a sign-out elsewhere cuts the connection here within a second. */
const REVOKED_CHECK_MS = 500
const HEARD_EVERY_MS = 5_000
/** A console sends nothing but the protocol's own answers. */
const MAX_PACKETS_PER_10_S = 100
const MAX_SOCKETS_PER_PERSON = 10

/** Who is admitted, and the record that the page shows, or would show, without a call. */
type Admitted = {
  actor: Actor
  record: { id: PatientId; version: number; by: string } | null
  awaits: PatientId | null
}

/** Tells consoles what happens on their line. It takes no commands: those go over HTTP, where they are authorised and kept. */
export function startHub(deps: HubDeps): Hub {
  const { log } = deps
  const admitted = new WeakMap<IncomingMessage, Admitted>()
  const register = socketRegister<LiveSocket>(MAX_SOCKETS_PER_PERSON)
  const heard = new Set<StaffId>()
  const lists = listsTold<LiveSocket>(deps, register.ofLine)
  let sharingAskedAt: Instant | null = null

  const io = new Server<NoEvents, LiveEvents, DefaultEventsMap, PageOfRecord>(deps.server, {
    path: LIVE_PATH,
    serveClient: false,
    transports: ['websocket', 'polling'],
    pingInterval: 5_000,
    pingTimeout: 4_000,
    connectTimeout: 5_000,
    maxHttpBufferSize: 64_000,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, answer) => {
      admit(request).then(
        one => {
          if (one) admitted.set(request, one)
          answer(one ? null : 'refused', one !== undefined)
        },
        (error: unknown) => {
          log.warn('live.not_asked', errorFields(error))
          answer('unavailable', false)
        },
      )
    },
  })
  const pages = recordPages(io, deps)

  async function admit(request: IncomingMessage): Promise<Admitted | undefined> {
    if (!isOwnConnection(request.headers, deps.origins)) return undefined
    const actor = await deps.actorOf(request.headers)
    if (!actor) return undefined
    const query = queryOf(request)
    // The page of one, and the cookie of another who has signed in since: they are not heard by it, and it hears nothing of theirs.
    const pageOf = query.get(PAGE_OF_QUERY)
    if (pageOf !== null && pageOf !== actor.staffId) return undefined
    await deps.watch(actor.lineId) // before the version is read: what changes after it will be told
    // Whoever waits for a record hears nothing of it until they may see it: nobody needs leave to wait.
    const awaits = recordIn(query, AWAITS_QUERY)
    const id = recordIn(query, 'record')
    if (id === null) return { actor, record: null, awaits }
    const open = await deps.mayHear(actor, id)
    return open === null ? undefined : { actor, record: { id, ...open }, awaits: null }
  }

  io.on('connection', socket => {
    const one = admitted.get(socket.request)
    if (!one) return void socket.disconnect(true)
    const { actor, record, awaits } = one
    socket.data.actor = actor
    for (const oldest of register.add(actor, socket)) oldest.disconnect(true)
    socket.on('disconnect', () => register.remove(actor, socket))
    holdToProtocol(socket)
    if (record) pages.show(socket, record)
    if (awaits) pages.await(socket, awaits)
    tellMissed(socket).catch((error: unknown) => log.warn('live.missed_not_asked', errorFields(error)))
    if (!deps.isOnBoard(actor)) {
      void socket.join(besideBoard(actor.lineId))
      beat(actor.lineId, socket, false)
      return
    }
    heard.add(actor.staffId)
    hearing.now() // she may be offered a call from now on
    socket.conn.on('heartbeat', () => heard.add(actor.staffId))
    void socket.join(actor.lineId)
    beat(actor.lineId, socket)
  })

  function holdToProtocol(socket: LiveSocket): void {
    let packets = 0
    let windowEndsAt = 0
    socket.conn.on('packet', () => {
      if (Date.now() > windowEndsAt) [packets, windowEndsAt] = [0, Date.now() + 10_000]
      packets += 1
      if (packets <= MAX_PACKETS_PER_10_S) return
      log.warn('live.flooded', { staffId: socket.data.actor.staffId })
      socket.disconnect(true)
    })
  }

  /** The newest number; silence when we do not know it, so that the console says in words that it cannot hear. */
  function beat(lineId: LineId, to: Pick<LiveSocket, 'emit'>, isOnBoard = true): void {
    const seq = deps.head(lineId)
    if (seq === undefined) return
    // How much happens on a line is nothing to those who are not on its board.
    const carrierAwaySince = isOnBoard ? deps.carrierAwaySince(lineId) : undefined
    to.emit('heartbeat', {
      seq: isOnBoard ? seq : 0,
      at: deps.clock(),
      protocol: PROTOCOL_VERSION,
      ...(carrierAwaySince ? { carrierAwaySince } : {}),
    })
  }

  /** Between what a page has read and the moment it is heard here, or while it was away for a breath, something may have turned. */
  async function tellMissed(socket: LiveSocket): Promise<void> {
    const { actor, record } = socket.data
    const turned = await deps.turnedLately(actor.lineId)
    if (record && turned.includes(record.id)) socket.emit('recordChanged', record.id, null)
    await lists.tell(actor.lineId, turned, [socket])
  }

  /** What begins at a later moment, or holds until a day, is told to nobody when that comes: it is asked for. */
  async function turnSharing(): Promise<void> {
    const { at, turned } = await deps.turnedSharing(sharingAskedAt)
    sharingAskedAt = at
    for (const { lineId, patientId } of turned) {
      pages.tell(lineId, patientId)
      // In no feed: nobody wrote anything. A console with this person in a call looks again as after a change.
      io.to(lineId).emit('recordChanged', patientId, null)
      lists.turned(lineId, [patientId])
    }
  }

  /** A right that ends by itself, or is ended, is told to nobody: it is asked for like a session. */
  async function endLapsed(): Promise<void> {
    const showing = [...io.of('/').sockets.values()].flatMap(socket => {
      const { actor, record } = socket.data
      return record ? [{ socket, by: record.by, patientId: record.id, staffId: actor.staffId }] : []
    })
    if (showing.length === 0) return
    const lapsed = await deps.lapsed(showing.map(({ socket: _, ...held }) => held))
    for (const [nth, { socket, by, patientId }] of showing.entries()) {
      // It may show another record by now, or this one by another way.
      if (!lapsed[nth] || socket.data.record?.by !== by) continue
      socket.emit('recordChanged', patientId, null)
      await pages.askAgain(socket)
    }
  }

  function cut(sessionId: string): void {
    for (const socket of register.ofSession(sessionId)) {
      socket.emit('signedOut')
      socket.disconnect(true)
    }
  }

  const turns = [
    repeat('live.beat', HEARTBEAT_MS, log, () => {
      for (const lineId of register.lines()) {
        beat(lineId, io.to(lineId))
        beat(lineId, io.to(besideBoard(lineId)), false)
      }
    }),
    repeat('live.sessions', REVOKED_CHECK_MS, log, async () => {
      const sessions = register.sessions()
      if (sessions.length > 0) for (const sessionId of await deps.spent(sessions)) cut(sessionId)
    }),
    repeat('live.rights', REVOKED_CHECK_MS, log, endLapsed),
    repeat('live.sharing', REVOKED_CHECK_MS, log, turnSharing),
  ]
  const hearing = repeat('live.heard', HEARD_EVERY_MS, log, async () => {
    const staffIds = [...heard]
    heard.clear()
    await deps.heard(staffIds)
  })

  return {
    tell: (lineId, entries) => {
      io.to(lineId).emit('feed', lineId, entries)
      for (const { message } of entries) {
        if (message.kind !== 'record') continue
        pages.tell(lineId, message.patientId)
        if (message.turnsLists) lists.turned(lineId, [message.patientId])
      }
    },
    cutSession: cut,
    count: () => io.engine.clientsCount,
    close: async () => {
      for (const turn of [...turns, hearing]) turn.stop()
      // The line alone: a page that is told to go does not come back by itself, and this house, or another, opens in a moment.
      io.engine.close()
    },
  }
}

/** Those of a line who are not on its board. */
const besideBoard = (lineId: LineId) => `beside/${lineId}`

const queryOf = ({ url }: IncomingMessage) => new URL(url ?? '/', 'http://hub').searchParams

function recordIn(query: URLSearchParams, name: string): PatientId | null {
  return PatientId.safeParse(query.get(name)).data ?? null
}
