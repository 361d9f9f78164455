import { setTimeout as pause } from 'node:timers/promises'
import { callIdOf } from '#server/line/callIdOf.ts'
import type { Figure } from '../figures.ts'
import { sid } from '../heldCalls.ts'
import { closedLoop } from '../load.ts'
import { residentMb } from '../machine.ts'
import { phoneOf } from '../population.ts'
import type { Row } from '../row.ts'
import { keys, type Setting } from '../setting.ts'
import { voiceForm } from '../webhookSender.ts'

const BAR_MB = 250
/** More than this from the first reading to the second is growth, not breathing. */
const FLAT_MB = 25
const PER_CALL = 5
const MOST_MS = 20 * 60_000

/** What the server holds after very many webhooks, and whether as many more make it hold more. In a process of its own. */
export const memoryRow: Row = {
  name: 'memory',
  measure: async setting => {
    const [first, more] = setting.options.quick ? [10_000, 5_000] : [100_000, 50_000]
    await setting.restartServer()
    const atStart = await settledMb(setting)
    const load = await ring(setting, first)
    const after = await settledMb(setting)
    await ring(setting, more)
    const later = await settledMb(setting)
    const growth = later - after
    const row: Figure = {
      row: `memory: server after ${((first + more) / 1000).toFixed(0)},000 webhooks`,
      value: `${later.toFixed(0)} MB`,
      bar: `≤ ${BAR_MB} MB, flat`,
      met: after <= BAR_MB && later <= BAR_MB && growth <= FLAT_MB,
      note: `${atStart.toFixed(0)} MB at the start, ${after.toFixed(0)} MB after ${first}, ${growth.toFixed(0)} MB more after ${more} more; ${(load.perSecond * PER_CALL).toFixed(0)} webhooks a second, ${((load.cpu ? load.cpu.server + load.cpu.database : 0) / PER_CALL).toFixed(2)} ms of a core each`,
    }
    return [row]
  },
}

/** Callers who ring, wait, ask to be rung back and hang up; the carrier tells the end twice. */
function ring(setting: Setting, webhooks: number) {
  const { lines, options } = setting
  const most = Math.ceil(webhooks / PER_CALL)
  return closedLoop(
    { clients: options.clients, ms: MOST_MS, most, cpu: setting.cpu.ours },
    async (client, turn) => {
      const line = lines[(client * 31 + turn) % lines.length]
      if (!line) return
      const caller = { sid: sid('CA'), from: phoneOf(1 + (turn % 1000)), to: line.number }
      const form = (status: string) => voiceForm({ ...caller, accountSid: keys.accountSid, status })
      const below = `${line.lineId}/${callIdOf(caller.sid)}`
      await setting.webhook('incoming', form('ringing'))
      await setting.webhook(`${below}/wait`, { ...form('in-progress'), QueuePosition: '1' })
      await setting.webhook(`${below}/chosen`, { ...form('in-progress'), Digits: '2' })
      const end = { ...form('completed'), SequenceNumber: '0', CallDuration: '20' }
      await setting.webhook('status', end)
      await setting.webhook('status', end)
    },
  )
}

/** The least of some readings, once the work is done: what is kept, without what is about to be swept away. */
async function settledMb({ server }: Setting): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 10; i += 1) {
    await pause(300)
    least = Math.min(least, residentMb(server.pid))
  }
  return least
}
