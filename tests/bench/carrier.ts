import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A carrier that says yes: enough of its REST for the server's commands to be carried out at once. The webhooks of the load
 * are sent by the load itself, at their own pace, so that a call's life does not depend on who is quicker.
 */
export async function startCarrier(): Promise<{ origin: string; asked: () => number; close: () => void }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    request.resume()
    request.once('end', () => {
      response.setHeader('content-type', 'application/json')
      response.statusCode = request.method === 'POST' && path.endsWith('/Calls.json') ? 201 : 200
      response.end(JSON.stringify(reply(path)))
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // a TCP server has one
  return {
    origin: `http://127.0.0.1:${port}`,
    asked: () => asked,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function reply(path: string): object {
  const sid = /\/(CA[0-9a-f]{32})/.exec(path)?.[1]
  if (sid) return { sid, status: 'in-progress' }
  const end = { page: 0, page_size: 50, next_page_uri: null, uri: path }
  return {
    sid: `CA${'0'.repeat(32)}`,
    status: 'queued',
    calls: [],
    conferences: [],
    participants: [],
    ...end,
  }
}
