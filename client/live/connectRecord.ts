import { io } from 'socket.io-client'
import { z } from 'zod'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { PatientId } from '#shared/ids.ts'
import { AWAITS_QUERY, Heartbeat } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import { LIVE_PATH, pageOf } from './connection.ts'

type Ears = {
  heard: () => void
  /** With the version that the server has now when listening begins, and null for a change, or where it lets nobody listen. */
  changed: (version: number | null) => void
  /** A list of people on this page may be another now. */
  listsTurned: () => void
  signedOut: () => void
}

/** The record that a page shows; or the one that it was refused and would show (`awaits`). */
export type Heeded = { record: PatientId } | { awaits: PatientId } | null

const Told = z.tuple([PatientId, z.int().nullable()])

/** Listens for one record: that it changed or may be seen, and that the server is there. Returns how to stop. */
export function connectRecord(heeded: Heeded, { heard, changed, listsTurned, signedOut }: Ears): () => void {
  const socket = io({
    path: LIVE_PATH,
    transports: ['websocket'],
    reconnectionDelayMax: 2_000,
    forceNew: true,
    query: {
      ...pageOf(),
      ...(heeded === null ? {} : 'record' in heeded ? heeded : { [AWAITS_QUERY]: heeded.awaits }),
    },
  })
  socket.on('heartbeat', (told: unknown) => {
    if (Heartbeat.safeParse(told).success) heard()
  })
  socket.on('recordChanged', (...told: unknown[]) => changed(Told.parse(told)[1]))
  socket.on('listsTurned', listsTurned)
  socket.on('signedOut', signedOut)
  let isOver = false
  let isLetIn = true
  socket.on('connect', () => {
    isLetIn = true
  })
  // Why it was not let in, the socket does not say: the server is away, nobody is signed in any more, or this record closed meanwhile.
  socket.on('connect_error', () => {
    call(routes.me).then(
      () => {
        if (isOver) return
        if (isLetIn && heeded !== null && 'record' in heeded) changed(null) // once: each look of theirs is in the log
        isLetIn = false
      },
      (error: unknown) => {
        if (!(error instanceof CallFailed)) throw error
        if (error.code === 'not_signed_in') socket.disconnect() // whoever is signed in again connects anew
      },
    )
  })
  return () => {
    isOver = true
    socket.disconnect()
  }
}
