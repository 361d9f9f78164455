import { setTimeout as pause } from 'node:timers/promises'
import { openConsoles } from '../consoles.ts'
import { figure } from '../figures.ts'
import { latencies } from '../latencies.ts'
import { openLoop, range } from '../load.ts'
import { cpuSince } from '../machine.ts'
import type { BenchNurse } from '../people.ts'
import { patientIdOf } from '../population.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { type Measured, WEBHOOKS, wholeCall } from '../wholeCall.ts'

const FLOOR_SECONDS = 5
/** Each console that comes is told to the others within five seconds; then there is quiet. */
const ARRIVAL_MS = 7_000
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
    const ms = options.seconds * 1000
    const webhooksPerSecond = perSecond * WEBHOOKS
    const bare = await openLoop({ perSecond: webhooksPerSecond, ms: FLOOR_SECONDS * 1000 }, () =>
      floor.must('POST', '/write', {}, 'a webhook of some four hundred bytes '.repeat(11)),
    )
    await freeAll(setting)
    const consoles = await openConsoles(setting.server.origin, setting.nurses.slice(0, options.consoles))
    await pause(options.quick ? 1_000 : ARRIVAL_MS)
    const shown = latencies()
    const measured = newMeasured()
    consoles.onCall((_, callId, state, at) => {
      const sentAt = measured.sent.get(`${callId} ${state}`)
      if (sentAt !== undefined) shown.add(at - sentAt)
    })
    await play(setting, perSecond, Math.min(WARM_MS, ms), newMeasured())
    const cpuBefore = setting.cpu.ours()
    const begin = performance.now()
    const calls = await play(setting, perSecond, ms, measured)
    const overMs = performance.now() - begin
    const cpu = cpuSince(setting.cpu.ours(), cpuBefore, calls.begun)
    consoles.close()
    const [incoming, all, commands] = [measured.incoming, measured.webhooks, measured.commands].map(times =>
      times.summary(overMs),
    )
    if (!incoming || !all || !commands) throw new Error('nothing was measured')
    const what = `${perSecond} calls/s, ${consoles.count} consoles`
    const note = `${calls.done} of ${calls.begun} calls lived to their outcome${calls.because}; ${commands.count} commands of nurses, p99 ${commands.p99.toFixed(0)} ms; a whole call costs ${cpu.server.toFixed(0)} ms of a core in the server and ${cpu.database.toFixed(0)} in the database`
    return [
      figure(`load: incoming answered, ${what}`, { ours: incoming, floor: bare }, { p99: 100 }, note),
      figure('load: every webhook answered', { ours: all, floor: bare }, { p99: 100 }),
      figure(
        'load: webhook sent → console shows it',
        { ours: shown.summary(overMs), floor: bare },
        { p99: 150 },
      ),
    ]
  },
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
