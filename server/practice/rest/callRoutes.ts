import { isFinal } from '../core/callStatus.ts'
import { callResource } from '../core/resources.ts'
import { statusAsOf } from '../ledger.ts'
import type { Leg, Source } from '../leg.ts'
import { createLeg, endLeg, redirectLeg } from '../legs.ts'
import { NOBODY, partyAt } from '../placing.ts'
import { placeByRest } from '../restCalls.ts'
import type { World } from '../world.ts'
import { addressee, callbackOf, callerIdOf } from './callFields.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage, methodOf, numberOf, urlOf } from './request.ts'

/** `Twiml` may hold 4 000 characters (32018). */
const MAX_TWIML = 4_000

export const callRoutes: RestRoute[] = [
  { method: 'post', path: `${ACCOUNT}/Calls.json`, handle: createCall },
  { method: 'get', path: `${ACCOUNT}/Calls.json`, handle: listCalls },
  { method: 'get', path: `${ACCOUNT}/Calls/:sid.json`, handle: fetchCall },
  { method: 'post', path: `${ACCOUNT}/Calls/:sid.json`, handle: updateCall },
  { method: 'delete', path: `${ACCOUNT}/Calls/:sid.json`, handle: deleteCall },
  { method: 'get', path: `${ACCOUNT}/Calls/:sid/Events.json`, handle: listEvents },
]

export function callOf(world: World, sid: string | undefined): Leg {
  const leg = world.legs.get(sid ?? '')
  if (!leg) throw notFound(`/Calls/${sid}.json`)
  return leg
}

function showCall(world: World, leg: Leg): Record<string, unknown> {
  const number = world.numbers.get(leg.direction === 'inbound' ? leg.to : leg.from)
  return callResource({
    ...statusAsOf(world, leg, world.options.eventualConsistencyMs ?? 0),
    createdAt: leg.createdAt,
    queueMs: leg.queuedMs ?? 0,
    phoneNumberSid: number?.sid,
  })
}

function createCall({ world, form }: RestRequest): RestReply {
  const to = addressee(form, 'To')
  const from = callerIdOf(world, form)
  const source = sourceOf(world, form)
  if (!source) throw new RestProblem(400, 21205, 'Url, Twiml or ApplicationSid is required')
  const fallback = urlOf(form, 'FallbackUrl')
  const leg = createLeg(world, {
    to,
    from,
    direction: 'outbound-api',
    status: 'queued',
    party: partyAt(world, to) ?? NOBODY,
    callback: callbackOf(world, form, 'StatusCallback', ['completed']),
    fallback:
      fallback === undefined ? undefined : { url: fallback, method: methodOf(form, 'FallbackMethod') },
  })
  const limitMs = numberOf(form, 'TimeLimit', 14_400, 21208) * 1000
  placeByRest(world, leg, {
    timeoutSeconds: numberOf(form, 'Timeout', 60, 21208),
    limitMs,
    answered: () => world.interpreter.runCall(world, leg, source),
  })
  return { status: 201, body: showCall(world, leg) }
}

function listCalls(request: RestRequest): RestReply {
  const { world, query } = request
  const isWanted = (name: string, value: unknown) => query.get(name) === null || query.get(name) === value
  const after = bound(query, 'StartTime>')
  const before = bound(query, 'StartTime<')
  const rows = [...world.legs.values()]
    .filter(leg => leg.createdAt >= after && (before === 0 || leg.createdAt <= before))
    .map(leg => showCall(world, leg))
    .filter(
      call =>
        isWanted('To', call.to) &&
        isWanted('From', call.from) &&
        isWanted('Status', call.status) &&
        isWanted('ParentCallSid', call.parent_call_sid),
    )
  return listPage(request, 'calls', rows.reverse())
}

function bound(query: URLSearchParams, name: string): number {
  const text = query.get(name)
  return text === null ? 0 : Date.parse(text) || 0
}

function fetchCall({ world, params }: RestRequest): RestReply {
  return { status: 200, body: showCall(world, callOf(world, params.sid)) }
}

function updateCall({ world, params, form }: RestRequest): RestReply {
  const leg = callOf(world, params.sid)
  const source = sourceOf(world, form)
  const status = form.get('Status')
  if (isFinal(leg.status) || (source && !status && leg.status !== 'in-progress'))
    throw new RestProblem(400, 21220, 'Call is not in-progress. Cannot redirect.')
  const fallback = urlOf(form, 'FallbackUrl')
  if (fallback !== undefined) leg.fallback = { url: fallback, method: methodOf(form, 'FallbackMethod') }
  if (form.has('StatusCallback')) leg.callback = callbackOf(world, form, 'StatusCallback', ['completed'])
  if (status === 'completed') endLeg(world, leg, 'rest')
  // 'canceled' only concerns a call that has not been answered.
  else if (status === 'canceled') {
    if (leg.status !== 'in-progress') endLeg(world, leg, 'rest')
  } else if (status !== null) throw new RestProblem(400, 20001, "Status must be 'completed' or 'canceled'")
  else if (source) redirectLeg(world, leg, source)
  return { status: 200, body: showCall(world, leg) }
}

function deleteCall({ world, params }: RestRequest): RestReply {
  const leg = callOf(world, params.sid)
  if (!isFinal(leg.status)) throw new RestProblem(409, 20409, 'A call in progress cannot be deleted')
  world.legs.delete(leg.sid)
  return { status: 204 }
}

/** The requests made for a call, with their answers. */
function listEvents(request: RestRequest): RestReply {
  const { world, params } = request
  const leg = callOf(world, params.sid)
  const own = world.traced.filter(entry => entry.callSid === leg.sid)
  const events = own
    .filter(entry => entry.kind === 'webhook')
    .map(({ detail, at }) => ({
      request: { method: detail.method, url: detail.url, parameters: detail.form, date_created: at },
      response: own.find(e => e.kind === 'webhook-answer' && e.detail.url === detail.url)?.detail ?? null,
    }))
  return listPage(request, 'events', events)
}

function sourceOf(world: World, form: URLSearchParams): Source | undefined {
  const url = urlOf(form, 'Url')
  if (url !== undefined) return { kind: 'url', url, method: methodOf(form, 'Method') }
  const text = form.get('Twiml')
  if (text !== null && text.length > MAX_TWIML)
    throw new RestProblem(400, 32018, 'Twiml is longer than 4000 characters')
  if (text !== null) return { kind: 'twiml', text }
  const sid = form.get('ApplicationSid')
  if (sid === null) return undefined
  const application = world.applications.get(sid)
  if (!application) throw new RestProblem(400, 21218, 'ApplicationSid is not valid')
  return { kind: 'url', url: application.voiceUrl, method: application.voiceMethod ?? 'POST' }
}
