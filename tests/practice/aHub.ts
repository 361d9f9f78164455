import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'

export type Asked = {
  path: string
  method: string
  /** Path and query as received. */
  url: string
  form: Record<string, string>
  headers: IncomingHttpHeaders
}
export type Answers = Record<string, Answer>
type Answer =
  | string
  | ((asked: Asked, response: express.Response) => string | undefined | Promise<string | undefined>)

/** A hub of a few lines: answers each path as it is told to, and remembers what it was asked. */
export async function aHub(answers: Answers = {}) {
  const asked: Asked[] = []
  const app = express()
  app.use(express.text({ type: 'application/x-www-form-urlencoded' }))
  app.use(async (request, response) => {
    const query = new URL(request.originalUrl, 'http://hub').searchParams
    const body = typeof request.body === 'string' ? new URLSearchParams(request.body) : new URLSearchParams()
    const one: Asked = {
      path: request.path,
      method: request.method,
      url: request.originalUrl,
      form: Object.fromEntries([...query, ...body]),
      headers: request.headers,
    }
    asked.push(one)
    const answer = answers[request.path]
    const text = typeof answer === 'function' ? await answer(one, response) : answer
    if (response.headersSent || response.destroyed) return
    if (answer === undefined) response.status(204).end()
    else if (text !== undefined) response.type('text/xml').send(text)
  })
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server always has one
  return {
    origin: `http://127.0.0.1:${port}`,
    answers,
    asked,
    at: (path: string) => asked.filter(one => one.path === path),
    paths: () => asked.map(one => one.path),
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    },
  }
}
export type Hub = Awaited<ReturnType<typeof aHub>>
