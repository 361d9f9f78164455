import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Which version of the house this process runs, as it stands in the access log: '0.1.0', or '0.1.0+28d8c3b' out of a checkout. */
export const SOFTWARE = softwareAt(join(import.meta.dirname, '..', '..'))

export function softwareAt(project: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')))
  const commit = commitAt(project)
  return commit ? `${version}+${commit.slice(0, 7)}` : version
}

/** What is checked out, read from the files of git: there may be no git here. Undefined where there is no checkout. */
function commitAt(project: string): string | undefined {
  const dotGit = join(project, '.git')
  if (!existsSync(dotGit)) return undefined
  // Of a second working tree it is a file that says where.
  const git = statSync(dotGit).isDirectory()
    ? dotGit
    : resolve(project, read(dotGit)?.replace(/^gitdir: /, '') ?? '')
  const head = read(join(git, 'HEAD')) ?? ''
  const [, ref] = /^ref: (\S+)$/.exec(head) ?? []
  if (ref === undefined) return hashIn(head)
  const common = resolve(git, read(join(git, 'commondir')) ?? '.')
  const packed = read(join(common, 'packed-refs'))
    ?.split('\n')
    .find(line => line.endsWith(` ${ref}`))
  return hashIn(read(join(git, ref)) ?? read(join(common, ref)) ?? packed ?? '')
}

function hashIn(text: string): string | undefined {
  return /^[0-9a-f]{40,64}/.exec(text)?.[0]
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
