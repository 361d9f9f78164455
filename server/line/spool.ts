import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Instant } from '#shared/time.ts'

/** A webhook that could not be stored: what it was, as it came. */
export const SpooledWebhook = z.object({
  path: z.string(),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  receivedAt: Instant,
})
export type SpooledWebhook = z.infer<typeof SpooledWebhook>

/** `refused`: it can never be stored, so that it must not hold up the others. */
export type Replayed = 'stored' | 'refused'

/**
 * The journal beside the database: while the database is away, a webhook is written here and synced to the disk before it
 * is answered. A 2xx means stored, here or there. Replay is harmless: every event has a natural key.
 */
export type Spool = {
  /** Returns once the line is on the disk. Throws when the disk refuses: then the webhook is not answered with 2xx. */
  append(webhook: SpooledWebhook): void
  /**
   * Hands every kept webhook to `store`, oldest first, and forgets those that were stored; what is refused or cannot be
   * read is set aside in a file for a person. Stops at the first that rejects: everything from there on is kept.
   */
  replay(store: (webhook: SpooledWebhook) => Promise<Replayed>): Promise<{ stored: number; setAside: number }>
  /** How many of this house wait, in the files of every process of this folder. */
  count(): number
  /** How many of other houses lie here. They stay as they are, for a process of theirs. */
  countOfOthers(): number
  close(): void
}

/** A file that another process has not written to for this long is taken over: it may be gone, and its number used anew. */
const QUIET_MS = 10_000
/** A file is closed at this size. It is read as a whole, beside callers who wait: in an outage of hours it must not grow on. */
const FULL_BYTES = 1_000_000
const SET_ASIDE = 'set-aside.jsonl'

/**
 * The spool of one house. Its id is in the name of each file: two houses may share a folder, or a setting may name another database
 * while words still wait, and callers of one house must not become the other's. A file without an id is of the version before.
 */
export function openSpool(directory: string, houseId: string): Spool {
  mkdirSync(directory, { recursive: true })
  let own: { file: string; handle: number; lines: number; bytes: number } | undefined
  /** How many lines each file holds that nobody of us writes to, and at which size that was so. */
  const counted = new Map<string, { size: number; lines: number }>()

  function append(webhook: SpooledWebhook): void {
    const line = Buffer.from(`${JSON.stringify(webhook)}\n`)
    for (;;) {
      own ??= { ...newFile(directory, houseId), lines: 0, bytes: 0 }
      const { file, handle, lines } = own
      try {
        writeWhole(handle, line)
      } catch (error) {
        // A torn line must stay the last of its file: whatever comes next begins a new one. A full disk is tried by every
        // caller: of a file that holds nothing whole nothing is left.
        leaveOwn()
        if (lines === 0) rmSync(file, { force: true })
        throw error
      }
      own.lines += 1
      own.bytes += line.length
      const isFull = own.bytes >= FULL_BYTES
      // Whoever takes a file over renames it before reading it. Renamed meanwhile: perhaps read without this line.
      const isMine = existsSync(file)
      if (isFull || !isMine) leaveOwn()
      if (isMine) return
    }
  }

  function leaveOwn(): void {
    if (own) closeSync(own.handle)
    own = undefined
  }

  async function replay(store: (webhook: SpooledWebhook) => Promise<Replayed>) {
    const done = { stored: 0, setAside: 0 }
    for (const name of ownNames().filter(mayBeTaken)) await replayFile(name)
    // Only now our own: in a long outage it grows, and is not cut into a file for every try.
    const mine = ownNames().find(isOwn)
    leaveOwn()
    if (mine) await replayFile(mine)
    return done

    async function replayFile(name: string): Promise<void> {
      const file = closed(directory, name)
      if (!file) return
      for (const line of linesOf(file)) {
        const webhook = read(line)
        if (webhook && (await store(webhook)) === 'stored') done.stored += 1
        else {
          setAside(directory, line)
          done.setAside += 1
        }
      }
      rmSync(file, { force: true }) // another process may have taken it over as well
    }
  }

  const isOfUs = (name: string) => [undefined, houseId].includes(houseOf(name))
  const ownNames = () => namesIn(directory).filter(isOfUs)
  const isOwn = (name: string) => own !== undefined && own.file === join(directory, name)
  const mayBeTaken = (name: string) => !isOwn(name) && (name.endsWith('.closed') || isLeft(directory, name))

  return {
    append,
    replay,
    count: () => counts(isOfUs),
    countOfOthers: () => counts(name => !isOfUs(name)),
    close: leaveOwn,
  }

  /** Asked twice a second, and by every look at our health: only what has changed is read. */
  function counts(isAsked: (name: string) => boolean): number {
    const names = namesIn(directory)
    for (const name of counted.keys()) if (!names.includes(name)) counted.delete(name)
    return names
      .filter(isAsked)
      .reduce((total, name) => total + (own && isOwn(name) ? own.lines : countIn(name)), 0)
  }

  function countIn(name: string): number {
    const file = join(directory, name)
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    const known = counted.get(name)
    if (known?.size === size) return known.lines
    const lines = linesOf(file).length
    counted.set(name, { size, lines })
    return lines
  }
}

function newFile(directory: string, houseId: string): { file: string; handle: number } {
  const moment = new Date().toISOString().replaceAll(':', '')
  const file = join(directory, `${moment}-${process.pid}-${randomUUID()}.of-${houseId}.open`)
  const handle = openSync(file, 'a', 0o600)
  syncFolder(directory)
  return { file, handle }
}

/** A full disk may take a part and say nothing: only a whole line that has been synced is kept. */
function writeWhole(handle: number, line: Buffer): void {
  const written = writeSync(handle, line)
  if (written !== line.length) throw new Error('the disk took only a part of the line')
  fdatasyncSync(handle)
}

/** The name of a new file is on the disk only when its folder is. */
function syncFolder(directory: string): void {
  const folder = openSync(directory, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function namesIn(directory: string): string[] {
  return existsSync(directory)
    ? readdirSync(directory)
        .filter(name => name.endsWith('.closed') || name.endsWith('.open'))
        .sort()
    : []
}

function houseOf(name: string): string | undefined {
  return /\.of-(.+)\.(?:open|closed)$/.exec(name)?.[1]
}

/** Whether a file's writer is gone, or has had nothing to write for so long that taking it over disturbs nobody. */
function isLeft(directory: string, name: string): boolean {
  const pid = Number(/^[^-]*-[^-]*-[^-]*-(\d+)-/.exec(name)?.[1])
  if (pid === process.pid || !isAlive(pid)) return true
  const file = join(directory, name)
  return existsSync(file) && Date.now() - statSync(file).mtimeMs > QUIET_MS
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** From here on nobody writes to it. Undefined when another process was quicker. */
function closed(directory: string, name: string): string | undefined {
  const file = join(directory, name.replace(/\.open$/, '.closed'))
  if (!name.endsWith('.open')) return file
  try {
    renameSync(join(directory, name), file)
    return file
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The last line of a file may be torn by a power cut: it was never answered, so the carrier tells us again. */
function linesOf(file: string): string[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .filter(line => line !== '')
    : []
}

function read(line: string): SpooledWebhook | undefined {
  try {
    return SpooledWebhook.safeParse(JSON.parse(line)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function setAside(directory: string, line: string): void {
  const handle = openSync(join(directory, SET_ASIDE), 'a', 0o600)
  try {
    writeWhole(handle, Buffer.from(`${line}\n`))
  } finally {
    closeSync(handle)
  }
}
