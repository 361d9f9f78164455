import type { DisconnectReason, LineToSoftphone } from '#shared/softphone.ts'
import type { SoftphonePass } from './accessToken.ts'
import { isFinal } from './core/callStatus.ts'
import type { Leg, Party } from './leg.ts'
import type { World } from './world.ts'

/** One browser (or one tab of it) that has shown its pass. */
export type SoftphoneConnection = {
  pass: SoftphonePass
  send(message: LineToSoftphone): void
  /** Calls it is in, or that ring at it. */
  calls: Map<string, { leg: Leg; isMuted: boolean; isAccepted: boolean; endedHere?: DisconnectReason }>
}
export type SoftphoneRegister = Map<string, Set<SoftphoneConnection>>

export function register(world: World, connection: SoftphoneConnection): void {
  const { identity } = connection.pass
  const known = world.softphones.get(identity) ?? new Set()
  known.add(connection)
  world.softphones.set(identity, known)
}

export function unregister(world: World, connection: SoftphoneConnection): void {
  world.softphones.get(connection.pass.identity)?.delete(connection)
}

/** Rings every registered browser of an identity that is not already in a call; the first to accept has it. */
export function softphoneParty(world: World, identity: string, params: Record<string, string>): Party {
  return {
    kind: 'softphone',
    ring(leg) {
      const present = [...(world.softphones.get(identity) ?? [])].filter(c => c.pass.mayReceive)
      if (present.length === 0) return 'unreachable'
      const free = present.filter(c => c.calls.size === 0)
      if (free.length === 0) return 'busy'
      for (const connection of free) {
        connection.calls.set(leg.sid, { leg, isMuted: false, isAccepted: false })
        connection.send({ type: 'incoming', callSid: leg.sid, from: leg.from, to: leg.to, params })
      }
      return 'ringing'
    },
    ...softphoneEar(world, identity),
  }
}

/** What every call at a softphone has in common, whoever began it. */
export function softphoneEar(world: World, identity: string): Pick<Party, 'hears' | 'changed'> {
  const holders = (leg: Leg) =>
    [...(world.softphones.get(identity) ?? [])].filter(connection => connection.calls.has(leg.sid))
  return {
    hears(leg, { who, name, text }) {
      for (const connection of holders(leg))
        if (connection.calls.get(leg.sid)?.isAccepted)
          connection.send({ type: 'heard', callSid: leg.sid, who, ...(name !== undefined && { name }), text })
    },
    changed(leg) {
      for (const connection of holders(leg)) {
        const call = connection.calls.get(leg.sid)
        if (!call) continue
        if (leg.status === 'in-progress' && call.isAccepted)
          connection.send({ type: 'connected', callSid: leg.sid })
        // Another browser of the same person took it, or the caller gave up.
        const isElsewhere = leg.status === 'in-progress' && !call.isAccepted
        if (!isElsewhere && !isFinal(leg.status)) continue
        connection.calls.delete(leg.sid)
        const reason: DisconnectReason = call.endedHere ?? (call.isAccepted ? endedBecause(leg) : 'cancelled')
        connection.send({ type: 'disconnected', callSid: leg.sid, reason })
      }
    },
  }
}

function endedBecause(leg: Leg): DisconnectReason {
  return leg.status === 'failed' || leg.status === 'busy' ? 'failed' : 'remote'
}
