import type { Twilio } from 'twilio'
import type { MessageLine, Outgoing } from '#server/messages/messageLine.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Addresses } from './addresses.ts'
import { asking, making } from './askingTwilio.ts'
import type { Lines } from './lines.ts'
import { pressOneOrTwo } from './twiml.ts'

const LEG_EVENTS = ['initiated', 'ringing', 'answered', 'completed']
const RING_SECONDS = 25
/** So many of the newest to one number are looked through for one whose answer was lost. */
const NEWEST = 20
/** The longest that a text may be tried; the carrier takes no more. Seconds. */
const LONGEST_VALID = 14_400

/** Messages' telephone, made of Twilio's. `textsFrom`: the number that texts are sent from; rings come from the line's own. */
export function twilioMessages({
  client,
  lines,
  to,
  textsFrom,
}: {
  client: Twilio
  lines: Lines
  to: Addresses
  textsFrom: E164 | undefined
}): MessageLine {
  const numberOf = ({ lineId }: Outgoing) => {
    const line = lines.byId(lineId)
    if (!line) throw new CarrierUnavailable()
    return line.number
  }

  return {
    sendText: async ({ messageId, to: number, words }, validSeconds) => {
      if (!textsFrom) return { kind: 'no_sender' }
      const sent = await making(() =>
        client.messages.create({
          to: number,
          from: textsFrom,
          body: words,
          statusCallback: to.text(messageId),
          validityPeriod: Math.min(validSeconds, LONGEST_VALID),
          // The words do not stay at the carrier; a letter outside of one text's alphabet is written by one that is in it.
          contentRetention: 'discard',
          smartEncoded: true,
        }),
      )
      return sent.kind === 'made' ? { kind: 'taken', sid: sent.made.sid } : sent
    },

    ringWithKey: async message => {
      const { messageId, to: number, words } = message
      const rung = await making(() =>
        client.calls.create({
          to: number,
          from: numberOf(message),
          // Handed over whole: a telephone that is picked up speaks at once, with every process of ours dead.
          twiml: pressOneOrTwo(to.pressed(messageId), words),
          timeout: RING_SECONDS,
          statusCallback: to.ring(messageId),
          statusCallbackEvent: LEG_EVENTS,
        }),
      )
      return rung.kind === 'made' ? { kind: 'taken', sid: rung.made.sid } : rung
    },

    takenSince: async (kind, message, since) => {
      const from = kind === 'text' ? textsFrom : numberOf(message)
      if (!from) return []
      const which = { to: message.to, from, limit: NEWEST }
      const list = async (): Promise<Taken[]> =>
        kind === 'text' ? client.messages.list(which) : client.calls.list(which)
      return ((await asking(list)) ?? [])
        .filter(one => one.direction === 'outbound-api' && momentOf(one) >= Date.parse(since))
        .toSorted((a, b) => momentOf(a) - momentOf(b))
        .map(one => one.sid)
    },

    look: async (kind, sid) => {
      if (kind === 'ring_with_key') {
        const leg = await asking(() => client.calls(sid).fetch())
        return leg && { status: leg.status, code: null }
      }
      const text = await asking(() => client.messages(sid).fetch())
      return text && { status: text.status, code: text.errorCode || null }
    },
  }
}

type Taken = { sid: string; direction: string; dateCreated: Date }

/** When it was made; of one that says nothing readable, long ago. */
function momentOf({ dateCreated }: Taken): number {
  const at = dateCreated instanceof Date ? dateCreated.getTime() : 0
  return Number.isNaN(at) ? 0 : at
}
