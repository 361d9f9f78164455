import type { LineToSoftphone } from '#shared/softphone.ts'
import type { SoftphoneClient } from './lineOptions.ts'
import { until } from './phoneCalls.ts'
import { openSoftphoneSession } from './softphoneSession.ts'
import type { World } from './world.ts'

/** A browser telephone without a browser and without a token. */
export function softphoneClient(
  world: World,
  identity: string,
  applicationSid: string | undefined,
): SoftphoneClient {
  const got: LineToSoftphone[] = []
  const session = openSoftphoneSession(world, message => got.push(message))
  const day = 24 * 3_600_000
  session.admit({ identity, expiresAt: world.clock.now() + day, mayReceive: true, applicationSid })
  let read = 0
  let attempts = 0

  return {
    identity,
    send: message => session.receive(message),
    messages: () => got,
    async connect(params) {
      const key = `attempt-${++attempts}`
      session.receive({ type: 'connect', key, params })
      const answer = got.findLast(m => (m.type === 'connecting' || m.type === 'error') && m.key === key)
      if (answer?.type !== 'connecting') throw new Error(`no connection: ${JSON.stringify(answer)}`)
      return answer.callSid
    },
    /** The next message of this type that has not been waited for yet. */
    waitFor<T extends LineToSoftphone['type']>(type: T, withinMs = 5_000) {
      const isWanted = (m: LineToSoftphone): m is Extract<LineToSoftphone, { type: T }> => m.type === type
      const look = () => {
        const index = got.findIndex((message, i) => i >= read && isWanted(message))
        const found = got[index]
        if (!found || !isWanted(found)) return undefined
        read = index + 1
        return found
      }
      return until(look, withinMs, () => `for '${type}' at ${identity}: ${JSON.stringify(got.slice(-5))}`)
    },
    heard: callSid =>
      got.flatMap(m => (m.type === 'heard' && m.callSid === callSid && m.who !== 'self' ? m.text : [])),
    close: () => session.lost(),
  }
}
