import { chmodSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** More than the databases that are there at one time, and their log, which may grow to a gigabyte before it is cleared. */
const ROOM = 3 * 2 ** 30

/**
 * A folder for what need not outlive the run: in memory where there is room. A database is some three hundred files, and a disk
 * makes and forgets them in a quarter of a second of work for each test file; memory does in a seventh of that.
 */
export function passingFolder(prefix: string): string {
  const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), prefix))
  chmodSync(folder, 0o755) // PostgreSQL's own account must get in when root runs the tests
  return folder
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false // not every machine has one
  }
}
