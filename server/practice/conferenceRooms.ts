import { deliver } from './callbacks.ts'
import { conferenceForm } from './core/callbackForms.ts'
import type {
  Conference,
  ConferenceHappening,
  LeaveReason,
  Participant,
  ParticipantChange,
  Step,
} from './core/conference.ts'
import {
  change,
  companionOf,
  end,
  hearersOf,
  join,
  leave,
  newConference,
  subscriptionOf,
} from './core/conference.ts'
import type { Deferred } from './deferred.ts'
import { deferred } from './deferred.ts'
import type { Callback, Leg } from './leg.ts'
import { hear, setCompanion } from './legs.ts'
import type { Recording } from './recordings.ts'
import { finishRecording, startRecording } from './recordings.ts'
import { Stopped } from './waiting.ts'
import type { World } from './world.ts'
import { forgetOldest, newSid, trace } from './world.ts'

export type WaitDocument = { url: string; method: 'GET' | 'POST' } | 'music' | 'silence'

/** A leg's stay in a conference. `left` resolves when it is over without the leg's own doing. */
export type Member = {
  leg: Leg
  wait: WaitDocument
  hold: WaitDocument
  left: Deferred<LeaveReason>
  /** What it hears instead of the others, and what stops that. */
  playing?: { what: WaitDocument; stop: AbortController } | undefined
}
/** A conference with what surrounds it: who is told, who sits in it, what is recorded. */
export type ConferenceRoom = {
  state: Conference
  /** Fixed by the first who joins; what later ones wish is ignored. */
  callback?: Callback | undefined
  isCallbackFixed: boolean
  sequence: number
  members: Map<string, Member>
  recording?: Recording | undefined
}
/** What a leg brings along when it enters. */
export type Entrance = {
  participant: Omit<Participant, 'callSid' | 'joinedAt' | 'hold'>
  wait: WaitDocument
  callback?: Callback | undefined
  maxParticipants?: number | undefined
  recording?: { callback?: Callback | undefined } | undefined
}

/** A conference by its name (only one that lives) or by its sid. */
export function findRoom(world: World, nameOrSid: string): ConferenceRoom | undefined {
  const bySid = world.conferences.get(nameOrSid)
  if (bySid) return bySid
  return [...world.conferences.values()].findLast(
    room => room.state.name === nameOrSid && room.state.status !== 'completed',
  )
}

export function openRoom(world: World, name: string, maxParticipants?: number): ConferenceRoom {
  const state = newConference(newSid(world, 'CF'), name, world.clock.now(), maxParticipants)
  const room: ConferenceRoom = {
    state,
    isCallbackFixed: false,
    sequence: 0,
    members: new Map(),
  }
  world.conferences.set(state.sid, room)
  return room
}

/** A leg enters; answers its membership, or the carrier's code for why not. */
export function enterRoom(world: World, room: ConferenceRoom, leg: Leg, entrance: Entrance): Member | number {
  const limit = world.options.concurrencyLimit
  if (limit !== undefined && countMembers(world) >= limit) return 16021
  const now = world.clock.now()
  const who: Participant = { ...entrance.participant, callSid: leg.sid, hold: false, joinedAt: now }
  const step = join(room.state, who, now)
  if (typeof step === 'number') return step
  fixCallback(room, entrance.callback)
  leg.name = entrance.participant.label ?? leg.name
  const member: Member = { leg, wait: entrance.wait, hold: 'music', left: deferred() }
  room.members.set(leg.sid, member)
  leg.ear = input => {
    if (input.kind === 'said') speak(world, room, leg, input.text)
  }
  if (entrance.recording && !room.recording) record(world, room, leg, entrance.recording.callback)
  apply(world, room, step)
  return member
}

/** The first who joins decides who is told of what: later wishes are ignored. Source: the Conference page. */
export function fixCallback(room: ConferenceRoom, callback: Callback | undefined): void {
  if (room.isCallbackFixed) return
  room.isCallbackFixed = true
  room.callback = callback
}

export function leaveRoom(
  world: World,
  room: ConferenceRoom,
  leg: Leg,
  { reason, wasRemoved = false }: { reason: LeaveReason; wasRemoved?: boolean },
): void {
  const callStatus = leg.status === 'in-progress' ? 'in-progress' : 'completed'
  dismiss(room, leg.sid, reason)
  apply(world, room, leave(room.state, leg.sid, { reason, callStatus, wasRemoved }, world.clock.now()))
}

export function changeParticipant(
  world: World,
  room: ConferenceRoom,
  callSid: string,
  wanted: ParticipantChange,
): void {
  apply(world, room, change(room.state, callSid, wanted, world.clock.now()))
}

export function endRoom(world: World, room: ConferenceRoom): void {
  apply(world, room, end(room.state, world.clock.now()), 'conference_ended_via_api')
}

/** Tells those who wish to know; numbers are only given to what is told. */
export function tellConference(world: World, room: ConferenceRoom, happening: ConferenceHappening): void {
  const { sid, name } = room.state
  trace(world, 'conference', happening.participant?.callSid, { what: happening.event, conference: name, sid })
  const { callback } = room
  if (!callback?.events.has(subscriptionOf(happening.event))) return
  const form = conferenceForm(
    { sid, name, accountSid: world.options.accountSid },
    happening,
    ++room.sequence,
    world.clock.now(),
  )
  deliver(
    world,
    { kind: 'conference', url: callback.url, method: callback.method, form, callSid: sid },
    16011,
  )
}

function apply(
  world: World,
  room: ConferenceRoom,
  step: Step,
  reason: LeaveReason = 'moderator_ended_conference',
): void {
  room.state = step.conference
  for (const happening of step.happened) tellConference(world, room, happening)
  for (const callSid of step.released) dismiss(room, callSid, reason)
  if (room.state.status === 'completed' && room.recording) {
    finishRecording(world, room.recording)
    room.recording = undefined
  }
  for (const { leg } of room.members.values()) setCompanion(leg, companionAt(room, leg.sid))
  world.refreshRoom(world, room)
  // Those that are over are kept for a while: they can still be asked about by sid.
  if (room.state.status === 'completed') forgetOldest(world.conferences, r => r.state.status === 'completed')
}

function dismiss(room: ConferenceRoom, callSid: string, reason: LeaveReason): void {
  const member = room.members.get(callSid)
  if (!member) return
  room.members.delete(callSid)
  member.playing?.stop.abort(new Stopped())
  member.leg.ear = undefined
  setCompanion(member.leg, undefined)
  member.left.resolve(reason)
}

function companionAt(room: ConferenceRoom, callSid: string): Leg | undefined {
  const companion = companionOf(room.state, callSid)
  return companion && room.members.get(companion.callSid)?.leg
}

function speak(world: World, room: ConferenceRoom, leg: Leg, text: string): void {
  const speaker = room.state.participants.find(p => p.callSid === leg.sid)
  if (speaker && !speaker.muted && !speaker.hold) {
    tellConference(world, room, { event: 'participant-speech-start', participant: speaker })
    room.recording?.add(text)
  }
  for (const callSid of hearersOf(room.state, leg.sid)) {
    const hearer = room.members.get(callSid)?.leg
    if (hearer) hear(world, hearer, { who: 'person', name: leg.name, text })
  }
  if (speaker && !speaker.muted && !speaker.hold)
    tellConference(world, room, { event: 'participant-speech-stop', participant: speaker })
}

function record(world: World, room: ConferenceRoom, leg: Leg, callback: Callback | undefined): void {
  const { sid } = room.state
  room.recording = startRecording(world, {
    callSid: leg.sid,
    conferenceSid: sid,
    source: 'Conference',
    channels: 1,
    callback,
  })
}

function countMembers(world: World): number {
  return [...world.conferences.values()].reduce((sum, room) => sum + room.members.size, 0)
}
