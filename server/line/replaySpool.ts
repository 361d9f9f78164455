import { setTimeout as pause } from 'node:timers/promises'
import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { Problem } from '#server/platform/problems.ts'
import { readHouseId } from './houseIdStore.ts'
import type { Replayed, Spool, SpooledWebhook } from './spool.ts'
import { type WebhookDeps, webhookKinds } from './webhooks.ts'

const TRIES = 3
/** Of a word of a call that changes too quickly to save: a second or so in all. */
const TRIES_OUTRUN = 8
const PAUSE_MS = 40

/**
 * Hands spooled webhooks to the database as soon as it answers again. Storing them twice is harmless. The timer is not a
 * promise to a person: what is in the spool is on the disk, and a new process starts where this one stopped.
 */
export function replaySpool(
  deps: WebhookDeps & { spool: Spool; houseId: string; log: Logger; everyMs: number },
): {
  stop: () => Promise<void>
} {
  const { spool, houseId, log, everyMs } = deps
  const find = webhookKinds(deps)
  let running: Promise<void> | undefined
  const told = new Set<string>()

  async function replay(): Promise<void> {
    try {
      tell('spool.of_another_house', spool.countOfOthers())
      if (spool.count() === 0) return
      // Asked each time: an address may lead to another database than when the process started.
      const isOurs = (await readHouseId(deps.db)) === houseId
      tell('spool.database_of_another_house', isOurs ? 0 : spool.count())
      if (!isOurs) return
      const { stored, setAside } = await spool.replay(store)
      if (stored > 0) log.warn('spool.replayed', { count: stored })
      if (setAside > 0) log.error('spool.set_aside', { count: setAside })
    } catch (error) {
      if (!isOutage(error)) log.error('spool.replay_failed', errorFields(error))
    }
  }

  /** Once, and not twice a second for as long as it lasts. */
  function tell(what: string, count: number): void {
    if (count === 0) told.delete(what)
    else if (!told.has(what)) {
      told.add(what)
      log.error(what, { count })
    }
  }

  /**
   * What fails for a reason of its own would fail for ever: it is set aside for a person, and the next one has its turn. A call
   * that changes too quickly to save has some more tries, and no more: one word must not keep every later caller waiting.
   */
  async function store(webhook: SpooledWebhook): Promise<Replayed> {
    const found = find(webhook.path)
    const parsed = found.kind === 'found' ? found.webhook.schema.safeParse(webhook.form) : undefined
    if (found.kind === 'unknown' || !parsed?.success) return 'refused'
    for (let attempt = 1; ; attempt += 1)
      try {
        await found.webhook.store(webhook, parsed.data)
        return 'stored'
      } catch (error) {
        if (isOutage(error)) throw error
        const isOutrun = error instanceof Problem && error.code === 'conflict'
        if (isOutrun && attempt < TRIES_OUTRUN) await pause(PAUSE_MS * attempt)
        else if (error instanceof Problem && attempt < TRIES) continue
        else {
          log.error('spool.refused', errorFields(error))
          return 'refused'
        }
      }
  }

  const timer = setInterval(() => {
    if (running) return
    // A disk that cannot be read is said in the log and tried again: it must not end the process that answers callers.
    running = replay().finally(() => {
      running = undefined
    })
  }, everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
