import { setTimeout as pause } from 'node:timers/promises'
import { callIdOf } from '#server/line/callIdOf.ts'
import { type Figure, figure } from '../figures.ts'
import { sid } from '../heldCalls.ts'
import { latencies, type Summary } from '../latencies.ts'
import { closedLoop, openLoop, took } from '../load.ts'
import { childrenOf } from '../machine.ts'
import { phoneOf } from '../population.ts'
import type { Row } from '../row.ts'
import { keys, type Setting } from '../setting.ts'
import { voiceForm } from '../webhookSender.ts'

/**
 * PostgreSQL is frozen under the server (SIGSTOP), then killed. Callers go on ringing and are answered; when it is back, every
 * one of them must have a row.
 */
export const withoutDatabaseRow: Row = {
  name: 'database',
  measure: async setting => {
    const floor = await closedLoop({ clients: 1, ms: 1_000, warmUp: 50 }, () =>
      setting.floor.must('POST', '/answer', {}, 'CallSid=CA'),
    )
    const frozen = await during(setting, {
      begin: async () => signalAll(setting, 'SIGSTOP'),
      end: async () => signalAll(setting, 'SIGCONT'),
    })
    const dead = await during(setting, {
      begin: async () => signalAll(setting, 'SIGKILL'),
      end: () => setting.restartPostgres(),
    })
    return [shown('frozen', frozen, floor), shown('dead', dead, floor)]
  },
}

type Away = { answered: Summary; lost: number; rang: number }

function shown(how: string, { answered, lost, rang }: Away, floor: Summary): Figure {
  const measured = figure(`database ${how}: incoming answered`, { ours: answered, floor }, { p99: 2000 })
  const note = `${rang} callers rang, ${lost} lost`
  return { ...measured, bar: `${measured.bar}, 0 lost`, met: measured.met === true && lost === 0, note }
}

async function during(
  setting: Setting,
  { begin, end }: { begin: () => Promise<void>; end: () => Promise<void> },
): Promise<Away> {
  const { options, lines } = setting
  const times = latencies()
  const rang: string[] = []
  const ring = async (number: number) => {
    const line = lines[number % lines.length]
    const caller = { sid: sid('CA'), from: phoneOf(1 + (number % 1000)), to: line?.number ?? '' }
    rang.push(callIdOf(caller.sid))
    const form = voiceForm({ ...caller, accountSid: keys.accountSid, status: 'ringing' })
    times.add(await took(() => setting.webhook('incoming', form)))
  }
  const ms = options.quick ? 4_000 : 10_000
  const startedAt = performance.now()
  const calling = openLoop({ perSecond: 30, ms }, ring)
  await pause(500)
  await begin()
  await pause(ms - 500)
  await end()
  await calling
  return {
    answered: times.summary(performance.now() - startedAt),
    lost: await lostOf(setting, rang),
    rang: rang.length,
  }
}

/** How many of these calls have no row once the spool is empty, or a minute has passed. */
async function lostOf({ db }: Setting, calls: readonly string[]): Promise<number> {
  const until = Date.now() + 60_000
  for (;;) {
    const rows = await db
      .run(db.sql`select id from calls where id = any(${[...calls]}::uuid[])`)
      .catch(() => [] as unknown[]) // it is only just back
    if (rows.length === calls.length || Date.now() > until) return calls.length - rows.length
    await pause(250)
  }
}

function signalAll({ postgresPid }: Setting, signal: NodeJS.Signals): void {
  const postmaster = postgresPid()
  for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, signal)
}
