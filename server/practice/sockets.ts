import type { Server } from 'node:http'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { PracticeEvent } from '#shared/practice.ts'
import { PRACTICE_EVENTS } from '#shared/practice.ts'
import type { LineToSoftphone } from '#shared/softphone.ts'
import { SOFTPHONE_PATH, SoftphoneToLine } from '#shared/softphone.ts'
import { isOwnOrigin, practiceState } from './pageRoutes.ts'
import { openSoftphoneSession } from './softphoneSession.ts'
import type { World } from './world.ts'

const LARGEST_MESSAGE = 32 * 1024
/** A browser that does not answer a ping within this time is gone. */
const PING_MS = 5_000

type Sockets = { dropAll(): void; close(): void }

/** The two WebSockets: browser telephones (the token is the key) and the handset page (only from the line's own page). */
export function openSockets(world: World, server: Server): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })
  server.on('upgrade', (request, socket, head) => {
    const path = new URL(request.url ?? '/', 'http://line').pathname
    const open = path === SOFTPHONE_PATH ? softphone : path === PRACTICE_EVENTS ? page : undefined
    const isAllowed = path !== PRACTICE_EVENTS || isOwnOrigin(world, request.headers.origin)
    if (!open || !isAllowed || world.isOut) {
      socket.end(
        `HTTP/1.1 ${!open ? '404 Not Found' : isAllowed ? '503 Service Unavailable' : '403 Forbidden'}\r\n\r\n`,
      )
      return
    }
    sockets.handleUpgrade(request, socket, head, ws => {
      ws.on('error', () => ws.terminate())
      open(ws)
    })
  })
  const alive = new WeakSet<WebSocket>()
  const beat = setInterval(() => {
    for (const ws of sockets.clients) {
      if (!alive.has(ws)) ws.terminate()
      alive.delete(ws)
      ws.ping()
    }
  }, PING_MS)
  beat.unref()

  function softphone(ws: WebSocket): void {
    keepAlive(ws)
    const send = (message: LineToSoftphone) => ws.send(JSON.stringify(message))
    const session = openSoftphoneSession(world, send)
    ws.on('message', data => {
      const message = SoftphoneToLine.safeParse(parse(String(data)))
      if (message.success) session.receive(message.data)
      else send({ type: 'error', code: 31100, message: 'That message is not understood.' })
    })
    ws.on('close', () => session.lost())
  }

  function page(ws: WebSocket): void {
    keepAlive(ws)
    const send = (event: PracticeEvent) => ws.send(JSON.stringify(event))
    send({ type: 'snapshot', state: practiceState(world) })
    world.listeners.add(send)
    ws.on('close', () => world.listeners.delete(send))
  }

  function keepAlive(ws: WebSocket): void {
    alive.add(ws)
    ws.on('pong', () => alive.add(ws))
  }

  const dropAll = () => {
    for (const ws of sockets.clients) ws.terminate()
  }
  return {
    dropAll,
    close() {
      clearInterval(beat)
      dropAll()
      sockets.close()
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema refuses it.
    return undefined
  }
}
