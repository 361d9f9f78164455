import { method } from '../core/twiml.ts'
import type { VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl } from '../documents.ts'
import { endLeg } from '../legs.ts'
import { raiseAlert } from '../world.ts'

export const redirect: VerbRunner = async (_context, verb, { base }) => ({
  kind: 'goto',
  source: { kind: 'url', url: resolveUrl(verb.text, base), method: method(verb, 'method') },
})

/** Refuses a call that has not been answered; later in a call it only ends it. */
export const reject: VerbRunner = async ({ world, leg }, verb) => {
  const isUnanswered = leg.status === 'ringing' && leg.direction === 'inbound'
  const status = verb.attributes.reason === 'busy' ? 'busy' : 'failed'
  if (isUnanswered) endLeg(world, leg, 'document', status)
  return { kind: 'hangUp' }
}

/** Only legs that came by SIP can be referred, and this line has none. */
export const refer: VerbRunner = async ({ world, leg }) => {
  raiseAlert(world, 13801, { callSid: leg.sid })
  return NEXT
}
