import type { Database } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Instant } from '#shared/time.ts'
import { workingDaysLater } from './core/dueDay.ts'
import { keepSecondPlace, raiseIfEnded } from './secondPlaceStore.ts'

type Options = { db: Database; clock: () => Instant; log: Logger; endsAfterMs: number }

const DUE_WORKING_DAYS = 2

export type SecondPlace = {
  /** After each round: whether this process has every head in a second place now. Never throws. */
  seen(isKept: boolean): Promise<void>
  /** What is amiss, in words; nothing for a house that never had a second place, or whose hubs agreed to have none. */
  trouble(): string | undefined
}

/**
 * Anchors in the data folder cannot be turned off; those in the second place can, by leaving out a setting. That takes two people: one
 * who leaves it out, and a privacy officer who says that it is right. Of several processes one that keeps it is enough, since each
 * anchors every chain. One that has just started waits for the others as long as it waits for a place that is away.
 */
export function watchSecondPlace({ db, clock, log, endsAfterMs }: Options): SecondPlace {
  const openedAt = performance.now()
  let trouble: string | undefined

  async function ask(isKept: boolean): Promise<string | undefined> {
    if (isKept) await keepSecondPlace(db, endsAfterMs)
    if (isKept || performance.now() - openedAt < endsAfterMs) return undefined
    const dueAt = workingDaysLater(clock(), DUE_WORKING_DAYS)
    const ended = await raiseIfEnded(db, { endsAfterMs, dueAt })
    if (!ended) return undefined
    if (ended.raised > 0) log.info('review.raised', { kind: 'second_place_ended', count: ended.raised })
    if (ended.isAgreed) return undefined
    if (trouble === undefined) log.warn('anchor.second_place_ended', { at: ended.lastAt })
    return 'The anchors of the access log are no longer kept in a second place.'
  }

  return {
    seen: async isKept => {
      try {
        trouble = await ask(isKept)
      } catch (error) {
        log.warn('anchor.second_place_not_asked', errorFields(error))
      }
    },
    trouble: () => trouble,
  }
}
