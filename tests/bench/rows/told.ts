import { io } from 'socket.io-client'
import { routes } from '#shared/routes.ts'
import { openConsoles } from '../consoles.ts'
import { figure } from '../figures.ts'
import { holdCalls } from '../heldCalls.ts'
import { latencies, type Summary } from '../latencies.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { askAs } from './ask.ts'

/**
 * A change is committed, a live console is told. Counted from the moment the command is sent, so that the whole command is in
 * it: what a colleague at the next desk sees. The console belongs to another nurse of the line.
 */
export const toldRow: Row = {
  name: 'told',
  measure: async setting => {
    const count = setting.options.quick ? 100 : 500
    const floor = await emits(setting, count)
    const [line] = setting.lines
    const [call] = await holdCalls(setting.db, line?.nurses.slice(0, 1) ?? [])
    if (!call || !line) throw new Error('there is no line')
    const consoles = await openConsoles(setting.server.origin, line.nurses.slice(1, 2))
    const [whole, answered] = [latencies(), latencies()]
    const { db } = setting
    await db.run(db.sql`delete from call_notes where call_id = ${call.callId}`)
    const begin = performance.now()
    for (let revision = 0; revision < count; revision += 1) {
      const heard = new Promise<number>(told => {
        consoles.onText((_, text, at) => {
          if (text.includes(`"revision":${revision + 1}`)) told(at)
        })
      })
      const sentAt = performance.now()
      const body = { text: 'Breathless since two.', revision }
      const reply = askAs(setting, call.nurse, routes.saveNotes, { params: { callId: call.callId }, body })
      const answeredAt = reply.then(() => performance.now())
      whole.add((await heard) - sentAt)
      answered.add((await heard) - (await answeredAt))
    }
    const overMs = performance.now() - begin
    consoles.close()
    const ours = whole.summary(overMs)
    const after = answered.summary(overMs)
    const note = `the console is told ${after.p50.toFixed(1)} ms (p50), ${after.p95.toFixed(1)} ms (p95) after the nurse herself is answered`
    return [figure('told: command sent → console told', { ours, floor }, { p50: 8, p95: 20 }, note)]
  },
}

/** One emit by a bare socket.io server to one client, asked for over HTTP. */
async function emits({ floor, floorOrigin }: Setting, count: number): Promise<Summary> {
  const socket = io(floorOrigin, { path: '/live', transports: ['websocket'], reconnection: false })
  await new Promise<void>((connected, refused) => {
    socket.once('connect', () => connected())
    socket.once('connect_error', refused)
  })
  const times = latencies()
  const begin = performance.now()
  for (let i = 0; i < count; i += 1) {
    const heard = new Promise<number>(told => socket.once('told', () => told(performance.now())))
    const sentAt = performance.now()
    await floor.must('POST', '/tell', {}, String(i))
    times.add((await heard) - sentAt)
  }
  socket.disconnect()
  return times.summary(performance.now() - begin)
}
