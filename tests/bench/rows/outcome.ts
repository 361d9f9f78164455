import { randomUUID } from 'node:crypto'
import { CommandId } from '#shared/ids.ts'
import type { CloseCall } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { figure } from '../figures.ts'
import { type HeldCall, holdCalls } from '../heldCalls.ts'
import { latencies, type Summary } from '../latencies.ts'
import { closedLoop, range, took } from '../load.ts'
import { cpuSince } from '../machine.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { askAs } from './ask.ts'

const WORDS = 'Breathless since two, frightened, not in pain. Daughter with her. Oxygen in place. '.repeat(4)

/** The nurse saves the outcome: the call is on the person's timeline, closed, and she is free. */
export const outcomeRow: Row = {
  name: 'outcome',
  measure: async setting => {
    const { options, floor } = setting
    const ms = options.seconds * 1000
    const cpu = setting.cpu.floor
    const write = () => floor.must('POST', '/write', {}, JSON.stringify(aClose()))
    const floorAlone = await closedLoop({ clients: 1, ms: ms / 2, warmUp: 50, most: 1000, cpu }, write)
    await closeAll(setting, options.clients, options.quick ? 200 : 1000) // until plans and compiled code are there
    const alone = await closeAll(setting, 1, options.quick ? 200 : 1000)
    const floorTen = await closedLoop({ clients: options.clients, ms: ms / 2, warmUp: 20, cpu }, write)
    const ten = await closeAll(setting, options.clients, options.quick ? 1000 : 5000)
    const together = `log outcome, ${options.clients} clients`
    return [
      figure('outcome: log a call, alone', { ours: alone, floor: floorAlone }, { p50: 5 }),
      figure(`outcome: ${together}`, { ours: ten, floor: floorTen }, { perSecond: 500, p99: 50 }),
    ]
  },
}

/** Every nurse of the hundred lines closes her call; then all are given new ones, which is not counted. */
async function closeAll(setting: Setting, clients: number, count: number): Promise<Summary> {
  const times = latencies()
  let overMs = 0
  const cpu = { server: 0, database: 0 }
  while (times.count() < count) {
    const calls = (await holdCalls(setting.db, acrossLines(setting))).slice(0, count - times.count())
    const cpuBefore = setting.cpu.ours()
    const begin = performance.now()
    await Promise.all(
      range(clients).map(async client => {
        for (let i = client; i < calls.length; i += clients) {
          const call = calls[i]
          if (call) times.add(await took(() => closeCall(setting, call)))
        }
      }),
    )
    overMs += performance.now() - begin
    const used = cpuSince(setting.cpu.ours(), cpuBefore, count)
    cpu.server += used.server
    cpu.database += used.database
  }
  return { ...times.summary(overMs), cpu }
}

/** The first nurse of each line, then the second of each: neighbours in the list work on different lines. */
function acrossLines({ lines }: Setting) {
  return range(lines[0]?.nurses.length ?? 0).flatMap(i => lines.flatMap(line => line.nurses[i] ?? []))
}

function closeCall(setting: Setting, { nurse, callId }: HeldCall): Promise<string> {
  return askAs(setting, nurse, routes.closeCall, { params: { callId }, body: aClose() })
}

function aClose(): CloseCall {
  return {
    kind: 'clinical',
    commandId: CommandId.parse(randomUUID()),
    epoch: 1,
    notesRevision: 0,
    outcome: {
      reason: 'breathlessness',
      found: WORDS,
      advice: WORDS,
      disposition: 'district_nurse',
      whereAfter: 'usual_home',
      next: 'District nurse within two hours; ring back if worse.',
      callBack: {
        needed: true,
        dueAt: new Date(Date.now() + 3_600_000).toISOString(),
        secondBecause: 'Each of many calls about the same few people promises its own',
      },
    },
  }
}
