import type { DisconnectReason, LineToSoftphone, SoftphoneToLine } from '#shared/softphone.ts'
import type { SoftphonePass } from './accessToken.ts'
import { readAccessToken } from './accessToken.ts'
import { isFinal } from './core/callStatus.ts'
import { iso } from './core/dates.ts'
import { phoneIn } from './incoming.ts'
import { endLeg, farEndPresses, farEndSays, pickUp } from './legs.ts'
import type { SoftphoneConnection } from './softphones.ts'
import { register, softphoneEar, unregister } from './softphones.ts'
import type { World } from './world.ts'

/** A browser telephone's side of the conversation with the line, whatever carries the messages. */
type SoftphoneSession = {
  receive(message: SoftphoneToLine): void
  /** For a telephone in process, which needs no token. */
  admit(pass: SoftphonePass): void
  /** The browser is gone: its calls end, after as long as the line takes to notice. */
  lost(): void
}

/** How long before its end a token's telephone is told to fetch a new one. */
const WARNING_MS = 10_000
/** Lines of a call that are told again. */
const RECALLED = 200

export function openSoftphoneSession(
  world: World,
  send: (message: LineToSoftphone) => void,
): SoftphoneSession {
  let connection: SoftphoneConnection | undefined
  let cancelTimers: (() => void)[] = []

  const admit = (pass: SoftphonePass) => {
    for (const cancel of cancelTimers) cancel()
    const left = pass.expiresAt - world.clock.now()
    cancelTimers = [
      world.clock.after(Math.max(0, left - WARNING_MS), () =>
        send({ type: 'tokenExpiring', secondsLeft: Math.round(Math.min(left, WARNING_MS) / 1000) }),
      ),
      world.clock.after(left, () => leave(20104)),
    ]
    if (connection && connection.pass.identity === pass.identity) connection.pass = pass
    else {
      if (connection) unregister(world, connection)
      connection = { pass, send, calls: new Map() }
      register(world, connection)
    }
    register(world, connection)
    send({ type: 'registered', identity: pass.identity, expiresAt: iso(pass.expiresAt) })
  }
  /** No new calls; those under way go on. */
  const leave = (code?: number) => {
    for (const cancel of cancelTimers) cancel()
    if (connection) connection.pass = { ...connection.pass, mayReceive: false, applicationSid: undefined }
    send({ type: 'unregistered', ...(code !== undefined && { code }) })
  }

  return {
    admit,
    receive(message) {
      if (message.type === 'register') {
        const pass = readAccessToken(message.token, world.options, world.clock.now())
        if ('code' in pass) send({ type: 'error', code: pass.code, message: pass.message })
        else admit(pass)
      } else if (!connection) send({ type: 'error', code: 31102, message: 'Register with a token first.' })
      else if (message.type === 'unregister') leave()
      else if (message.type === 'recall') recall(world, connection, message.params)
      else if (message.type === 'connect') dialOut(world, connection, message.key, message.params)
      else inCall(world, connection, message)
    },
    lost() {
      for (const cancel of cancelTimers) cancel()
      if (!connection) return
      const gone = connection
      gone.pass = { ...gone.pass, mayReceive: false, applicationSid: undefined }
      gone.send = () => {}
      const hangUp = () => {
        for (const { leg, isAccepted } of [...gone.calls.values()])
          if (isAccepted) endLeg(world, leg, 'farEnd')
        unregister(world, gone)
      }
      // The network notices a dead browser late: a fault plan may say how late.
      const after = world.faults.lostSoftphoneAfterMs ?? 0
      if (after === 0) hangUp()
      else world.clock.after(after, hangUp)
    },
  }
}

/** A call out of the browser: it runs the application the token names. */
function dialOut(
  world: World,
  connection: SoftphoneConnection,
  key: string,
  params: Record<string, string>,
): void {
  const { pass } = connection
  const application = world.applications.get(pass.applicationSid ?? '')
  if (!application || world.isOut) {
    const [code, message] = world.isOut
      ? ([31005, 'The line cannot be reached.'] as const)
      : ([31002, 'This token may not make calls.'] as const)
    connection.send({ type: 'error', code, message, key })
    return
  }
  const leg = phoneIn(world, {
    from: `client:${pass.identity}`,
    to: params.To ?? '',
    address: application,
    extra: params,
    party: { kind: 'softphone', ring: () => 'unreachable', ...softphoneEar(world, pass.identity) },
  })
  leg.dialled = params
  connection.calls.set(leg.sid, { leg, isMuted: false, isAccepted: true })
  connection.send({ type: 'connecting', key, callSid: leg.sid })
  connection.send({ type: 'ringing', callSid: leg.sid })
}

/** Only of calls that this very telephone made: what others heard is theirs. */
function recall(world: World, { pass, send }: SoftphoneConnection, params: Record<string, string>): void {
  const heard = [...world.legs.values()]
    .filter(leg => leg.from === `client:${pass.identity}` && isSame(leg.dialled, params))
    .flatMap(leg =>
      leg.heard.map(({ who, name, text }) => ({ who, ...(name !== undefined && { name }), text })),
    )
  send({ type: 'recalled', params, heard: heard.slice(-RECALLED) })
}

function isSame(one: Readonly<Record<string, string>> | undefined, other: Record<string, string>): boolean {
  const keys = Object.keys(other)
  return (
    one !== undefined && Object.keys(one).length === keys.length && keys.every(key => one[key] === other[key])
  )
}

type InCall = Exclude<SoftphoneToLine, { type: 'register' | 'unregister' | 'connect' | 'recall' }>

function inCall(world: World, connection: SoftphoneConnection, message: InCall): void {
  const { callSid } = message
  const call = connection.calls.get(callSid)
  if (!call || isFinal(call.leg.status)) {
    connection.send({ type: 'error', code: 31481, message: 'That call is over.', callSid })
    return
  }
  const { leg } = call
  const end = (reason: DisconnectReason, status?: 'busy') => {
    call.endedHere = reason
    endLeg(world, leg, 'farEnd', status)
  }
  switch (message.type) {
    case 'accept':
      if (leg.status !== 'ringing' || call.isAccepted) break
      call.isAccepted = true
      pickUp(world, leg)
      break
    case 'reject':
      if (leg.status === 'ringing') end('rejected', 'busy')
      break
    case 'mute':
      call.isMuted = message.muted
      connection.send({ type: 'muted', callSid, muted: message.muted })
      break
    case 'digits':
      farEndPresses(world, leg, message.digits)
      break
    case 'say':
      if (!call.isMuted) farEndSays(world, leg, message.text)
      break
    case 'disconnect':
      end(call.isAccepted ? 'local' : 'rejected')
      break
    default:
      message satisfies never
  }
}
