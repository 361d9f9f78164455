import { routes } from '#shared/routes.ts'
import { figure } from '../figures.ts'
import { type HeldCall, holdCalls } from '../heldCalls.ts'
import { closedLoop } from '../load.ts'
import type { BenchNurse } from '../people.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { askAs } from './ask.ts'

const FEW_PEOPLE = 50

/**
 * A nurse opens the record of the person her call is about: authorised, every look in the access log. Once among a thousand
 * people, where each is read afresh, and once among fifty, who are looked at again and again in a night.
 */
export const recordRow: Row = {
  name: 'record',
  measure: async setting => {
    const { options, floor, nurses, db } = setting
    const load = { clients: options.clients, ms: options.seconds * 1000, warmUp: 30 }
    const read = await closedLoop({ ...load, cpu: setting.cpu.floor }, (client, turn) =>
      floor.must('GET', `/read?id=${1 + (((client + turn * options.clients) * 37) % 1000)}`, {}),
    )
    const many = await readBy(setting, load, await holdCalls(db, nurses))
    const about = (nurse: BenchNurse) => nurse.patient - ((nurse.patient - 1) % (nurses.length / FEW_PEOPLE))
    const sharing = nurses.filter(nurse => about(nurse) === nurse.patient)
    const again = await readBy(setting, load, await holdCalls(db, sharing))
    const bar = { perSecond: 2000 }
    return [
      figure(`record: read, ${nurses.length} people in turn`, { ours: many, floor: read }, bar),
      figure(`record: read again, ${FEW_PEOPLE} people`, { ours: again, floor: read }, bar),
    ]
  },
}

function readBy(setting: Setting, load: Parameters<typeof closedLoop>[0], calls: readonly HeldCall[]) {
  return closedLoop({ ...load, cpu: setting.cpu.ours }, async (client, turn) => {
    const call = calls[((client + turn * load.clients) * 37) % calls.length]
    if (!call) return
    const { callId, nurse } = call
    await askAs(setting, nurse, routes.openRecord, { params: { callId }, query: { epoch: '1' } })
  })
}
