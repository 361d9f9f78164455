import type { Twilio } from 'twilio'
import { labelOfParty } from '#server/calls/core/parties.ts'
import type { CallPlace, PartyLine } from '#server/calls/phoneLine.ts'
import type { Addresses } from './addresses.ts'
import { ignoringGone, making } from './askingTwilio.ts'
import type { Line } from './twiml.ts'

const LEG_EVENTS = ['initiated', 'ringing', 'answered', 'completed']
const RINGS = 25
/** The carrier's clock and ours may differ by this much. Milliseconds. */
const CLOCKS_APART = 5_000
const LIVES: readonly string[] = ['queued', 'initiated', 'ringing', 'in-progress']

/** What calls need of the telephone for whoever is brought in, made of Twilio's. */
export function twilioParties({
  client,
  lineOf,
  to,
}: {
  client: Twilio
  lineOf: (place: CallPlace) => Line
  to: Addresses
}): PartyLine {
  return {
    ringParty: async (place, { claim, party, room, number, askedAt }, { isRepeat }) => {
      const line = lineOf(place)
      const rung = await making(async () => {
        const from = new Date(Date.parse(askedAt) - CLOCKS_APART)
        const before = isRepeat ? await client.calls.list({ to: number, from: line.number, limit: 20 }) : []
        if (before.some(leg => LIVES.includes(leg.status) && !(leg.dateCreated < from))) return
        // By the room's own name at the carrier: a room that has ended is refused, and never opened anew by somebody who is rung.
        await client.conferences(room).participants.create({
          from: line.number,
          to: number,
          label: labelOfParty(party),
          earlyMedia: true,
          beep: 'false',
          timeout: RINGS,
          endConferenceOnExit: false,
          statusCallback: to.partyStatus(place, party),
          statusCallbackEvent: LEG_EVENTS,
          conferenceStatusCallback: to.room(place, claim),
          conferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave', 'hold'],
        })
      })
      return { kind: rung.kind === 'made' ? 'done' : 'gone' }
    },

    dropParty: async leg => {
      const isGone = await ignoringGone(() => client.calls(leg).update({ status: 'completed' }))
      return { kind: isGone ? 'gone' : 'done' }
    },

    holdCaller: async ({ room, leg }, isOn) => {
      const held = { hold: isOn, ...(isOn ? { holdUrl: to.document('hold.xml'), holdMethod: 'GET' } : {}) }
      const isGone = await ignoringGone(() => client.conferences(room).participants(leg).update(held))
      return { kind: isGone ? 'gone' : 'done' }
    },
  }
}
