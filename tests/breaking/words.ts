import { callIdOf } from '#server/line/callIdOf.ts'
import { identityOf } from '#server/line/softphoneIdentity.ts'
import type { StaffId } from '#shared/ids.ts'
import { type Nurse, until } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, type Fields } from '#tests/support/carrierDoor.ts'
import type { LineHouse } from '#tests/support/lineHouse.ts'

export type Ring = { callId: string; params: { callId: string }; sid: string; from: string }

/** The carrier's words about calls of which only the door knows: each test says itself what comes, and in which order. */
export function carrierWords(house: LineHouse, carrier: CarrierDoor) {
  const below = (callId: string, path: string) => `/webhooks/voice/${house.north.lineId}/${callId}/${path}`
  let sequence = 0

  const tellRoom =
    (event: string) =>
    (callId: string, claim: number, leg: string, label: string, room = 'a') => {
      sequence += 1
      return carrier.tell(below(callId, `room/${claim}`), {
        ConferenceSid: room.length > 1 ? room : roomSid(callId, room),
        FriendlyName: `care-${callId}`,
        StatusCallbackEvent: event,
        CallSid: leg,
        ParticipantLabel: label,
        SequenceNumber: String(sequence),
        Timestamp: new Date().toUTCString(),
      })
    }

  return {
    ring: async (n: number, given: Fields = {}): Promise<Ring> => {
      const from = `+4477009005${String(n).padStart(2, '0')}`
      await carrier.tell('/webhooks/voice/incoming', aRing(n, { From: from, ...given }))
      const callId = callIdOf(aLeg(n))
      return { callId, params: { callId }, sid: aLeg(n), from }
    },
    hangsUp: ({ sid, from }: Pick<Ring, 'sid' | 'from'>, given: Fields = {}) =>
      carrier.tell('/webhooks/voice/status', {
        ...aRing(0),
        CallSid: sid,
        From: from,
        CallStatus: 'completed',
        SequenceNumber: '0',
        CallDuration: '4',
        ...given,
      }),
    joins: tellRoom('participant-join'),
    leaves: tellRoom('participant-leave'),
    /** Her browser telephone asks to be let in. */
    softphone: (callId: string, staffId: StaffId | undefined, leg: string) =>
      carrier.tell('/webhooks/voice/softphone', {
        ...aRing(0),
        CallSid: leg,
        From: `client:${staffId ? identityOf(staffId) : ''}`,
        callId,
      }),
    tell: (callId: string, path: string, leg: string, given: Fields = {}) =>
      carrier.tell(below(callId, path), { ...aRing(0), CallSid: leg, ...given }),
  }
}

const roomSid = (callId: string, room = 'a') => `CF${callId.replaceAll('-', '').slice(0, 31)}${room}`

/** What the call's row says. */
export async function rowOf(house: LineHouse, callId: string) {
  const { db } = house.database
  const [row] = await db.run(db.sql<{ state: string; heldBy: string | null }[]>`
    select state, held_by from calls where id = ${callId}`)
  return row
}

/** The promise falls due now; answers what became of it. */
export function promiseKept(house: LineHouse, key: string): Promise<string> {
  const { db } = house.database
  return until(async () => {
    await db.run(
      db.sql`update promises set due_at = now(), leased_until = null where key = ${key} and kept_at is null`,
    )
    const [row] = await db.run(db.sql<{ outcome: string }[]>`
      select outcome from promises where key = ${key} and kept_at is not null`)
    return row?.outcome
  }, 10_000)
}

/** The reconciler does not come between, before a test asks for it. */
export async function withoutReconciler({ database: { db } }: LineHouse): Promise<void> {
  await db.run(db.sql`update promises set due_at = now() + interval '1 hour' where kind = 'line.reconcile'`)
}

export const boardCall = async (nurse: Nurse, callId: string) =>
  (await nurse.board()).calls.find(call => call.callId === callId)
