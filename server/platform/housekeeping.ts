import { errorFields, type Logger } from './logger.ts'

type Options = { chores: Readonly<Record<string, () => Promise<void>>>; everyMs: number; log: Logger }

/** What may be done at any time by any process, and does no harm when it is left for the next round. */
export function startHousekeeping({ chores, everyMs, log }: Options): () => Promise<void> {
  let round: Promise<void> | undefined

  async function doAll(): Promise<void> {
    for (const [name, chore] of Object.entries(chores)) {
      try {
        await chore()
      } catch (error) {
        log.warn('chore.left', { kind: name, ...errorFields(error) })
      }
    }
  }

  const timer = setInterval(() => {
    round ??= doAll().finally(() => {
      round = undefined
    })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await round
  }
}
