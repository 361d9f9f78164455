import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { Server } from 'socket.io'

/**
 * The least that could answer: node:http by itself, with one statement or one emit where ours has them too. It runs as a
 * process of its own, as the server does. Nothing is checked, nothing is decided.
 */
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 10, onnotice: () => {}, fetch_types: false })
const TWIML = `<?xml version="1.0" encoding="UTF-8"?><Response>${'<Say>Please stay on the line.</Say>'.repeat(24)}</Response>`
const PEOPLE_BY_NUMBER = 20

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://floor')
  const body = await read(request)
  const reply = await answer(pathname, searchParams, body)
  response.end(reply)
})
const io = new Server(server, { path: '/live', serveClient: false, perMessageDeflate: false })

async function answer(path: string, fields: URLSearchParams, body: string): Promise<string> {
  switch (path) {
    case '/write':
      await sql`insert into bench_floor (body) values (${body})`
      return '{}'
    case '/read':
      return JSON.stringify(
        await sql`
          with logged as (insert into bench_floor (body) values ('read'))
          select body from bench_floor_records where id = ${Number(fields.get('id'))}`,
      )
    case '/find':
      return JSON.stringify(
        await sql`
          with logged as (insert into bench_floor (body) values ('find'))
          select patient_id, belongs_to
          from patient_phones
          where line_id = ${fields.get('line')} and number = ${fields.get('number')}
          limit ${PEOPLE_BY_NUMBER}`,
      )
    case '/tell':
      io.emit('told', body)
      return '{}'
    default:
      return TWIML
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  request.setEncoding('utf8')
  for await (const part of request) body += part
  return body
}

process.once('SIGTERM', async () => {
  await io.close()
  server.closeAllConnections()
  await sql.end({ timeout: 1 })
  process.exit(0)
})
process.once('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)) // TCP: it has a port
