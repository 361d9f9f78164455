import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sid } from './heldCalls.ts'

export type BenchCarrier = {
  origin: string
  asked: () => number
  /** Told of every text that is to be sent: to whom, its words, and when it was asked for (performance.now). */
  onText: (heard: (to: string, words: string, at: number) => void) => void
  close: () => void
}

/**
 * A carrier that says yes: enough of its REST for the server's commands to be carried out at once. The webhooks of the load
 * are sent by the load itself, at their own pace, so that a call's life does not depend on who is quicker.
 */
export async function startCarrier(): Promise<BenchCarrier> {
  let asked = 0
  let heardText: (to: string, words: string, at: number) => void = () => {}
  const server = createServer((request, response) => {
    asked += 1
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const isText = request.method === 'POST' && path.endsWith('/Messages.json')
    void text(request).then(body => {
      const form = new URLSearchParams(body)
      if (isText) heardText(form.get('To') ?? '', form.get('Body') ?? '', performance.now())
      response.setHeader('content-type', 'application/json')
      response.statusCode = request.method === 'POST' && /\/(Calls|Messages)\.json$/.test(path) ? 201 : 200
      response.end(JSON.stringify(reply(path)))
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // a TCP server has one
  return {
    origin: `http://127.0.0.1:${port}`,
    asked: () => asked,
    onText: heard => {
      heardText = heard
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function reply(path: string): object {
  const call = /\/(CA[0-9a-f]{32})/.exec(path)?.[1]
  if (call) return { sid: call, status: 'in-progress' }
  const made = path.endsWith('/Messages.json') ? sid('SM') : `CA${'0'.repeat(32)}`
  const end = { page: 0, page_size: 50, next_page_uri: null, uri: path }
  return {
    sid: made,
    status: 'queued',
    messages: [],
    calls: [],
    conferences: [],
    participants: [],
    ...end,
  }
}
