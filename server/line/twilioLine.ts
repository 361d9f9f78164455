import type { Twilio } from 'twilio'
import type { PickedUp } from '#server/calls/core/onCallSeen.ts'
import type { CallerLeg, CallPlace, Carried, PhoneLine } from '#server/calls/phoneLine.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { Instant } from '#shared/time.ts'
import type { Addresses } from './addresses.ts'
import { asking, ignoringGone } from './askingTwilio.ts'
import type { Lines } from './lines.ts'
import { twilioParties } from './twilioParties.ts'
import { callerIntoRoom, type Line, roomName } from './twiml.ts'

type Leg = Awaited<ReturnType<Twilio['calls']['list']>>[number]
const LEG_EVENTS = ['initiated', 'ringing', 'answered', 'completed']

/** Calls' telephone, made of Twilio's. Every command looks whether its effect is there before it makes it a second time. */
export function twilioLine({
  client,
  lines,
  to,
}: {
  client: Twilio
  lines: Lines
  to: Addresses
}): PhoneLine {
  const lineOf = (place: CallPlace): Line => {
    const line = lines.byId(place.lineId)
    if (!line) throw new CarrierUnavailable()
    return line
  }

  async function liveRoom(place: CallPlace) {
    const rooms = await client.conferences.list({
      friendlyName: roomName(place),
      status: 'in-progress',
      limit: 1,
    })
    const waiting =
      rooms[0] ??
      (await client.conferences.list({ friendlyName: roomName(place), status: 'init', limit: 1 }))[0]
    return waiting ?? null
  }

  return {
    ...twilioParties({ client, lineOf, to }),

    ringNurse: (place, claim, phone, { isRepeat }) =>
      carried(async () => {
        const line = lineOf(place)
        const to_ = { to: phone, from: line.number, status: 'ringing' as const, limit: 1 }
        if (isRepeat && (await client.calls.list(to_)).length > 0) return
        await client.calls.create({
          to: phone,
          from: line.number,
          url: to.nurse(place, claim),
          timeout: 20,
          statusCallback: to.nurseStatus(place, claim),
          statusCallbackEvent: LEG_EVENTS,
        })
      }),

    bringCaller: (place, claim, callSid) =>
      carried(async () => {
        await client.calls(callSid).update({ twiml: callerIntoRoom(lineOf(place), place, claim, to) })
      }),

    ringOut: (place, claim, number) =>
      carried(async () => {
        const room = await liveRoom(place)
        const there = room ? await client.conferences(room.sid).participants.list({ limit: 10 }) : []
        if (there.some(participant => participant.label === 'caller')) return
        await client.conferences(roomName(place)).participants.create({
          from: lineOf(place).number,
          to: number,
          label: 'caller',
          earlyMedia: true,
          beep: 'false',
          timeout: 30,
          endConferenceOnExit: false,
          statusCallback: to.callerStatus(place, claim),
          statusCallbackEvent: LEG_EVENTS,
          conferenceStatusCallback: to.room(place, claim),
          conferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave', 'hold'],
        })
      }),

    dropNurse: (_place, _claim, legs) =>
      carried(async () => {
        for (const leg of legs) await ignoringGone(() => client.calls(leg).update({ status: 'completed' }))
      }),

    hangUp: (place, callSid) =>
      carried(async () => {
        const room = await liveRoom(place)
        const legs = room ? await client.conferences(room.sid).participants.list({ limit: 10 }) : []
        const caller = callSid ?? legs.find(leg => leg.label === 'caller')?.callSid
        if (caller) await ignoringGone(() => client.calls(caller).update({ status: 'completed' }))
        if (room) await ignoringGone(() => client.conferences(room.sid).update({ status: 'completed' }))
      }),

    lookForCaller: async callSid => {
      const leg = await asking(() => client.calls(callSid).fetch())
      return leg ? legOf(leg.status) : { kind: 'unknown' }
    },

    callersOn: async (number, since) => {
      const startTimeAfter = new Date(since)
      const legs = await asking(() => client.calls.list({ to: number, startTimeAfter, limit: 2_000 }))
      return (legs ?? [])
        .filter(leg => leg.direction === 'inbound')
        .map(leg => ({
          callSid: leg.sid,
          from: leg.from,
          to: leg.to,
          at: momentOf(leg.dateCreated) ?? momentOf(leg.startTime) ?? new Date().toISOString(),
          endedAt: momentOf(leg.endTime),
          leg: legOf(leg.status),
        }))
    },

    messagesOf: async callSid => {
      const recordings = (await asking(() => client.recordings.list({ callSid, limit: 20 }))) ?? []
      return recordings
        .filter(recording => recording.source === 'RecordVerb' && recording.status !== 'deleted')
        .map(recording => ({
          recordingSid: recording.sid,
          at: momentOf(recording.startTime),
          seconds: secondsOf(recording),
          isReady: recording.status === 'completed',
        }))
    },

    pickedUpFor: async parentCallSid => {
      const legs = (await asking(() => client.calls.list({ parentCallSid, limit: 50 }))) ?? []
      return legs.filter(({ status }) => isPickedUp(status)).map(pickedUp)
    },

    pickedUpFrom: async number => {
      const legs = await asking(() => client.calls.list({ from: number, status: 'in-progress', limit: 200 }))
      return (legs ?? [])
        .filter(leg => leg.direction === 'outbound-dial' && leg.parentCallSid)
        .map(leg => ({ ...pickedUp(leg), callSid: leg.parentCallSid }))
    },

    lookInRoom: async place => {
      const room = await asking(() => liveRoom(place))
      if (!room) return null
      const legs = (await asking(() => client.conferences(room.sid).participants.list({ limit: 10 }))) ?? []
      return {
        room: room.sid,
        legs: legs.map(leg => ({ leg: leg.callSid, label: leg.label, isHeld: leg.hold })),
      }
    },
  }
}

/** The SDK gives a date that it cannot read as it came: one odd row must not cost the callers beside it. */
function momentOf(date: unknown): Instant | null {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
}

function isPickedUp(status: string): boolean {
  return status === 'in-progress' || status === 'completed'
}

function pickedUp({
  sid,
  startTime,
  status,
  duration,
}: Pick<Leg, 'sid' | 'startTime' | 'status' | 'duration'>): PickedUp {
  const seconds = status === 'completed' ? (wholeSeconds(duration) ?? 0) : null
  return { leg: sid, at: momentOf(startTime), seconds }
}

/** A silent message, and one that failed, is somebody who rang all the same: it is of no length. */
function secondsOf({ status, duration }: { status: string; duration: string }): number | null {
  if (status === 'absent') return 0
  return wholeSeconds(duration)
}

function wholeSeconds(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}

function legOf(status: string): CallerLeg {
  switch (status) {
    case 'completed':
    case 'busy':
    case 'no-answer':
    case 'failed':
    case 'canceled':
      return { kind: 'ended', status }
    default:
      return { kind: 'live', isAnswered: status === 'in-progress' }
  }
}

async function carried(command: () => Promise<void>): Promise<Carried> {
  const isGone = await ignoringGone(command)
  return { kind: isGone ? 'gone' : 'done' }
}
