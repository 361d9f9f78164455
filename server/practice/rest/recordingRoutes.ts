import { rfc2822 } from '../core/dates.ts'
import type { Resource } from '../core/resources.ts'
import { accountUri } from '../core/resources.ts'
import type { Recording } from '../recordings.ts'
import { finishRecording, recordingUrl, startRecording } from '../recordings.ts'
import type { World } from '../world.ts'
import { callbackOf } from './callFields.ts'
import { callOf } from './callRoutes.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage } from './request.ts'

export const recordingRoutes: RestRoute[] = [
  { method: 'get', path: `${ACCOUNT}/Recordings.json`, handle: list },
  { method: 'get', path: `${ACCOUNT}/Recordings/:file`, handle: fetchFile },
  { method: 'delete', path: `${ACCOUNT}/Recordings/:sid.json`, handle: remove },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Recordings.json`, handle: create },
  { method: 'get', path: `${ACCOUNT}/Calls/:call/Recordings.json`, handle: list },
  { method: 'get', path: `${ACCOUNT}/Calls/:call/Recordings/:file`, handle: fetchFile },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Recordings/:sid.json`, handle: update },
  { method: 'delete', path: `${ACCOUNT}/Calls/:call/Recordings/:sid.json`, handle: remove },
]

const EVENTS = new Set(['in-progress', 'completed', 'absent'])

export function showRecording(world: World, recording: Recording): Resource {
  const uri = `${accountUri(world.options.accountSid)}/Recordings/${recording.sid}`
  return {
    sid: recording.sid,
    account_sid: world.options.accountSid,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid ?? null,
    api_version: '2010-04-01',
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    start_time: rfc2822(recording.startedAt),
    duration: recording.status === 'completed' ? String(recording.seconds) : null,
    channels: recording.channels,
    source: recording.source,
    status: recording.status,
    error_code: recording.errorCode ?? null,
    price: null,
    price_unit: 'USD',
    encryption_details: null,
    media_url: recordingUrl(world, recording),
    uri: `${uri}.json`,
    subresource_uris: { transcriptions: `${uri}/Transcriptions.json` },
  }
}

function list(request: RestRequest): RestReply {
  const { world, params, query } = request
  const callSid = params.call ?? query.get('CallSid')
  const rows = [...world.recordings.values()].filter(r => !callSid || r.callSid === callSid)
  return listPage(
    request,
    'recordings',
    rows.reverse().map(recording => showRecording(world, recording)),
  )
}

/** '.json' tells about it, '.txt' is what was said; anything else is sound, and here that is silence of the right length. */
function fetchFile({ world, params }: RestRequest): RestReply {
  const [sid = '', kind = 'wav'] = (params.file ?? '').split('.', 2)
  const recording = recordingOf(world, sid)
  if (kind === 'json') return { status: 200, body: showRecording(world, recording) }
  if (recording.status !== 'completed') throw notFound(`/Recordings/${params.file}`)
  if (kind === 'txt')
    return { status: 200, text: recording.spoken.join('\n'), contentType: 'text/plain; charset=utf-8' }
  return { status: 200, media: silence(recording.seconds), contentType: 'audio/x-wav' }
}

function create({ world, params, form }: RestRequest): RestReply {
  const leg = callOf(world, params.call)
  if (leg.status !== 'in-progress')
    throw new RestProblem(400, 21220, 'Requested resource is not eligible for recording')
  const recording = startRecording(world, {
    callSid: leg.sid,
    source: 'StartCallRecordingAPI',
    channels: form.get('RecordingChannels') === 'dual' ? 2 : 1,
    callback: callbackOf(world, form, 'RecordingStatusCallback', ['completed'], EVENTS),
  })
  leg.taps.add((_track, text) => recording.add(text))
  void leg.done.promise.then(() => finishRecording(world, recording))
  return { status: 201, body: forCall(showRecording(world, recording)) }
}

function update({ world, params, form }: RestRequest): RestReply {
  const recording = recordingOf(world, params.sid ?? '', params.call)
  const status = form.get('Status')
  if (recording.status !== 'in-progress' && recording.status !== 'paused')
    throw new RestProblem(400, 21220, 'The recording is over')
  if (status === 'stopped') finishRecording(world, recording)
  else if (status === 'paused' || status === 'in-progress') recording.status = status
  else throw new RestProblem(400, 20001, 'Status must be stopped, paused or in-progress')
  return { status: 200, body: forCall(showRecording(world, recording)) }
}

function remove({ world, params }: RestRequest): RestReply {
  world.recordings.delete(recordingOf(world, params.sid ?? '').sid)
  return { status: 204 }
}

/** As a call's own recording it has no media address, and its track. */
function forCall({ media_url: _url, ...shown }: Resource): Resource {
  return { ...shown, track: 'both' }
}

function recordingOf(world: World, sid: string, callSid?: string): Recording {
  const recording =
    sid === 'Twilio.CURRENT'
      ? [...world.recordings.values()].findLast(r => r.callSid === callSid && r.status !== 'completed')
      : world.recordings.get(sid)
  if (!recording) throw notFound(`/Recordings/${sid}.json`)
  return recording
}

/** A WAV file of silence: 8 000 samples of 8 bits a second, as telephones have. */
function silence(seconds: number): Buffer {
  const samples = Math.min(seconds, 600) * 8_000
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(8_000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples, 40)
  return Buffer.concat([header, Buffer.alloc(samples, 128)])
}
