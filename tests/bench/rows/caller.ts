import { routes } from '#shared/routes.ts'
import { figure } from '../figures.ts'
import { holdCalls } from '../heldCalls.ts'
import { closedLoop } from '../load.ts'
import { phoneOf } from '../population.ts'
import type { Row } from '../row.ts'
import { WHOLE_RECORDS } from '../setting.ts'
import { askAs } from './ask.ts'

/** Who a caller's number suggests, as the console asks for it: session, call, number, each hint in the access log. */
export const callerRow: Row = {
  name: 'caller',
  measure: async setting => {
    const { options, floor, lines, db } = setting
    const [large] = lines
    if (!large) throw new Error('there is no line')
    // The calls of the large line's nurses come from anybody on it; each round of asking takes other numbers.
    const anybody = (nurse: { patient: number }) =>
      WHOLE_RECORDS + 1 + ((nurse.patient * 104_729) % Math.max(1, options.patients))
    const calls = await holdCalls(db, large.nurses, anybody)
    const load = { clients: options.clients, ms: options.seconds * 1000, warmUp: 30 }
    const found = await closedLoop({ ...load, cpu: setting.cpu.floor }, (client, turn) => {
      const n = WHOLE_RECORDS + 1 + (((client + turn * 10) * 104_729) % Math.max(1, options.patients))
      const fields = new URLSearchParams({ line: large.lineId, number: phoneOf(n) })
      return floor.must('GET', `/find?${fields}`, {})
    })
    const ours = await closedLoop({ ...load, cpu: setting.cpu.ours }, async client => {
      const call = calls[client % calls.length]
      if (call) await askAs(setting, call.nurse, routes.candidates, { params: { callId: call.callId } })
    })
    const people = options.patients.toLocaleString('en-GB')
    return [figure(`caller: by number among ${people}`, { ours, floor: found }, { perSecond: 1500, p99: 30 })]
  },
}
