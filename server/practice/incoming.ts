import { callerIdSent, toE164 } from './core/withheld.ts'
import { handsetAt, handsetParty, phoneOf, remember, toHandsetCall } from './handsets.ts'
import type { Leg, Party } from './leg.ts'
import { createLeg, endLeg } from './legs.ts'
import type { VoiceAddress } from './lineOptions.ts'
import { background } from './waiting.ts'
import type { World } from './world.ts'
import { tell } from './world.ts'

export type IncomingCall = {
  from: string
  to: string
  party: Party
  /** Instead of the number's own: what a softphone's application says. */
  address?: VoiceAddress
  extra?: Record<string, string>
}

/** A call comes in: the number's voice URL says what happens with it. */
export function phoneIn(world: World, { from, to, party, address, extra }: IncomingCall): Leg {
  const voice = address ?? world.numbers.get(to)
  const leg = createLeg(world, {
    from,
    to,
    direction: 'inbound',
    status: 'ringing',
    party,
    extra: { ...extra },
    callback:
      voice?.statusCallback === undefined
        ? undefined
        : {
            url: voice.statusCallback,
            method: voice.statusCallbackMethod ?? 'POST',
            // A number's callback tells only of the end.
            events: new Set(['completed']),
          },
    fallback:
      voice?.voiceFallbackUrl === undefined
        ? undefined
        : { url: voice.voiceFallbackUrl, method: voice.voiceFallbackMethod ?? 'POST' },
  })
  const work = async () => {
    if (!voice || world.isOut) return endLeg(world, leg, 'document', 'failed')
    const method = voice.voiceMethod ?? 'POST'
    await world.interpreter.runCall(world, leg, { kind: 'url', url: voice.voiceUrl, method })
  }
  background(world, 'incoming call', world.interpreter.supervise(world, leg, work))
  return leg
}

/** Somebody with a handset phones in. `from`: a number as written anywhere, 'withheld', or a raw caller id. */
export function phoneFromHandset(world: World, from: string, to?: string): Leg {
  const sent = from === 'withheld' ? callerIdSent(from) : toE164(from)
  const number = to ?? [...world.numbers.keys()][0] ?? ''
  const leg = phoneIn(world, { from: sent, to: number, party: handsetParty(world, sent) })
  remember(handsetAt(world, phoneOf(leg)), leg)
  tell(world, { type: 'call', call: { ...toHandsetCall(leg), heard: [] } })
  return leg
}
