import type { FaultHouse } from './faultHouse.ts'
import { CARE_LINE } from './faultHouse.ts'

type Row = {
  id: string
  state: string
  carrierSid: string | null
  heldBy: string | null
  endedAt: string | null
  isLogged: boolean
  isOwed: boolean
}

/** Rings that a test made at the door itself (carrierDoor.ts): the carrier knows nothing of them. */
const RUNG_BY_HAND = /^CA0{8}/

/**
 * Holds the carrier's own ledger against our tables and answers with a sentence for everything that is not accounted for:
 * empty when no call was lost, each is open with a nurse, closed with an outcome or owed as a task, and nobody is stuck.
 * Source: I1, I4 and I5 of the reliability guide; the invariant of telephony guide 2.2.
 */
export async function unaccounted(
  { phone, db }: Pick<FaultHouse, 'phone' | 'db'>,
  number = CARE_LINE,
): Promise<string[]> {
  const rung = phone.calls().filter(call => call.direction === 'inbound' && call.to === number)
  const rows = await db.run(db.sql<Row[]>`
    select calls.id, calls.state, carrier_sid, held_by, ended_at,
           exists (select 1 from outcomes where call_id = calls.id) as is_logged,
           exists (select 1 from tasks where call_id = calls.id) as is_owed
    from calls`)
  const nurses = await db.run(db.sql<
    { name: string; state: string; callId: string | null; holds: string | null }[]
  >`
    select staff.name, readiness.state, readiness.call_id, calls.id as holds
    from readiness
    join staff on staff.id = readiness.staff_id
    left join calls on calls.held_by = staff.id`)
  return [
    ...rung.flatMap(call => aboutCall(call, rows)),
    ...rows
      .filter(row => row.carrierSid && !RUNG_BY_HAND.test(row.carrierSid))
      .filter(row => !phone.calls().some(call => call.sid === row.carrierSid))
      .map(row => `${row.id} is of a leg the carrier never had`),
    ...nurses
      .filter(nurse => (nurse.state === 'busy' ? nurse.callId : null) !== nurse.holds)
      .map(({ name, state, callId, holds }) => `${name} is ${state} with ${callId} and holds ${holds}`),
    ...phone.checkInvariants(),
  ]
}

function aboutCall(call: { sid: string; status: string }, rows: readonly Row[]): string[] {
  const own = rows.filter(row => row.carrierSid === call.sid)
  const [row] = own
  if (!row || own.length !== 1) return [`${call.sid} (${call.status}) has ${own.length} rows`]
  const isOver = !['queued', 'initiated', 'ringing', 'in-progress'].includes(call.status)
  if (!isOver) {
    const isOpen = row.endedAt === null && !['closed', 'abandoned'].includes(row.state)
    return isOpen ? [] : [`${call.sid} is live and its row is ${row.state}`]
  }
  if (row.endedAt === null) return [`${call.sid} is over, and its row, ${row.state}, does not know it`]
  if (row.state === 'wrapup')
    return row.heldBy ? [] : [`${call.sid} has an outcome to write and nobody to write it`]
  if (row.state === 'closed')
    return row.isLogged || row.isOwed ? [] : [`${call.sid} is closed without an outcome or a task`]
  const isEnd = ['abandoned', 'voicemail', 'callback_requested'].includes(row.state)
  return isEnd && row.isOwed ? [] : [`${call.sid} is over, ${row.state}, and nobody owes it anything`]
}
