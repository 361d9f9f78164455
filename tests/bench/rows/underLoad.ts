import { setTimeout as pause } from 'node:timers/promises'
import { type Consoles, openConsoles } from '../consoles.ts'
import { figure } from '../figures.ts'
import { latencies, type Summary } from '../latencies.ts'
import { openLoop, range } from '../load.ts'
import { type Cpu, cpuSince } from '../machine.ts'
import type { BenchNurse } from '../people.ts'
import { patientIdOf } from '../population.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { type Measured, WEBHOOKS, wholeCall } from '../wholeCall.ts'

const FLOOR_SECONDS = 5
/** Each console that comes is told to the others within five seconds; then there is quiet. */
const ARRIVAL_MS = 7_000
/** What a rate that was too high has left behind is dealt with before the next. */
const SETTLE_MS = 3_000
const WEBHOOK_MS = 100
const SHOWN_MS = 150
/** Until connections, plans and compiled code are there. */
const WARM_MS = 8_000

/**
 * Calls begin at the rate asked for and live their whole life while consoles listen on a hundred lines: how soon the carrier is
 * answered, and how soon each console of the line shows what a webhook told.
 */
export const underLoadRow: Row = {
  name: 'load',
  measure: async setting => {
    const { options, floor } = setting
    const { callsPerSecond: perSecond } = options
    const webhooksPerSecond = perSecond * WEBHOOKS
    const bare = await openLoop({ perSecond: webhooksPerSecond, ms: FLOOR_SECONDS * 1000 }, () =>
      floor.must('POST', '/write', {}, 'a webhook of some four hundred bytes '.repeat(11)),
    )
    const consoles = await openConsoles(setting.server.origin, setting.nurses.slice(0, options.consoles))
    await pause(options.quick ? 1_000 : ARRIVAL_MS)
    const asked = await measureAt(setting, consoles, perSecond)
    const held = await highestHeld(setting, consoles, asked)
    consoles.close()
    const { incoming, all, shown, commands, cpu, calls } = asked
    const what = `${perSecond} calls/s, ${consoles.count} consoles`
    const note = `${calls.done} of ${calls.begun} calls lived to their outcome${calls.because}; ${commands.count} commands of nurses, p99 ${commands.p99.toFixed(0)} ms; a whole call costs ${cpu.server.toFixed(0)} ms of a core in the server and ${cpu.database.toFixed(0)} in the database`
    return [
      figure(`load: incoming answered, ${what}`, { ours: incoming, floor: bare }, { p99: WEBHOOK_MS }, note),
      figure('load: every webhook answered', { ours: all, floor: bare }, { p99: WEBHOOK_MS }),
      figure('load: webhook sent → console shows it', { ours: shown, floor: bare }, { p99: SHOWN_MS }),
      {
        row: 'load: the three bars hold at',
        value: held ? `${held.perSecond} calls/s` : 'no rate',
        bar: `≥ ${perSecond} calls/s`,
        met: held?.perSecond === perSecond,
        ...(held
          ? {
              note: `webhooks p99 ${held.all.p99.toFixed(0)} ms, shown p99 ${held.shown.p99.toFixed(0)} ms; a whole call costs ${held.cpu.server.toFixed(0)} ms of a core in the server and ${held.cpu.database.toFixed(0)} in the database`,
            }
          : {}),
      },
    ]
  },
}

type AtRate = {
  perSecond: number
  incoming: Summary
  all: Summary
  shown: Summary
  commands: Summary
  cpu: Cpu
  calls: { begun: number; done: number; because: string }
}

async function measureAt(setting: Setting, consoles: Consoles, perSecond: number): Promise<AtRate> {
  const ms = setting.options.seconds * 1000
  const shown = latencies()
  const measured = newMeasured()
  consoles.onCall((_, callId, state, at) => {
    const sentAt = measured.sent.get(`${callId} ${state}`)
    if (sentAt !== undefined) shown.add(at - sentAt)
  })
  await freeAll(setting)
  await play(setting, perSecond, Math.min(WARM_MS, ms), newMeasured())
  const cpuBefore = setting.cpu.ours()
  const begin = performance.now()
  const calls = await play(setting, perSecond, ms, measured)
  const overMs = performance.now() - begin
  return {
    perSecond,
    incoming: measured.incoming.summary(overMs),
    all: measured.webhooks.summary(overMs),
    commands: measured.commands.summary(overMs),
    shown: shown.summary(overMs),
    cpu: cpuSince(setting.cpu.ours(), cpuBefore, calls.begun),
    calls,
  }
}

/** What this machine does carry: a fifth less each time until every bar holds and no call is lost. */
async function highestHeld(setting: Setting, consoles: Consoles, asked: AtRate): Promise<AtRate | undefined> {
  for (let at = asked; ; ) {
    const isHeld =
      at.incoming.p99 <= WEBHOOK_MS &&
      at.all.p99 <= WEBHOOK_MS &&
      at.shown.p99 <= SHOWN_MS &&
      at.calls.done === at.calls.begun
    if (isHeld) return at
    const perSecond = Math.floor(at.perSecond * 0.8)
    if (perSecond < 1) return undefined
    await pause(SETTLE_MS)
    at = await measureAt(setting, consoles, perSecond)
  }
}

function newMeasured(): Measured {
  return { incoming: latencies(), webhooks: latencies(), commands: latencies(), sent: new Map() }
}

/** Nurses take calls in turn, line by line, so that none has two. */
async function play(setting: Setting, perSecond: number, ms: number, measured: Measured) {
  const { lines } = setting
  const people = await personOf(setting)
  const turns = range(10).flatMap(i => lines.map(line => ({ line, nurse: line.nurses[i] })))
  const result = { begun: 0, done: 0, because: '' }
  await openLoop({ perSecond, ms }, async number => {
    const { line, nurse } = turns[number % turns.length] ?? {}
    const person = nurse && people.get(patientIdOf(nurse.patient))
    if (!line || !nurse || !person) throw new Error('there is no nurse for this call')
    result.begun += 1
    try {
      await wholeCall(setting, line, nurse, person, measured)
      result.done += 1
    } catch (error) {
      result.because = ` (one that did not: ${error instanceof Error ? error.message : 'unknown'})`
    }
  })
  return result
}

async function personOf({ db, nurses }: Setting): Promise<Map<string, { name: string; birthDate: string }>> {
  const ids = nurses.map((nurse: BenchNurse) => patientIdOf(nurse.patient))
  const rows = await db.run(db.sql<{ id: string; name: string; birthDate: string }[]>`
    select id, name, birth_date from patients where id = any(${ids}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

async function freeAll({ db }: Setting): Promise<void> {
  await db.run(db.sql`update calls set state = 'closed', held_by = null where held_by is not null`)
  await db.run(db.sql`update readiness set state = 'ready', call_id = null where state = 'busy'`)
}
