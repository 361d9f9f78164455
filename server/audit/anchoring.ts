import { join } from 'node:path'
import type { Database } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Instant } from '#shared/time.ts'
import { type AnchorFolder, openAnchorFolder } from './anchorFolder.ts'
import { type AnchorKey, openAnchorKey } from './anchorKey.ts'
import { readHeads } from './chainStore.ts'
import { watchSecondPlace } from './secondPlace.ts'

/** Where anchors are kept: always in the data folder, and in another place if there is one. */
export type AnchorPlaces = { dataDir: string; elsewhere: string | undefined }

export function anchorFolders({ dataDir, elsewhere }: AnchorPlaces): string[] {
  return [join(dataDir, 'anchors'), ...(elsewhere === undefined ? [] : [elsewhere])]
}

/** Anchors the heads as they are now, in every folder; answers how many had moved. */
export async function anchorNow(
  db: Database,
  places: AnchorPlaces,
  at: Instant,
): Promise<{ heads: number; key: AnchorKey; folders: string[] }> {
  const key = openAnchorKey(places.dataDir)
  const heads = await readHeads(db)
  const folders = anchorFolders(places)
  for (const folder of folders) await openAnchorFolder(folder, key).append(heads, at)
  return { heads: heads.length, key, folders }
}

type Options = {
  db: Database
  places: AnchorPlaces
  clock: () => Instant
  everyMs: number
  log: Logger
}

/** Anchors that are older than this many rounds are missed. */
const ROUNDS_MISSED = 5
/** A second place that nobody has written for so many rounds is one no more. */
const ROUNDS_ENDED = 15

/**
 * Anchors the heads that moved, at once and then as often as said, and once more at the end. Each process keeps anchors of its
 * own, and asks no table whose turn it is: what guards against the database does not depend on it. Nothing here keeps a house
 * from opening; what fails is in the log and in the health.
 */
export function startAnchoring({ db, places, clock, everyMs, log }: Options): {
  health: () => string | undefined
  /** What is amiss with the second place: taking this process away would not mend it. */
  trouble: () => string | undefined
  stop: () => Promise<void>
} {
  const second = watchSecondPlace({ db, clock, log, endsAfterMs: everyMs * ROUNDS_ENDED })
  const folders = new Map<string, AnchorFolder>()
  let doneAt = performance.now()
  let round: Promise<void> = Promise.resolve()

  /** Answers whether the second place has every head. */
  async function anchorAll(): Promise<boolean> {
    const wrong = (error: unknown) => log.error('anchor.not_made', errorFields(error))
    try {
      const key = openAnchorKey(places.dataDir)
      const heads = await readHeads(db)
      const done = await Promise.allSettled(
        anchorFolders(places).map(async folder => {
          const opened = folders.get(folder) ?? openAnchorFolder(folder, key)
          folders.set(folder, opened)
          await opened.append(heads, clock())
        }),
      )
      for (const one of done) if (one.status === 'rejected') wrong(one.reason)
      if (done.every(one => one.status === 'fulfilled')) doneAt = performance.now()
      return places.elsewhere !== undefined && done.at(-1)?.status === 'fulfilled'
    } catch (error) {
      wrong(error)
      return false
    }
  }
  const next = () => {
    round = round.then(anchorAll).then(second.seen)
    return round
  }

  const timer = setInterval(() => void next(), everyMs)
  void next()
  return {
    health: () =>
      performance.now() - doneAt > everyMs * ROUNDS_MISSED
        ? 'The access log has not been anchored for some minutes.'
        : undefined,
    trouble: second.trouble,
    stop: () => {
      clearInterval(timer)
      return next()
    },
  }
}
