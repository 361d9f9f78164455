import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Spool } from './spool.ts'
import { type WebhookDeps, webhookKinds } from './webhooks.ts'

/**
 * Hands spooled webhooks to the database as soon as it answers again. Storing them twice is harmless. The timer is not a
 * promise to a person: what is in the spool is on the disk, and a new process starts where this one stopped.
 */
export function replaySpool(deps: WebhookDeps & { spool: Spool; log: Logger; everyMs: number }): {
  stop: () => Promise<void>
} {
  const { spool, log, everyMs } = deps
  const find = webhookKinds(deps)
  let running: Promise<void> | undefined

  async function replay(): Promise<void> {
    try {
      const { stored } = await spool.replay(async webhook => {
        const found = find(webhook.path)
        if (found.kind === 'found') await found.webhook.store(webhook, webhook.form)
      })
      if (stored > 0) log.warn('spool.replayed', { count: stored })
    } catch (error) {
      if (!isOutage(error)) log.error('spool.replay_failed', errorFields(error))
    }
  }

  const timer = setInterval(() => {
    if (running || spool.count() === 0) return
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
