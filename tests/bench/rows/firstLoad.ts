import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import express from 'express'
import { clientFiles } from '#server/platform/clientFiles.ts'
import type { RowAlone } from '../row.ts'

const DIST = join(import.meta.dirname, '..', '..', '..', 'client', 'dist')
const BAR_KB = 250
const ROW = 'page: scripts until the board'

type File = { travels: number; text: string }

/** What the console's page fetches until the board is there, in bytes as they travel to a browser of today. */
export const firstLoadRow: RowAlone = {
  name: 'page',
  measureAlone: async () => {
    const board = existsSync(DIST) && readdirSync(join(DIST, 'assets')).find(isScriptOf('Console'))
    if (!board) return [{ row: ROW, value: 'not built', bar: `≤ ${BAR_KB} kB`, met: undefined }]
    const server = createServer(express().use(clientFiles(DIST))).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    try {
      const html = await fetched(port, '/')
      const first = await withImports(port, named(html.text, 'js'))
      const scripts = await withImports(port, [...first.keys(), board])
      const sheets = await withImports(port, named(html.text, 'css'))
      const kb = kilobytes(scripts)
      return [
        {
          row: ROW,
          value: `${kb.toFixed(0)} kB`,
          bar: `≤ ${BAR_KB} kB`,
          met: kb <= BAR_KB,
          note: `${scripts.size} scripts; ${kilobytes(first).toFixed(0)} kB of them until the sign-in; sheets ${kilobytes(sheets).toFixed(0)} kB, the page ${(html.travels / 1000).toFixed(1)} kB; Brotli, as our own server sends it`,
        },
      ]
    } finally {
      server.close()
    }
  },
}

function isScriptOf(name: string): (file: string) => boolean {
  return file => file.startsWith(`${name}-`) && file.endsWith('.js')
}

function named(html: string, ending: 'js' | 'css'): string[] {
  return [...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)]
    .map(([, name = '']) => name)
    .filter(name => name.endsWith(`.${ending}`))
}

/** The files and what they import without being asked: `import('…')` waits until it is. */
async function withImports(port: number, names: readonly string[]): Promise<Map<string, File>> {
  const all = new Map<string, File>()
  const add = async (name: string): Promise<void> => {
    if (all.has(name)) return
    const file = await fetched(port, `/assets/${name}`)
    all.set(name, file)
    for (const [, imported = ''] of file.text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      await add(imported)
  }
  for (const name of names) await add(name)
  return all
}

/** Not by fetch(), which would not say what travelled. */
async function fetched(port: number, path: string): Promise<File> {
  const headers = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br, zstd' }
  const asked = get({ port, host: '127.0.0.1', path, headers })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const body = await buffer(answer)
  if (answer.statusCode !== 200) throw new Error(`${path} was answered with ${answer.statusCode}`)
  const isCompressed = answer.headers['content-encoding'] === 'br'
  return { travels: body.length, text: (isCompressed ? brotliDecompressSync(body) : body).toString() }
}

function kilobytes(files: ReadonlyMap<string, File>): number {
  return [...files.values()].reduce((sum, { travels }) => sum + travels, 0) / 1000
}
