import { routes } from '#shared/routes.ts'
import { figure } from '../figures.ts'
import { holdCalls } from '../heldCalls.ts'
import { closedLoop } from '../load.ts'
import { planInWords } from '../planOf.ts'
import type { Row } from '../row.ts'
import { callerPlan } from '../searchPlans.ts'
import { somebodies } from '../somebody.ts'
import { askAs } from './ask.ts'

/** Who a caller's number suggests, as the console asks for it: session, call, number, each hint in the access log. */
export const callerRow: Row = {
  name: 'caller',
  measure: async setting => {
    const { options, floor, lines, db } = setting
    const [large] = lines
    if (!large) throw new Error('there is no line')
    // The calls of the large line's nurses come from anybody on it.
    const people = await somebodies(setting, 1_000)
    const somebody = (place: number) => people[place % people.length] ?? ('' as never) // there are some
    const calls = await holdCalls(db, large.nurses, ({ patient }) => {
      const { n, phone } = somebody(patient * 37)
      return { n, from: phone }
    })
    const load = { clients: options.clients, ms: options.seconds * 1000, warmUp: 30 }
    const found = await closedLoop({ ...load, cpu: setting.cpu.floor }, (client, turn) => {
      const fields = new URLSearchParams({ line: large.lineId, number: somebody(client + turn * 10).phone })
      return floor.must('GET', `/find?${fields}`, {})
    })
    const ours = await closedLoop({ ...load, cpu: setting.cpu.ours }, async client => {
      const call = calls[client % calls.length]
      if (call) await askAs(setting, call.nurse, routes.candidates, { params: { callId: call.callId } })
    })
    const plan = await callerPlan(setting, somebody(37).phone)
    const row = `caller: by number among ${options.patients.toLocaleString('en-GB')}`
    const measured = { ours, floor: found }
    return [{ ...figure(row, measured, { perSecond: 1500, p99: 30 }, planInWords(plan)), plans: [plan] }]
  },
}
