import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A webhook that could not be stored: what it was, as it came. */
export const SpooledWebhook = z.object({
  path: z.string(),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  receivedAt: z.string(),
})
export type SpooledWebhook = z.infer<typeof SpooledWebhook>

/**
 * The journal beside the database: while the database is away, a webhook is written here and synced to the disk before it
 * is answered. A 2xx means stored, here or there. Replay is harmless: every event has a natural key.
 */
export type Spool = {
  /** Returns once the line is on the disk. Throws when the disk refuses: then the webhook is not answered with 2xx. */
  append(webhook: SpooledWebhook): void
  /** Hands every kept webhook to `store`, oldest first, and forgets those that were stored. Stops at the first that fails. */
  replay(store: (webhook: SpooledWebhook) => Promise<void>): Promise<{ stored: number }>
  count(): number
  close(): void
}

export function openSpool(directory: string): Spool {
  mkdirSync(directory, { recursive: true })
  let own: { file: string; handle: number } | undefined
  let waiting = filesIn(directory).reduce((total, file) => total + readLines(file).length, 0)

  function append(webhook: SpooledWebhook): void {
    own ??= newFile(directory)
    writeSync(own.handle, `${JSON.stringify(webhook)}\n`)
    fdatasyncSync(own.handle)
    waiting += 1
  }

  async function replay(store: (webhook: SpooledWebhook) => Promise<void>): Promise<{ stored: number }> {
    // What comes in while we replay goes to a new file, so that this one can be forgotten whole.
    if (own) {
      closeSync(own.handle)
      renameSync(own.file, own.file.replace(/\.open$/, '.closed'))
      own = undefined
    }
    let stored = 0
    for (const file of filesIn(directory)) {
      for (const webhook of readLines(file)) {
        await store(webhook)
        stored += 1
      }
      rmSync(file, { force: true }) // another process may have adopted it as well
    }
    waiting = Math.max(0, waiting - stored)
    return { stored }
  }

  return {
    append,
    replay,
    count: () => waiting,
    close: () => {
      if (own) closeSync(own.handle)
      own = undefined
    },
  }
}

function newFile(directory: string): { file: string; handle: number } {
  const file = join(
    directory,
    `${new Date().toISOString().replaceAll(':', '')}-${process.pid}-${randomUUID()}.open`,
  )
  return { file, handle: openSync(file, 'a', 0o600) }
}

/** Files that nobody writes to any more: closed ones, and open ones of a process that is gone. */
function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter(name => name.endsWith('.closed') || (name.endsWith('.open') && !isWrittenTo(name)))
    .sort()
    .map(name => join(directory, name))
}

function isWrittenTo(name: string): boolean {
  const pid = Number(/^[^-]*-[^-]*-[^-]*-(\d+)-/.exec(name)?.[1])
  return pid !== process.pid && isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The last line of a file may be torn by a power cut: it was never answered, so the carrier tells us again. */
function readLines(file: string): SpooledWebhook[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => SpooledWebhook.parse(JSON.parse(line)))
}
