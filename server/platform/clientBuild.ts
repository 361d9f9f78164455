import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type ClientBuild = 'fresh' | 'built' | 'no_sources'

/** Builds the pages when their sources are not those that the present build was made from. */
export async function buildClientIfStale(project: string): Promise<ClientBuild> {
  const client = join(project, 'client')
  const settings = join(client, 'vite.config.ts')
  const mark = join(client, 'dist', 'built-from')
  if (!existsSync(settings)) return existsSync(mark) ? 'fresh' : 'no_sources'
  const sources = fingerprint(project)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return 'fresh'
  const { build } = await import('vite') // a second of loading that a fresh build saves
  await build({ configFile: settings, logLevel: 'error', mode: 'production' })
  writeFileSync(mark, sources)
  return 'built'
}

function fingerprint(project: string): string {
  const hash = createHash('sha256').update('for production\0')
  const files = ['client', 'shared'].flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .filter(path => !path.startsWith(join(project, 'client', 'dist'))),
  )
  for (const file of [...files.sort(), join(project, 'package-lock.json')])
    hash.update(file.slice(project.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}
