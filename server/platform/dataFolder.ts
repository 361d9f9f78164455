import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { isOpenToAll } from './embeddedPostgres.ts'
import { StartRefused } from './problems.ts'

export type DataFolder = {
  path: string
  /** Said at the start when the folder is not the usual one. */
  because: string | undefined
}

/**
 * Where everything is kept that must survive: '.data' in the project unless named. PostgreSQL does not run as root; where
 * root keeps the project in a private home its other account could not reach it, and a folder outside is taken.
 */
export function chooseDataFolder(named: string | undefined, project: string): DataFolder {
  if (named !== undefined) return { path: resolve(named), because: undefined }
  const usual = join(project, '.data')
  if (userInfo().uid !== 0 || isOpenToAll(usual)) return { path: usual, because: undefined }
  const mark = createHash('sha256').update(project).digest('hex').slice(0, 8)
  const path = `/var/lib/goldthread-${mark}`
  return {
    path,
    because: `The project lies in a private home that PostgreSQL may not enter: its data is in ${path}.`,
  }
}

/** Makes the folder, or refuses in words: the spool must be able to write there when the database cannot. */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new StartRefused(
      `DATA_DIR: this process cannot write in ${path}${code}. Let it, or set another folder.`,
      { cause: error },
    )
  }
}

/**
 * Claims the folder for this process. A second process in the same folder is a guest: it must not stop the database that
 * the first one started. A claim left behind by a killed process is taken over.
 */
export function claimDataFolder(path: string): { isGuest: boolean; release: () => void } {
  const file = join(path, 'process')
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (holder !== process.pid && isHouse(holder)) return { isGuest: true, release: () => {} }
  writeFileSync(file, String(process.pid))
  return { isGuest: false, release: () => rmSync(file, { force: true }) }
}

/** Whether that process lives and is one of ours: numbers of dead processes are given out again. */
function isHouse(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync('/proc/self/cmdline') || readFileSync(commandLine, 'utf8').includes('node')
}
