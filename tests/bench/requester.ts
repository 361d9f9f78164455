import { Agent, request } from 'node:http'

export type Answer = { status: number; text: string }

/** Asks over connections that stay open. The generator shares the machine with what it measures, so it does little. */
export type Requester = {
  ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer>
  /** As `ask`, for one who does not go on with anything but success. */
  must(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer>
  close(): void
}

export function requester(origin: string): Requester {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })

  const ask: Requester['ask'] = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const options = { agent, hostname, port, method, path, headers: { ...headers, ...length } }
      const sent = request(options, answer => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.on('error', reject)
      })
      sent.setTimeout(20_000, () => sent.destroy(new Error(`${method} ${path} took more than 20 s`)))
      sent.on('error', reject)
      sent.end(body)
    })

  return {
    ask,
    must: async (method, path, headers, body) => {
      const answer = await ask(method, path, headers, body)
      if (answer.status >= 300)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`)
      return answer
    },
    close: () => agent.destroy(),
  }
}
