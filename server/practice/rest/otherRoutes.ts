import { alertLevel } from '../core/alertCodes.ts'
import { rfc2822 } from '../core/dates.ts'
import type { Resource } from '../core/resources.ts'
import { accountUri, alertResource } from '../core/resources.ts'
import type { Transcription } from '../transcriptions.ts'
import { startTranscription } from '../transcriptions.ts'
import type { Alert, World } from '../world.ts'
import { newSid } from '../world.ts'
import { callOf } from './callRoutes.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, methodOf, urlOf } from './request.ts'

/** What the hub uses now and then: its account, ICE servers, live transcription, raw streams, what went wrong. */
export const otherRoutes: RestRoute[] = [
  { method: 'get', path: `${ACCOUNT}.json`, handle: fetchAccount },
  { method: 'post', path: `${ACCOUNT}/Tokens.json`, handle: createToken },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Transcriptions.json`, handle: startTranscribing },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Transcriptions/:sid.json`, handle: stopTranscribing },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Streams.json`, handle: startStream },
  { method: 'post', path: `${ACCOUNT}/Calls/:call/Streams/:sid.json`, handle: stopStream },
  { method: 'get', path: '/monitor/v1/Alerts', handle: listAlerts },
  { method: 'get', path: '/monitor/v1/Alerts/:sid', handle: fetchAlert },
]

function fetchAccount({ world }: RestRequest): RestReply {
  const { accountSid } = world.options
  const at = rfc2822(world.startedAt)
  return {
    status: 200,
    body: {
      sid: accountSid,
      owner_account_sid: accountSid,
      friendly_name: 'Practice line',
      status: 'active',
      type: 'Full',
      auth_token: null,
      date_created: at,
      date_updated: at,
      uri: `${accountUri(accountSid)}.json`,
      subresource_uris: { calls: `${accountUri(accountSid)}/Calls.json` },
    },
  }
}

/** No media flows here, so there is no server to relay it. */
function createToken({ world, form }: RestRequest): RestReply {
  const at = rfc2822(world.clock.now())
  const ttl = form.get('Ttl') ?? '86400'
  const body = {
    account_sid: world.options.accountSid,
    ice_servers: [],
    username: 'practice',
    password: 'practice',
  }
  return { status: 201, body: { ...body, ttl, date_created: at, date_updated: at } }
}

function startTranscribing({ world, params, form }: RestRequest): RestReply {
  const leg = callOf(world, params.call)
  if (leg.status !== 'in-progress') throw new RestProblem(400, 21220, 'Call is not in-progress')
  const text = (name: string) => form.get(name) ?? undefined
  const transcription = startTranscription(world, leg, {
    name: text('Name'),
    track: text('Track'),
    engine: text('TranscriptionEngine'),
    languageCode: text('LanguageCode'),
    url: urlOf(form, 'StatusCallbackUrl'),
    method: methodOf(form, 'StatusCallbackMethod'),
    inboundLabel: text('InboundTrackLabel'),
    outboundLabel: text('OutboundTrackLabel'),
    partialResults: text('PartialResults'),
  })
  return { status: 201, body: showTranscription(world, transcription) }
}

function stopTranscribing({ world, params }: RestRequest): RestReply {
  const wanted = params.sid ?? ''
  const transcription = [...world.transcriptions.values()].find(
    t => t.callSid === params.call && (t.sid === wanted || t.name === wanted),
  )
  if (!transcription) throw notFound(`/Transcriptions/${wanted}.json`)
  if (transcription.status === 'stopped') throw new RestProblem(400, 21220, 'The transcription is over')
  transcription.stop()
  return { status: 200, body: showTranscription(world, transcription) }
}

function showTranscription(world: World, { sid, callSid, name, status, updatedAt }: Transcription): Resource {
  return beside(world, callSid, 'Transcriptions', { sid, name: name ?? null, status, updatedAt })
}

/** Accepted, and nothing flows: a practice call has no sound. */
function startStream({ world, params, form }: RestRequest): RestReply {
  const leg = callOf(world, params.call)
  if (leg.status !== 'in-progress') throw new RestProblem(400, 21220, 'Call is not in-progress')
  const updatedAt = world.clock.now()
  const about = { sid: newSid(world, 'MZ'), name: form.get('Name'), status: 'in-progress', updatedAt }
  return { status: 201, body: beside(world, leg.sid, 'Streams', about) }
}

function stopStream({ world, params }: RestRequest): RestReply {
  const leg = callOf(world, params.call)
  const about = { sid: params.sid ?? '', name: null, status: 'stopped', updatedAt: world.clock.now() }
  return { status: 200, body: beside(world, leg.sid, 'Streams', about) }
}

function beside(
  world: World,
  callSid: string,
  kind: string,
  about: { sid: string; name: string | null; status: string; updatedAt: number },
): Resource {
  const { accountSid } = world.options
  return {
    sid: about.sid,
    account_sid: accountSid,
    call_sid: callSid,
    name: about.name,
    status: about.status,
    date_updated: rfc2822(about.updatedAt),
    uri: `${accountUri(accountSid)}/Calls/${callSid}/${kind}/${about.sid}.json`,
  }
}

function listAlerts({ world, query }: RestRequest): RestReply {
  const from = Date.parse(query.get('StartDate') ?? '') || 0
  const to = Date.parse(query.get('EndDate') ?? '') || Number.POSITIVE_INFINITY
  const level = query.get('LogLevel')
  const rows = world.alerts
    .filter(alert => alert.at >= from && alert.at <= to)
    .filter(alert => level === null || alertLevel(alert.code) === level)
    .reverse()
  const size = Math.min(1000, Number(query.get('PageSize') ?? 50) || 50)
  const page = Number(query.get('Page') ?? 0) || 0
  const address = (n: number) => `${world.origin}/monitor/v1/Alerts?PageSize=${size}&Page=${n}`
  return {
    status: 200,
    body: {
      alerts: rows.slice(page * size, (page + 1) * size).map(alert => showAlert(world, alert)),
      meta: {
        key: 'alerts',
        page,
        page_size: size,
        url: address(page),
        first_page_url: address(0),
        previous_page_url: page > 0 ? address(page - 1) : null,
        next_page_url: rows.length > (page + 1) * size ? address(page + 1) : null,
      },
    },
  }
}

function fetchAlert({ world, params }: RestRequest): RestReply {
  const alert = world.alerts.find(a => a.sid === params.sid)
  if (!alert) throw notFound(`/Alerts/${params.sid}`)
  const more = { request_variables: null, response_body: null, response_headers: null, request_headers: null }
  return { status: 200, body: { ...showAlert(world, alert), ...more } }
}

function showAlert(world: World, alert: Alert): Resource {
  return alertResource(alert, world.options.accountSid, alertLevel(alert.code))
}
