import { announce } from '../conferenceMedia.ts'
import type { ConferenceRoom } from '../conferenceRooms.ts'
import { endRoom, findRoom } from '../conferenceRooms.ts'
import { conferenceResource } from '../core/resources.ts'
import { finishRecording } from '../recordings.ts'
import { background } from '../waiting.ts'
import type { World } from '../world.ts'
import { notFound, RestProblem } from './problem.ts'
import { showRecording } from './recordingRoutes.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage, methodOf, urlOf } from './request.ts'

export const conferenceRoutes: RestRoute[] = [
  { method: 'get', path: `${ACCOUNT}/Conferences.json`, handle: listConferences },
  { method: 'get', path: `${ACCOUNT}/Conferences/:conference.json`, handle: fetchConference },
  { method: 'post', path: `${ACCOUNT}/Conferences/:conference.json`, handle: updateConference },
  { method: 'get', path: `${ACCOUNT}/Conferences/:conference/Recordings.json`, handle: listRecordings },
  {
    method: 'post',
    path: `${ACCOUNT}/Conferences/:conference/Recordings/:sid.json`,
    handle: updateRecording,
  },
]

/** A conference by sid, or by the name of one that lives. */
export function roomOf(world: World, nameOrSid: string | undefined): ConferenceRoom {
  const room = findRoom(world, nameOrSid ?? '')
  if (!room) throw notFound(`/Conferences/${nameOrSid}.json`)
  return room
}

function listConferences(request: RestRequest): RestReply {
  const { world, query } = request
  const isWanted = (name: string, value: unknown) => query.get(name) === null || query.get(name) === value
  const rows = [...world.conferences.values()]
    .filter(({ state }) => isWanted('FriendlyName', state.name) && isWanted('Status', state.status))
    .map(({ state }) => conferenceResource(state, world.options.accountSid))
  return listPage(request, 'conferences', rows.reverse())
}

function fetchConference({ world, params }: RestRequest): RestReply {
  return {
    status: 200,
    body: conferenceResource(roomOf(world, params.conference).state, world.options.accountSid),
  }
}

function updateConference({ world, params, form }: RestRequest): RestReply {
  const room = roomOf(world, params.conference)
  if (room.state.status === 'completed') throw notFound(`/Conferences/${params.conference}.json`)
  const announceUrl = urlOf(form, 'AnnounceUrl')
  if (form.get('Status') === 'completed') endRoom(world, room)
  else if (form.get('Status') !== null) throw new RestProblem(400, 20001, "Status must be 'completed'")
  if (announceUrl !== undefined) {
    const source = { kind: 'url', url: announceUrl, method: methodOf(form, 'AnnounceMethod') } as const
    background(world, 'announcement', announce(world, room, source))
  }
  return { status: 200, body: conferenceResource(room.state, world.options.accountSid) }
}

function listRecordings(request: RestRequest): RestReply {
  const { world, params } = request
  const { sid } = roomOf(world, params.conference).state
  const rows = [...world.recordings.values()].filter(recording => recording.conferenceSid === sid)
  return listPage(
    request,
    'recordings',
    rows.map(recording => showRecording(world, recording)),
  )
}

/** By sid only: a conference's recordings cannot be changed by its friendly name. */
function updateRecording({ world, params, form }: RestRequest): RestReply {
  const room = world.conferences.get(params.conference ?? '')
  const recording = params.sid === 'Twilio.CURRENT' ? room?.recording : world.recordings.get(params.sid ?? '')
  if (!room || !recording || recording.conferenceSid !== room.state.sid)
    throw notFound(`/Recordings/${params.sid}.json`)
  const status = form.get('Status')
  if (status === 'stopped') finishRecording(world, recording)
  else if (status === 'paused' || status === 'in-progress') recording.status = status
  else throw new RestProblem(400, 20001, 'Status must be stopped, paused or in-progress')
  return { status: 200, body: showRecording(world, recording) }
}
