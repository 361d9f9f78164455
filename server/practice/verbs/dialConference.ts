import type { ConferenceRoom, Entrance, Member, WaitDocument } from '../conferenceRooms.ts'
import { enterRoom, findRoom, leaveRoom, openRoom } from '../conferenceRooms.ts'
import { isLabel } from '../core/conference.ts'
import type { Verb } from '../core/twiml.ts'
import { count, flag, method, words } from '../core/twiml.ts'
import type { Context, LoadedDocument } from '../documents.ts'
import { resolveUrl } from '../documents.ts'
import type { Leg } from '../leg.ts'
import { note, step } from '../legs.ts'
import { recordingCallback } from '../recordings.ts'
import { Interrupted, within } from '../waiting.ts'
import type { World } from '../world.ts'
import { raiseAlert } from '../world.ts'
import type { DialOutcome } from './dial.ts'

type Wanted = { dial: Verb; noun: Verb; document: LoadedDocument; limitMs: number }

/** Sits in a conference until it ends, or the leg is sent away; a refusal (full, label in use …) goes on at once. */
export async function dialConference(
  context: Context,
  { dial, noun, document, limitMs }: Wanted,
): Promise<DialOutcome> {
  const { world, leg } = context
  const refused = (code: number): DialOutcome => {
    raiseAlert(world, code, { callSid: leg.sid })
    return { status: 'failed', isBridged: false }
  }
  const label = noun.attributes.participantLabel
  if (label !== undefined && !isLabel(label)) return refused(16023)
  const room =
    findRoom(world, noun.text) ?? openRoom(world, noun.text, count(noun, 'maxParticipants', 250, 1))
  if (noun.attributes.coach !== undefined) {
    const fault = coachingFault(room, noun.attributes.coach)
    if (fault !== undefined) return refused(fault)
  }
  const stay = await sitIn(context.world, leg, context.signal, room, entranceOf(noun, document), {
    limitMs,
    endsOnStar: dial.attributes.hangupOnStar === 'true',
  })
  return typeof stay === 'number' ? refused(stay) : { status: 'answered', isBridged: true }
}

/** Why somebody cannot be whispered to: a sid that is none, not here, on hold. */
export function coachingFault(room: ConferenceRoom, callSid: string): 13240 | 16027 | 16028 | undefined {
  if (!/^CA[0-9a-f]{32}$/.test(callSid)) return 13240
  const heard = room.state.participants.find(p => p.callSid === callSid)
  if (!heard) return 16028
  return heard.hold ? 16027 : undefined
}

/** The stay of a leg in a conference; answers the carrier's code when it could not enter. */
export async function sitIn(
  world: World,
  leg: Leg,
  signal: AbortSignal,
  room: ConferenceRoom,
  entrance: Entrance,
  { limitMs, endsOnStar }: { limitMs: number; endsOnStar: boolean },
): Promise<number | undefined> {
  const member = enterRoom(world, room, leg, entrance)
  if (typeof member === 'number') return member
  note(world, leg, `in conference ${room.state.name}`)
  step(world, leg)
  const goAway = () => leaveRoom(world, room, leg, { reason: 'participant_hung_up' })
  const stopTimer = world.clock.after(limitMs, goAway)
  if (endsOnStar) onStar(member, goAway)
  try {
    await within(signal, member.left.promise)
    return undefined
  } catch (error) {
    const isRedirect = error instanceof Interrupted && error.why.kind === 'redirected'
    const reason = isRedirect ? 'participant_updated_via_api' : 'participant_hung_up'
    leaveRoom(world, room, leg, { reason })
    throw error
  } finally {
    stopTimer()
    note(world, leg, `left conference ${room.state.name}`)
  }
}

function onStar({ leg }: Member, goAway: () => void): void {
  const before = leg.ear
  leg.ear = input => (input.kind === 'pressed' && input.digit === '*' ? goAway() : before?.(input))
}

function entranceOf(noun: Verb, document: LoadedDocument): Entrance {
  const { statusCallback, eventCallbackUrl, coach, participantLabel } = noun.attributes
  const url = statusCallback ?? eventCallbackUrl
  return {
    participant: {
      label: participantLabel,
      muted: flag(noun, 'muted', false),
      coaches: coach,
      startsConference: flag(noun, 'startConferenceOnEnter', true),
      endsConference: flag(noun, 'endConferenceOnExit', false),
    },
    wait: waitOf(noun, document),
    callback:
      url === undefined
        ? undefined
        : {
            url: resolveUrl(url, document.base),
            method: method(noun, 'statusCallbackMethod'),
            events: new Set(words(noun, 'statusCallbackEvent') ?? []),
          },
    ...(noun.attributes.record === 'record-from-start' && {
      recording: { callback: recordingCallback(noun, document.base, resolveUrl) },
    }),
  }
}

function waitOf(noun: Verb, document: LoadedDocument): WaitDocument {
  const { waitUrl } = noun.attributes
  if (waitUrl === undefined) return 'music'
  if (waitUrl === '') return 'silence'
  return { url: resolveUrl(waitUrl, document.base), method: method(noun, 'waitMethod') }
}
