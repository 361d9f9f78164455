import type { Queue } from '../core/queue.ts'
import { memberResource, queueResource } from '../core/resources.ts'
import { redirectLeg } from '../legs.ts'
import { createQueue, findQueue } from '../queueEntries.ts'
import type { World } from '../world.ts'
import { callOf } from './callRoutes.ts'
import { notFound, RestProblem } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage, methodOf, numberOf, required, urlOf } from './request.ts'

export const queueRoutes: RestRoute[] = [
  { method: 'get', path: `${ACCOUNT}/Queues.json`, handle: listQueues },
  { method: 'post', path: `${ACCOUNT}/Queues.json`, handle: create },
  { method: 'get', path: `${ACCOUNT}/Queues/:queue.json`, handle: fetchQueue },
  { method: 'post', path: `${ACCOUNT}/Queues/:queue.json`, handle: update },
  { method: 'delete', path: `${ACCOUNT}/Queues/:queue.json`, handle: remove },
  { method: 'get', path: `${ACCOUNT}/Queues/:queue/Members.json`, handle: listMembers },
  { method: 'get', path: `${ACCOUNT}/Queues/:queue/Members/:sid.json`, handle: fetchMember },
  { method: 'post', path: `${ACCOUNT}/Queues/:queue/Members/:sid.json`, handle: updateMember },
]

const LARGEST_QUEUE = 5_000

function queueOf(world: World, sid: string | undefined): Queue {
  const queue = world.queues.get(sid ?? '')
  if (!queue) throw notFound(`/Queues/${sid}.json`)
  return queue
}

function show(world: World, queue: Queue): RestReply['body'] {
  return queueResource(queue, world.options.accountSid, world.clock.now())
}

function listQueues(request: RestRequest): RestReply {
  const { world } = request
  return listPage(
    request,
    'queues',
    [...world.queues.values()].map(queue => show(world, queue)),
  )
}

function create({ world, form }: RestRequest): RestReply {
  const name = required(form, 'FriendlyName', 20001)
  if (name.length > 64) throw new RestProblem(400, 20001, 'FriendlyName is longer than 64 characters')
  if (findQueue(world, name)) throw new RestProblem(409, 20409, 'A queue with this name exists')
  return { status: 201, body: show(world, createQueue(world, name, sizeOf(form, 1_000))) }
}

function fetchQueue({ world, params }: RestRequest): RestReply {
  return { status: 200, body: show(world, queueOf(world, params.queue)) }
}

function update({ world, params, form }: RestRequest): RestReply {
  const queue = queueOf(world, params.queue)
  const name = form.get('FriendlyName') ?? queue.name
  const changed = { ...queue, name, maxSize: sizeOf(form, queue.maxSize), updatedAt: world.clock.now() }
  world.queues.set(queue.sid, changed)
  return { status: 200, body: show(world, changed) }
}

function remove({ world, params }: RestRequest): RestReply {
  const queue = queueOf(world, params.queue)
  if (queue.waiting.length > 0) throw new RestProblem(409, 20409, 'The queue is not empty')
  world.queues.delete(queue.sid)
  world.queueArrivals.delete(queue.sid)
  return { status: 204 }
}

function listMembers(request: RestRequest): RestReply {
  const { world, params } = request
  const queue = queueOf(world, params.queue)
  const now = world.clock.now()
  const rows = queue.waiting.map(waiting => memberResource(queue, waiting, world.options.accountSid, now))
  return listPage(request, 'queue_members', rows)
}

function fetchMember({ world, params }: RestRequest): RestReply {
  return { status: 200, body: memberOf(world, params).body }
}

/** Takes a member ('Front': the first) out of the queue to other instructions. Only a URL will do here. */
function updateMember({ world, params, form }: RestRequest): RestReply {
  const { callSid, body } = memberOf(world, params)
  const url = urlOf(form, 'Url')
  if (url === undefined) throw new RestProblem(400, 21205, 'Url is required')
  redirectLeg(world, callOf(world, callSid), { kind: 'url', url, method: methodOf(form, 'Method') })
  return { status: 200, body }
}

function memberOf(world: World, params: Record<string, string>): { callSid: string; body: unknown } {
  const queue = queueOf(world, params.queue)
  const waiting =
    params.sid === 'Front' ? queue.waiting[0] : queue.waiting.find(w => w.callSid === params.sid)
  if (!waiting) throw notFound(`/Queues/${params.queue}/Members/${params.sid}.json`)
  const body = memberResource(queue, waiting, world.options.accountSid, world.clock.now())
  return { callSid: waiting.callSid, body }
}

function sizeOf(form: URLSearchParams, otherwise: number): number {
  const size = numberOf(form, 'MaxSize', otherwise, 20001)
  if (size < 1 || size > LARGEST_QUEUE)
    throw new RestProblem(400, 20001, `MaxSize must be 1 to ${LARGEST_QUEUE}`)
  return size
}
