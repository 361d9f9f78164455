import { rfc2822 } from '../core/dates.ts'
import type { Resource } from '../core/resources.ts'
import { accountUri } from '../core/resources.ts'
import { isDiallable } from '../core/withheld.ts'
import type { Message } from '../messages.ts'
import { hasStopped, segmentsOf, sendMessage } from '../messages.ts'
import type { World } from '../world.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage, required, urlOf } from './request.ts'

export const messageRoutes: RestRoute[] = [
  { method: 'post', path: `${ACCOUNT}/Messages.json`, handle: create },
  { method: 'get', path: `${ACCOUNT}/Messages.json`, handle: list },
  { method: 'get', path: `${ACCOUNT}/Messages/:sid.json`, handle: fetchMessage },
  { method: 'post', path: `${ACCOUNT}/Messages/:sid.json`, handle: update },
  { method: 'delete', path: `${ACCOUNT}/Messages/:sid.json`, handle: remove },
]

const ALL_STATUSES = new Set(['queued', 'sent', 'delivered', 'undelivered', 'failed'])
const LONGEST = 1_600

function create({ world, form }: RestRequest): RestReply {
  const to = required(form, 'To', 21604)
  const from = required(form, 'From', 21603)
  const body = required(form, 'Body', 21602)
  if (!isDiallable(to)) throw new RestProblem(400, 21211, "Invalid 'To' phone number")
  if (!world.numbers.has(from))
    throw new RestProblem(400, 21606, "The 'From' number is not one of this account")
  if (body.length > LONGEST)
    throw new RestProblem(400, 21617, 'The message body exceeds the 1600 character limit')
  if (hasStopped(world, from, to))
    throw new RestProblem(400, 21610, 'Attempt to send to unsubscribed recipient')
  const url = urlOf(form, 'StatusCallback')
  const callback = url === undefined ? undefined : { url, method: 'POST' as const, events: ALL_STATUSES }
  const message = sendMessage(world, { from, to, body, direction: 'outbound-api', callback })
  return { status: 201, body: show(world, message) }
}

function list(request: RestRequest): RestReply {
  const { world, query } = request
  const isWanted = (name: string, value: string) => query.get(name) === null || query.get(name) === value
  const rows = [...world.messages.values()].filter(m => isWanted('To', m.to) && isWanted('From', m.from))
  return listPage(
    request,
    'messages',
    rows.reverse().map(message => show(world, message)),
  )
}

function fetchMessage({ world, params }: RestRequest): RestReply {
  return { status: 200, body: show(world, messageOf(world, params.sid)) }
}

/** The only change there is: an empty body, which removes the text for good. */
function update({ world, params, form }: RestRequest): RestReply {
  const message = messageOf(world, params.sid)
  const body = form.get('Body')
  if (body !== null && body !== '') throw new RestProblem(400, 20001, 'Body can only be removed')
  if (body === '') message.body = ''
  message.updatedAt = world.clock.now()
  return { status: 200, body: show(world, message) }
}

function remove({ world, params }: RestRequest): RestReply {
  world.messages.delete(messageOf(world, params.sid).sid)
  return { status: 204 }
}

function messageOf(world: World, sid: string | undefined): Message {
  const message = world.messages.get(sid ?? '')
  if (!message) throw notFound(`/Messages/${sid}.json`)
  return message
}

function show(world: World, message: Message): Resource {
  const uri = `${accountUri(world.options.accountSid)}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: world.options.accountSid,
    api_version: '2010-04-01',
    body: message.body,
    from: message.from,
    to: message.to,
    direction: message.direction,
    status: message.status,
    num_media: '0',
    num_segments: String(segmentsOf(message.body)),
    messaging_service_sid: null,
    error_code: message.errorCode ?? null,
    error_message: null,
    price: null,
    price_unit: null,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === undefined ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}
