import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerProblem } from '#server/platform/answerProblem.ts'
import { clientFiles } from '#server/platform/clientFiles.ts'

const DIST = join(import.meta.dirname, '..', '..', 'client', 'dist')
const YEAR = 'public, max-age=31536000, immutable'

let built: Served
let empty: Served
const folder = mkdtempSync(join(tmpdir(), 'goldthread-files-'))
beforeAll(async () => {
  built = await served(DIST)
  empty = await served(folder)
})
afterAll(async () => {
  await built.close()
  await empty.close()
  rmSync(folder, { recursive: true })
})

describe('the build', () => {
  test('lays a smaller form beside every page, script and sheet, by both ways, and each is the same text', () => {
    const texts = inDist().filter(name => /\.(html|js|css|svg)$/.test(name))

    expect(texts.map(name => name.replace(/^.*\./, ''))).toEqual(
      expect.arrayContaining(['html', 'js', 'css']),
    )
    for (const name of texts) {
      const plain = readFileSync(join(DIST, name))
      const [brotli, zipped] = [
        readFileSync(join(DIST, `${name}.br`)),
        readFileSync(join(DIST, `${name}.gz`)),
      ]
      expect(brotliDecompressSync(brotli).equals(plain), name).toBe(true)
      expect(gunzipSync(zipped).equals(plain), name).toBe(true)
      expect(brotli.length, name).toBeLessThan(plain.length)
    }
  })
})

describe('a file travels as the browser takes it', () => {
  test.each([
    { taken: 'gzip, deflate, br, zstd', encoding: 'br', open: brotliDecompressSync },
    { taken: 'gzip, deflate', encoding: 'gzip', open: gunzipSync },
    { taken: 'br;q=0, gzip;q=0.5', encoding: 'gzip', open: gunzipSync },
    { taken: 'identity', encoding: undefined, open: (bytes: Buffer) => bytes },
    { taken: undefined, encoding: undefined, open: (bytes: Buffer) => bytes },
  ])('asked with $taken: $encoding', async ({ taken, encoding, open }) => {
    const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
    for (const [ending, type] of Object.entries(types)) {
      const name = inDist().find(file => file.startsWith('assets') && file.endsWith(ending)) ?? ''
      const { headers, statusCode, body } = await built.ask(`/${name}`, taken)

      expect(statusCode).toBe(200)
      expect(headers['content-encoding']).toBe(encoding)
      expect(headers['content-type']).toContain(type)
      expect([headers.vary, headers['cache-control']]).toEqual(['Accept-Encoding', YEAR])
      expect(headers['content-length']).toBe(String(body.length))
      expect(open(body).equals(readFileSync(join(DIST, name)))).toBe(true)
    }
    const { headers, body } = await built.ask('/people', taken)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect([headers.vary, headers['cache-control']]).toEqual(['Accept-Encoding', 'no-cache'])
    expect(open(body).equals(readFileSync(join(DIST, 'index.html')))).toBe(true)
  })

  test('a typeface, which is compressed already, travels as it is', async () => {
    const name = inDist().find(file => file.endsWith('.woff2')) ?? ''
    const { headers, body } = await built.ask(`/${name}`, 'gzip, br')

    expect([headers['content-encoding'], headers['content-type']]).toEqual([undefined, 'font/woff2'])
    expect(headers['cache-control']).toBe(YEAR)
    expect(body.equals(readFileSync(join(DIST, name)))).toBe(true)
  })

  test('a page that has not changed is not sent again; the forms of it are told apart', async () => {
    const [brotli, plain] = [await built.ask('/', 'br'), await built.ask('/', undefined)]
    const again = await built.ask('/', 'br', { 'if-none-match': brotli.headers.etag ?? '' })
    const other = await built.ask('/', undefined, { 'if-none-match': brotli.headers.etag ?? '' })

    expect(brotli.headers.etag).not.toBe(plain.headers.etag)
    expect([again.statusCode, again.body.length]).toEqual([304, 0])
    expect(other.statusCode).toBe(200)
  })
})

describe('what is not there', () => {
  test('a script of an older build is missing, and no page is sent in its place', async () => {
    const { statusCode, headers } = await built.ask('/assets/console-OLDNAME1.js', 'gzip, br')

    expect(statusCode).toBe(404)
    expect(headers['content-type']).toContain('application/json')
    expect([headers['content-encoding'], headers['cache-control']]).toEqual([undefined, 'no-store'])
  })

  test('without a build the page says so; with one that nobody compressed it travels plain', async () => {
    const before = await empty.ask('/', 'gzip, br')
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<p>plain</p>')
    writeFileSync(join(folder, 'assets', 'a.js'), 'plain')
    const page = await empty.ask('/lists', 'gzip, br')
    const script = await empty.ask('/assets/a.js', 'gzip, br')

    expect([before.statusCode, before.body.toString()]).toEqual([503, expect.stringContaining('not built')])
    expect([page.statusCode, page.body.toString()]).toEqual([200, '<p>plain</p>'])
    expect([script.statusCode, script.body.toString()]).toEqual([200, 'plain'])
    expect([page.headers['content-encoding'], script.headers['content-encoding']]).toEqual([
      undefined,
      undefined,
    ])
  })
})

type Answer = IncomingMessage & { body: Buffer }
type Served = {
  ask: (path: string, taken: string | undefined, headers?: Record<string, string>) => Promise<Answer>
  close: () => Promise<void>
}

/** The door of the files alone. Asked without fetch(), which would take the compressed and unpack it. */
async function served(directory: string): Promise<Served> {
  const app = express()
  app.set('etag', false)
  app.use(clientFiles(directory))
  app.use(answerProblem({ error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }))
  const server: Server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ask: async (path, taken, headers = {}) => {
      const asked = get({
        port,
        host: '127.0.0.1',
        path,
        headers: { accept: '*/*', ...(taken ? { 'accept-encoding': taken } : {}), ...headers },
      })
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      return Object.assign(answer, { body: await buffer(answer) })
    },
    close: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}

function inDist(): string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
}
