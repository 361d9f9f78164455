import { randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { LineId } from '#shared/ids.ts'
import type { FeedEntry } from '#shared/live.ts'
import { notifyLines, PER_READ, readFeeds, readHead, type TailRow } from './feedStore.ts'

export type FeedTail = {
  /** Begins to follow a line; resolves once everything committed from now on will be told. */
  watch(lineId: LineId): Promise<void>
  /** Something was just committed on this line by this process. Cheap: call it after every change. */
  wake(lineId: LineId): void
  /** The newest number told, or undefined while the database has not been heard: then nobody may pretend to know. */
  head(lineId: LineId): number | undefined
  stop(): Promise<void>
}

type Options = {
  db: Database
  log: Logger
  /** In order, each entry once; without gaps, but for what this version cannot read. */
  tell: (lineId: LineId, entries: FeedEntry[]) => void
  pollMs?: number
  notifyMs?: number
}

const CHANNEL = 'feed'
/** A read that takes longer is given up: the next one tells the same entries. */
const READ_DEADLINE_MS = 2_000
/** Knowledge older than this is not passed off as the present. */
const FRESH_MS = 3_000

/** Follows the feed of every line that somebody here listens to: woken by our own commits, by notifications, by the clock. */
export async function startFeedTail({
  db,
  log,
  tell,
  pollMs = 1_000,
  notifyMs = 20,
}: Options): Promise<FeedTail> {
  const self = randomUUID()
  const told = new Map<LineId, number>()
  const woken = new Set<LineId>()
  const toNotify = new Set<LineId>()
  let reading: Promise<void> | undefined
  let notifyTimer: NodeJS.Timeout | undefined
  let heardAt = 0
  let isStopped = false

  function look(lineIds: Iterable<LineId>): void {
    for (const lineId of lineIds) if (told.has(lineId)) woken.add(lineId)
    if (woken.size === 0 || reading || isStopped) return
    reading = readWoken().finally(() => {
      reading = undefined
    })
  }

  /** One read at a time: whoever wakes us meanwhile is in the next one. */
  async function readWoken(): Promise<void> {
    while (woken.size > 0 && !isStopped) {
      const after = new Map([...woken].map(lineId => [lineId, told.get(lineId) ?? 0]))
      woken.clear()
      const startedAt = Date.now()
      try {
        tellRows(await readFeeds(db, after, { deadlineMs: READ_DEADLINE_MS }))
        if (heardAt === 0) log.info('feed.heard')
        heardAt = startedAt
      } catch (error) {
        // The poll tries again; until then no heartbeat goes out and every console says that it cannot hear.
        if (heardAt !== 0) log.error('feed.lost', errorFields(error))
        heardAt = 0
        return
      }
    }
  }

  function tellRows(rows: readonly TailRow[]): void {
    for (const [lineId, read] of Map.groupBy(rows, row => row.lineId)) {
      const last = told.get(lineId) ?? 0
      const [first, newest] = [read[0], read.at(-1)]
      if (!first || !newest) continue
      // Only pruning leaves a gap; consoles see it by the numbers and take the snapshot.
      if (first.seq !== last + 1) log.warn('feed.gap', { lineId, seq: first.seq })
      told.set(lineId, newest.seq)
      if (read.length >= PER_READ) woken.add(lineId) // the read was cut off by its limit
      // A console that misses a number takes the snapshot, which is made of what is so and not of what was said.
      const entries = read.flatMap(({ entry }) => entry ?? [])
      const unreadable = read.find(({ entry }) => entry === undefined)
      if (unreadable) log.error('feed.unreadable', { lineId, seq: unreadable.seq })
      if (entries.length > 0) tell(lineId, entries)
    }
  }

  function notifySoon(lineId: LineId): void {
    toNotify.add(lineId)
    notifyTimer ??= setTimeout(() => {
      notifyTimer = undefined
      const lineIds = [...toNotify]
      toNotify.clear()
      notifyLines(db, CHANNEL, self, lineIds).catch((error: unknown) => {
        // The other processes find it at their next poll, within a second.
        log.warn('feed.not_notified', errorFields(error))
      })
    }, notifyMs)
  }

  const poll = setInterval(() => look(told.keys()), pollMs)
  await db.listen(
    CHANNEL,
    text => {
      const [from, ...lines] = text.split(' ')
      if (from === self) return
      look(lines[0] === '*' ? told.keys() : lines.flatMap(id => LineId.safeParse(id).data ?? []))
    },
    () => look(told.keys()), // what was notified while the connection was down is lost
  )

  return {
    watch: async lineId => {
      if (told.has(lineId)) return
      const head = await readHead(db, lineId)
      if (!told.has(lineId)) told.set(lineId, head)
      heardAt = Date.now()
      look([lineId])
    },
    wake: lineId => {
      look([lineId])
      notifySoon(lineId)
    },
    head: lineId => (Date.now() - heardAt < FRESH_MS ? told.get(lineId) : undefined),
    stop: async () => {
      isStopped = true
      clearInterval(poll)
      clearTimeout(notifyTimer)
      await reading
    },
  }
}
