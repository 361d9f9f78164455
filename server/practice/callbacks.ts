import { addressOf, deliveriesOf } from './core/faults.ts'
import { background } from './waiting.ts'
import type { Webhook } from './webhooks.ts'
import { sendWebhook } from './webhooks.ts'
import type { World } from './world.ts'
import { raiseAlert, trace } from './world.ts'

/**
 * Tells the hub of something, without waiting: perhaps late, perhaps twice, perhaps never, as the fault plan wants.
 * An unhappy answer is only seen as a warning (`alertCode`).
 */
export function deliver(world: World, webhook: Webhook, alertCode: number): void {
  const key = `${webhook.kind}:${webhook.callSid ?? ''}:${ordinalOf(webhook.form)}`
  const deliveries = deliveriesOf(world.faults, world.seed, key)
  const isUsual = deliveries.length === 1 && deliveries[0] === 0
  if (!isUsual) trace(world, 'fault', webhook.callSid, { key, deliveries, form: webhook.form })
  const url = addressOf(world.faults, world.seed, key, webhook.url)
  if (url !== webhook.url) trace(world, 'fault', webhook.callSid, { key, sentTo: url })
  const send = () => background(world, 'callback', sendOne(world, { ...webhook, url }, alertCode))
  for (const delay of deliveries) {
    if (delay === 0) send()
    else later(world, delay, send)
  }
}

/** What tells one callback of a kind from the next: chance must not depend on what else goes on. */
function ordinalOf(form: Record<string, string>): string {
  const { SequenceNumber, SequenceId, TranscriptionSid, RecordingSid, RecordingStatus, MessageStatus } = form
  const parts = [SequenceNumber, TranscriptionSid, SequenceId, RecordingSid, RecordingStatus, MessageStatus]
  return parts.filter(part => part !== undefined).join(':')
}

/** Does something after a while that `settle` waits for. */
export function later(world: World, ms: number, then: () => void): void {
  world.delayed++
  world.clock.after(ms, () => {
    world.delayed--
    if (!world.isClosed) then()
  })
}

async function sendOne(world: World, webhook: Webhook, alertCode: number): Promise<void> {
  const result = await sendWebhook(world, webhook)
  if (!result.ok && !world.isClosed)
    raiseAlert(world, alertCode, { callSid: webhook.callSid, url: webhook.url, method: webhook.method })
}
