import { randomUUID } from 'node:crypto'
import { routes } from '#shared/routes.ts'
import { aTeamOf } from '#tests/dispatch/teamsOfLine.ts'
import { figure } from '../figures.ts'
import { holdCalls } from '../heldCalls.ts'
import { latencies } from '../latencies.ts'
import type { Row } from '../row.ts'
import { askAs } from './ask.ts'

/** The urgencies and kinds that one call about one person may have beside each other. */
const KINDS = ['symptom_visit', 'catheter', 'welfare_check'] as const
const PATIENCE_MS = 30_000

/**
 * A nurse presses, and whoever is first on call has a text on its way: counted from the sending of her command until the carrier is asked
 * for it. Choosing the team, offering and texting are three promises, each taken up by whichever process is first.
 */
export const teamTaskRow: Row = {
  name: 'asked',
  measure: async setting => {
    const { db, carrier } = setting
    const lines = setting.lines.slice(0, setting.options.quick ? 5 : 40)
    for (const [n, { lineId }] of lines.entries())
      await aTeamOf(db, lineId, {
        name: 'Bench night nursing',
        kind: 'night_nursing',
        signInName: `bench.night.${n}`,
        phone: phoneOf(n),
      })
    const calls = await holdCalls(
      db,
      lines.flatMap(({ nurses }) => nurses.slice(0, 1)),
    )
    const texts = new Map<string, (at: number) => void>()
    carrier.onText((to, _words, at) => texts.get(to)?.(at))
    const [told, answered] = [latencies(), latencies()]
    const begin = performance.now()
    for (const kind of KINDS)
      for (const [n, call] of calls.entries()) {
        const heard = new Promise<number>((resolve, reject) => {
          texts.set(phoneOf(n), resolve)
          setTimeout(() => reject(new Error(`nobody was texted for ${kind}`)), PATIENCE_MS).unref()
        })
        const sentAt = performance.now()
        const reply = await askAs(setting, call.nurse, routes.raiseTeamTask, {
          params: { callId: call.callId },
          body: { commandId: randomUUID(), epoch: 1, kind, urgency: 'U2', why: 'He cannot settle' },
        })
        if (!reply.includes('"raised"')) throw new Error(`not raised: ${reply}`)
        answered.add(performance.now() - sentAt)
        told.add((await heard) - sentAt)
      }
    const overMs = performance.now() - begin
    const own = answered.summary(overMs)
    const note = `the nurse herself is answered after ${own.p50.toFixed(1)} ms (p50), ${own.p95.toFixed(1)} ms (p95)`
    const ours = told.summary(overMs)
    return [figure('asked: raised → the carrier asked for the text', { ours }, { p95: 1_000 }, note)]
  },
}

/** One telephone for each line: who is first on call there. */
function phoneOf(line: number): string {
  return `+447700900${100 + line}`
}
