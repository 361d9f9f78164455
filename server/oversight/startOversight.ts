import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Stage } from './core/flags.ts'
import { lookOver, type OversightDeps } from './lookOver.ts'

type Options = OversightDeps & { log: Logger; everyMs: number }

const STAGES: readonly Stage[] = ['at_once', 'day_later']
/** A walk that is older than this many rounds is missed. */
const ROUNDS_MISSED = 5

/**
 * Looks over what was added to the access log, at once and then as often as said. Every process does; where each chain was left
 * stands in the database, so that two find nothing twice and one that starts again leaves nothing out.
 */
export function startOversight({ log, everyMs, ...deps }: Options): {
  health: () => string | undefined
  stop: () => Promise<void>
} {
  let doneAt = performance.now()
  let round: Promise<void> | undefined

  async function all(): Promise<void> {
    try {
      for (const stage of STAGES) {
        const { raised } = await lookOver(deps, stage)
        if (raised > 0) log.info('review.raised', { kind: stage, count: raised })
      }
      doneAt = performance.now()
    } catch (error) {
      log.warn('review.not_looked', errorFields(error))
    }
  }
  const next = () => {
    round ??= all().finally(() => {
      round = undefined
    })
  }

  const timer = setInterval(next, everyMs)
  next()
  return {
    health: () =>
      performance.now() - doneAt > everyMs * ROUNDS_MISSED
        ? 'The access log has not been looked over for some minutes.'
        : undefined,
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}
