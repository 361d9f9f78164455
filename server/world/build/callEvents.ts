import { createHash } from 'node:crypto'
import type { CallEvent } from '#server/calls/core/events.ts'
import { StaffId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { sidOf } from './ids.ts'

export type Told = { event: CallEvent; byStaff: string | null }

type Ring = { key: string; at: Instant; from: E164 | null; to: E164; offeredTo: string[] }
type Nurse = { staffId: string; name: string }

/** What carrier and nurse tell of a call that was answered, talked through and written up. Seconds are true to life. */
export function answeredCall(ring: Ring, nurse: Nurse, minutes: number): { told: Told[]; endedAt: Instant } {
  const { key, at } = ring
  const waited = 5 + spread(key, 'waited', 32)
  const after = (seconds: number) => plusSeconds(at, seconds)
  const talked = waited + 4 + minutes * 60 + spread(key, 'talked', 55)
  const room = sidOf('CF', key)
  const here = { room, claim: 1 }
  const [lead, caller] = [sidOf('CA', key, 'nurse'), sidOf('CA', key)]
  const wrappedUp = after(talked + 150 + spread(key, 'wrapped', 480))
  const carrier = (event: CallEvent): Told => ({ event, byStaff: null })
  const hers = (event: CallEvent): Told => ({ event, byStaff: nurse.staffId })
  return {
    endedAt: wrappedUp,
    told: [
      ...ringing(ring),
      hers({
        kind: 'claimed',
        at: after(waited),
        claim: 1,
        staffId: StaffId.parse(nurse.staffId),
        name: nurse.name,
        answersBy: 'browser',
      }),
      carrier({ kind: 'joined', at: after(waited + 2), ...here, leg: lead, label: 'lead', sequence: 1 }),
      carrier({ kind: 'joined', at: after(waited + 4), ...here, leg: caller, label: 'caller', sequence: 2 }),
      carrier({ kind: 'left', at: after(talked), ...here, leg: caller, label: 'caller', sequence: 3 }),
      carrier({ kind: 'caller_ended', at: after(talked), status: 'completed' }),
      carrier({ kind: 'room_ended', at: after(talked + 1), ...here, sequence: 4 }),
      hers({ kind: 'wrapped_up', at: wrappedUp }),
    ],
  }
}

/** What the carrier tells of a caller to whom nobody came in time. */
export function missedCall(
  ring: Ring,
  how: 'hung_up' | 'left_message' | 'asked_for_call_back',
  seconds: number,
): Told[] {
  const after = (later: number) => plusSeconds(ring.at, later)
  const carrier = (event: CallEvent): Told => ({ event, byStaff: null })
  const rang = ringing(ring)
  if (how === 'hung_up')
    return [...rang, carrier({ kind: 'caller_ended', at: after(seconds), status: 'completed' })]
  if (how === 'asked_for_call_back')
    return [
      ...rang,
      carrier({ kind: 'pressed', at: after(seconds - 4), digit: '2' }),
      carrier({ kind: 'caller_ended', at: after(seconds), status: 'completed' }),
    ]
  const waited = 62
  return [
    ...rang,
    carrier({ kind: 'pressed', at: after(waited), digit: '1' }),
    carrier({
      kind: 'recorded',
      at: after(waited + 6 + seconds),
      recordingSid: sidOf('RE', ring.key),
      seconds,
      ready: true,
    }),
    carrier({ kind: 'caller_ended', at: after(waited + 7 + seconds), status: 'completed' }),
  ]
}

function ringing({ key, at, from, to, offeredTo }: Ring): Told[] {
  return [
    { event: { kind: 'rang', at, callSid: sidOf('CA', key), from, to }, byStaff: null },
    { event: { kind: 'queued', at: plusSeconds(at, 3) }, byStaff: null },
    {
      event: {
        kind: 'offered',
        at: plusSeconds(at, 3),
        offer: 1,
        to: offeredTo.map(id => StaffId.parse(id)),
      },
      byStaff: null,
    },
  ]
}

/** A number from 0 to `below` - 1 that is always the same for the same words. */
function spread(key: string, what: string, below: number): number {
  return createHash('sha1').update(`${what} of ${key}`).digest().readUInt32BE() % below
}
