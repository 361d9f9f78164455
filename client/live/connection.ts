import { io } from 'socket.io-client'
import { z } from 'zod'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { whosePage } from '#client/api/whosePage.ts'
import { HeardEntry, heardRoutes } from '#shared/heard.ts'
import { LineId, PatientId } from '#shared/ids.ts'
import { Heartbeat } from '#shared/live.ts'
import { PAGE_OF_QUERY } from '#shared/whosePage.ts'
import type { LiveStore } from './liveStore.ts'

export const LIVE_PATH = '/live'

/** Whose page connects: for as long as the connection is tried, whoever signs in on the browser meanwhile. */
export function pageOf(): Record<string, string> {
  const whose = whosePage()
  return whose ? { [PAGE_OF_QUERY]: whose } : {}
}

/** A gap is often only a message overtaking another; failing to fill it is tried again at this pace. */
const RETRY_MS = 1_000

const RecordArguments = z.tuple([PatientId, z.int().nullable()])
const FeedArguments = z.tuple([LineId, z.array(HeardEntry)])

/**
 * Listens to the server and keeps the store true to it: in order, without gaps, afresh after every silence.
 * Returns how to stop.
 */
export function connect(store: LiveStore): () => void {
  const socket = io({
    path: LIVE_PATH,
    transports: ['websocket'],
    reconnectionDelayMax: 2_000,
    forceNew: true,
    query: pageOf(),
  })
  const stop = new AbortController()
  let asking = false
  let retry: ReturnType<typeof setTimeout> | undefined

  /** Asks for what was missed, or for everything. One question at a time. */
  async function catchUp() {
    if (asking || stop.signal.aborted) return
    // Nothing is told to whoever is signed out: signed in again, she connects anew.
    if (store.get().signedOut) return void socket.disconnect()
    asking = true
    try {
      await askOnce(store, stop.signal)
    } catch (error) {
      if (stop.signal.aborted) return
      if (!(error instanceof CallFailed)) throw error
      store.failed(error)
      if (error.code !== 'not_signed_in') retry = setTimeout(catchUp, RETRY_MS)
    } finally {
      asking = false
    }
  }

  socket.on('connect', catchUp)
  // Whether the server is away or nobody is signed in any more, the socket does not say.
  socket.on('connect_error', catchUp)
  socket.on('feed', (...told: unknown[]) => {
    const [, entries] = FeedArguments.parse(told)
    if (!store.entries(entries)) void catchUp()
  })
  socket.on('heartbeat', (told: unknown) => {
    if (!store.beat(Heartbeat.parse(told))) void catchUp()
  })
  socket.on('recordChanged', (...told: unknown[]) => store.recordTurned(RecordArguments.parse(told)[0]))
  socket.on('listsTurned', () => store.listsTurned())
  socket.on('signedOut', () => store.signedOut())

  /** A laptop that woke up, a tab that came back: nothing on the screen is believed before it is asked again. */
  function woke() {
    if (document.visibilityState === 'hidden') return
    if (!socket.connected && !store.get().signedOut) socket.connect()
    void catchUp()
  }
  window.addEventListener('focus', woke)
  window.addEventListener('online', woke)
  window.addEventListener('pageshow', woke)
  document.addEventListener('visibilitychange', woke)
  void catchUp()

  return () => {
    stop.abort()
    clearTimeout(retry)
    socket.disconnect()
    window.removeEventListener('focus', woke)
    window.removeEventListener('online', woke)
    window.removeEventListener('pageshow', woke)
    document.removeEventListener('visibilitychange', woke)
  }
}

async function askOnce(store: LiveStore, signal: AbortSignal) {
  const { board } = store.get()
  if (!board) {
    store.snapshot(await call(heardRoutes.board, { signal }))
    return
  }
  const missed = await call(heardRoutes.feed, { query: { after: board.seq }, signal })
  if (missed.kind === 'snapshot') store.snapshot(missed.snapshot)
  else if (!store.entries(missed.entries)) store.snapshot(await call(heardRoutes.board, { signal }))
}
