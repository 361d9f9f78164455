import type { ConferenceRoom, Member, WaitDocument } from './conferenceRooms.ts'
import { tellConference } from './conferenceRooms.ts'
import type { Context } from './documents.ts'
import { TwimlFault } from './documents.ts'
import type { Source } from './leg.ts'
import { hear } from './legs.ts'
import { background, pause, Stopped } from './waiting.ts'
import type { World } from './world.ts'
import { raiseAlert } from './world.ts'

/** Gives everybody in a conference what they should hear: the wait document before it starts, the hold document while held. */
export function refreshRoom(world: World, room: ConferenceRoom): void {
  for (const member of room.members.values()) {
    const participant = room.state.participants.find(p => p.callSid === member.leg.sid)
    if (!participant) continue
    const wanted = participant.hold ? member.hold : room.state.status === 'init' ? member.wait : undefined
    if (isSame(wanted, member.playing?.what)) continue
    member.playing?.stop.abort(new Stopped())
    member.playing = undefined
    if (wanted === undefined) continue
    member.playing = { what: wanted, stop: new AbortController() }
    background(world, 'conference sound', playWhileWaiting(world, room, member, wanted))
  }
}

/** Plays an announcement to one participant, or to all, and tells how it went. */
export async function announce(
  world: World,
  room: ConferenceRoom,
  source: Source,
  member?: Member,
): Promise<void> {
  const listener = member ?? [...room.members.values()][0]
  if (!listener || source.kind !== 'url') return
  const participant = member && room.state.participants.find(p => p.callSid === member.leg.sid)
  const about = { ...(participant && { participant }) }
  const context: Context = {
    world,
    leg: listener.leg,
    signal: listener.leg.program.signal,
    mode: 'conference',
    audience: () => (member ? [member.leg] : [...room.members.values()].map(m => m.leg)),
  }
  try {
    await world.interpreter.runSource(context, source)
    tellConference(world, room, { event: 'announcement-end', ...about, fields: { AnnounceUrl: source.url } })
  } catch (error) {
    if (!(error instanceof TwimlFault)) throw error
    raiseAlert(world, error.code, { callSid: listener.leg.sid, url: source.url })
    const fields = { AnnounceUrl: source.url, ReasonAnnouncementFailed: String(error.code) }
    tellConference(world, room, { event: 'announcement-fail', ...about, fields })
  }
}

async function playWhileWaiting(
  world: World,
  room: ConferenceRoom,
  member: Member,
  what: WaitDocument,
): Promise<void> {
  const { leg, playing } = member
  if (!playing || what === 'silence') return
  if (what === 'music') return hear(world, leg, { who: 'sound', text: 'hold music' })
  const signal = AbortSignal.any([leg.program.signal, playing.stop.signal])
  const context: Context = { world, leg, signal, mode: 'conference' }
  try {
    for (;;) {
      const began = world.clock.now()
      await world.interpreter.runSource(context, { kind: 'url', ...what })
      await pause(world, signal, 1_000 - (world.clock.now() - began))
    }
  } catch (error) {
    if (!(error instanceof TwimlFault)) throw error
    raiseAlert(world, error.code, { callSid: leg.sid, url: what.url })
    // A wait document that fails leaves the conference not established. Source: the Conference page, waitUrl.
    if (room.state.status === 'init') room.state = { ...room.state, cannotStart: true }
  }
}

function isSame(a: WaitDocument | undefined, b: WaitDocument | undefined): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a.url === b.url && a.method === b.method
  return a === b
}
