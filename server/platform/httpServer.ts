import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefused } from './problems.ts'

export type HttpDoor = {
  server: Server
  port: number
  /** Until this is called every request is told that the house is opening. */
  answerWith(handler: RequestListener): void
  /** Takes no new connection and lets answers under way finish. Live connections are not its business. */
  drain(withinMs?: number): Promise<void>
  /** Closes what is left. */
  close(): Promise<void>
}

/** More than every console of a hundred lines; fewer than the machine has file descriptors. */
const MAX_CONNECTIONS = 8_000

/** Takes the port first of all: a second start must find out before it touches the first one's database. */
export async function openDoor({ host, port }: { host: string; port: number }): Promise<HttpDoor> {
  let answer: RequestListener = (_, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' })
    response.end(JSON.stringify({ ready: false, reasons: ['The house is opening: try again in a moment.'] }))
  }
  let underWay = 0
  const server = createServer((request, response) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
    })
    answer(request, response)
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  server.keepAliveTimeout = 65_000 // longer than a proxy's own, so that it never sends into a closing connection
  server.maxConnections = MAX_CONNECTIONS
  await listening(server, host, port)
  const address = server.address()
  return {
    server,
    port: address !== null && typeof address === 'object' ? address.port : port,
    answerWith: handler => {
      answer = handler
    },
    drain: async (withinMs = 5_000) => {
      server.close()
      server.closeIdleConnections()
      const until = Date.now() + withinMs
      while (underWay > 0 && Date.now() < until) await pause(20)
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        failed(
          new StartRefused(
            `Port ${port} is taken, perhaps by another Goldthread. Stop it, or set PORT to a free one.`,
          ),
        )
      else if (error.code === 'EACCES')
        failed(new StartRefused(`Port ${port} needs more rights. Set PORT to 1024 or above.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        failed(
          new StartRefused(`HOST: ${host} is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`),
        )
      else failed(error)
    })
    server.listen({ host, port }, done)
  })
}
