import { announce } from '../conferenceMedia.ts'
import type { ConferenceRoom, Entrance, Member } from '../conferenceRooms.ts'
import {
  changeParticipant,
  findRoom,
  fixCallback,
  leaveRoom,
  openRoom,
  tellConference,
} from '../conferenceRooms.ts'
import type { Participant, ParticipantChange } from '../core/conference.ts'
import { isLabel } from '../core/conference.ts'
import type { ParticipantStatus, Resource } from '../core/resources.ts'
import { participantResource } from '../core/resources.ts'
import type { Leg } from '../leg.ts'
import { createLeg, endLeg, hear } from '../legs.ts'
import { NOBODY, partyAt } from '../placing.ts'
import { placeByRest } from '../restCalls.ts'
import { coachingFault, sitIn } from '../verbs/dialConference.ts'
import { background } from '../waiting.ts'
import type { World } from '../world.ts'
import { addressee, callbackOf, callerIdOf } from './callFields.ts'
import { roomOf } from './conferenceRoutes.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, flagOf, listPage, methodOf, numberOf, urlOf } from './request.ts'

const BASE = `${ACCOUNT}/Conferences/:conference/Participants`

export const participantRoutes: RestRoute[] = [
  { method: 'post', path: `${BASE}.json`, handle: createParticipant },
  { method: 'get', path: `${BASE}.json`, handle: listParticipants },
  { method: 'get', path: `${BASE}/:sid.json`, handle: fetchParticipant },
  { method: 'post', path: `${BASE}/:sid.json`, handle: updateParticipant },
  { method: 'delete', path: `${BASE}/:sid.json`, handle: removeParticipant },
]

const CONFERENCE_EVENTS = new Set('start end join leave mute hold modify speaker announcement'.split(' '))
const RECORDING_EVENTS = new Set(['in-progress', 'completed', 'absent'])

/** Rings somebody and, when they answer, brings them into the conference; the room exists from now on. */
function createParticipant({ world, params, form }: RestRequest): RestReply {
  const to = addressee(form, 'To')
  const from = callerIdOf(world, form)
  const name = params.conference ?? ''
  const label = form.get('Label') ?? undefined
  const room = findRoom(world, name) ?? openRoom(world, name, numberOf(form, 'MaxParticipants', 250, 20001))
  if (room.state.status === 'completed') throw new RestProblem(400, 16022, 'The conference is completed')
  if (label !== undefined && !isLabel(label)) throw new RestProblem(400, 16024, 'Invalid participant label')
  if (label !== undefined && room.state.participants.some(p => p.label === label))
    throw new RestProblem(400, 16026, 'Participant label is in use by another participant')
  const entrance = entranceOf(world, form, label)
  fixCallback(room, entrance.callback)
  const leg = createLeg(world, {
    to,
    from,
    direction: 'outbound-api',
    status: 'queued',
    party: partyAt(world, to) ?? NOBODY,
    callback: callbackOf(world, form, 'StatusCallback', ['completed']),
    ...(label !== undefined && { name: label }),
  })
  const limitMs = numberOf(form, 'TimeLimit', 14_400, 21208) * 1000
  const joining: Participant = {
    ...entrance.participant,
    callSid: leg.sid,
    hold: false,
    joinedAt: leg.createdAt,
  }
  if (flagOf(form, 'EarlyMedia') !== false)
    for (const member of room.members.values()) hear(world, member.leg, { who: 'sound', text: 'ringing' })
  placeByRest(world, leg, {
    timeoutSeconds: numberOf(form, 'Timeout', 60, 21208),
    limitMs,
    answered: async () => {
      const stay = { limitMs, endsOnStar: false }
      const refused = await sitIn(world, leg, leg.program.signal, room, entrance, stay)
      if (refused !== undefined) tellNotAdded(world, room, joining, leg)
    },
    failed: () => tellNotAdded(world, room, joining, leg),
  })
  return { status: 201, body: show(world, room, joining, leg) }
}

function listParticipants(request: RestRequest): RestReply {
  const { world, params, query } = request
  const room = roomOf(world, params.conference)
  const isWanted = (name: string, value: boolean) =>
    query.get(name) === null || query.get(name) === String(value)
  const rows = room.state.participants
    .filter(
      p =>
        isWanted('Muted', p.muted) &&
        isWanted('Hold', p.hold) &&
        isWanted('Coaching', p.coaches !== undefined),
    )
    .map(p => show(world, room, p))
  return listPage(request, 'participants', rows)
}

function fetchParticipant({ world, params }: RestRequest): RestReply {
  const { room, participant } = find(world, params)
  return { status: 200, body: show(world, room, participant) }
}

function updateParticipant({ world, params, form }: RestRequest): RestReply {
  const { room, participant, member } = find(world, params)
  const coach = flagOf(form, 'Coaching')
  const toCoach = form.get('CallSidToCoach') ?? undefined
  if (coach === true || (coach === undefined && toCoach !== undefined)) {
    const fault = coachingFault(room, toCoach ?? '')
    if (fault !== undefined)
      throw new RestProblem(400, fault, 'CallSidToCoach is not somebody in this conference')
  }
  const holdUrl = urlOf(form, 'HoldUrl')
  if (holdUrl !== undefined) member.hold = { url: holdUrl, method: methodOf(form, 'HoldMethod') }
  const waitUrl = urlOf(form, 'WaitUrl')
  if (waitUrl !== undefined) member.wait = { url: waitUrl, method: methodOf(form, 'WaitMethod') }
  const wanted: ParticipantChange = {}
  const [muted, hold, ends] = ['Muted', 'Hold', 'EndConferenceOnExit'].map(name => flagOf(form, name))
  if (muted !== undefined) wanted.muted = muted
  if (hold !== undefined) wanted.hold = hold
  if (ends !== undefined) wanted.endsConference = ends
  if (coach === false) wanted.coaches = undefined
  else if (toCoach !== undefined) wanted.coaches = toCoach
  changeParticipant(world, room, participant.callSid, wanted)
  const announceUrl = urlOf(form, 'AnnounceUrl')
  if (announceUrl !== undefined) {
    const source = { kind: 'url', url: announceUrl, method: methodOf(form, 'AnnounceMethod') } as const
    background(world, 'announcement', announce(world, room, source, member))
  }
  const now = find(world, { ...params, sid: participant.callSid })
  return { status: 200, body: show(world, room, now.participant) }
}

/** Out of the conference: a call that came by a document goes on with its next instruction, one made by REST ends. */
function removeParticipant({ world, params }: RestRequest): RestReply {
  const { room, member } = find(world, params)
  leaveRoom(world, room, member.leg, { reason: 'participant_updated_via_api', wasRemoved: true })
  if (member.leg.direction === 'outbound-api') endLeg(world, member.leg, 'rest')
  return { status: 204 }
}

function find(
  world: World,
  params: Record<string, string>,
): { room: ConferenceRoom; participant: Participant; member: Member } {
  const room = roomOf(world, params.conference)
  const participant = room.state.participants.find(p => p.callSid === params.sid || p.label === params.sid)
  const member = participant && room.members.get(participant.callSid)
  if (!participant || !member)
    throw notFound(`/Conferences/${params.conference}/Participants/${params.sid}.json`)
  return { room, participant, member }
}

function show(world: World, room: ConferenceRoom, participant: Participant, leg?: Leg): Resource {
  const { accountSid } = world.options
  const { sid, updatedAt } = room.state
  const status: ParticipantStatus = leg ? 'queued' : 'connected'
  return participantResource(participant, { accountSid, conferenceSid: sid, status, updatedAt })
}

function tellNotAdded(world: World, room: ConferenceRoom, participant: Participant, leg: Leg): void {
  tellConference(world, room, {
    event: 'participant-leave',
    participant,
    fields: { ParticipantCallStatus: leg.status, ReasonParticipantLeft: 'participant_add_failed' },
  })
}

function entranceOf(world: World, form: URLSearchParams, label: string | undefined): Entrance {
  const waitUrl = form.get('WaitUrl')
  const record = form.get('ConferenceRecord') ?? ''
  const isCoaching = flagOf(form, 'Coaching') ?? form.has('CallSidToCoach')
  return {
    participant: {
      label,
      muted: flagOf(form, 'Muted') ?? false,
      coaches: isCoaching ? (form.get('CallSidToCoach') ?? undefined) : undefined,
      startsConference: flagOf(form, 'StartConferenceOnEnter') ?? true,
      endsConference: flagOf(form, 'EndConferenceOnExit') ?? false,
    },
    wait:
      waitUrl === null
        ? 'music'
        : waitUrl === ''
          ? 'silence'
          : { url: waitUrl, method: methodOf(form, 'WaitMethod') },
    callback: callbackOf(world, form, 'ConferenceStatusCallback', [], CONFERENCE_EVENTS),
    ...((record === 'true' || record === 'record-from-start') && {
      recording: {
        callback: callbackOf(
          world,
          form,
          'ConferenceRecordingStatusCallback',
          ['completed'],
          RECORDING_EVENTS,
        ),
      },
    }),
  }
}
