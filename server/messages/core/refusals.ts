/** Why we ask the carrier for nothing. */
export const ourReasons = {
  stopped: 'They have stopped our texts by a text of their own. Ring them, and ask them to text START.',
  not_theirs: 'It is not the number that is held for them any more. Look at their number, and ring them.',
  not_reached: 'We neither text nor ring a number of this kind. Ring them by hand.',
  too_many:
    'As many have gone out today as the house allows. Ring them by hand, and tell whoever keeps the house.',
  no_sender: 'This house has no number that texts are sent from. Ring them.',
  phone_gone:
    'They are not told on that telephone any more. A text goes beside a notice, where they have a number.',
  no_key: 'This house sends no notices. A text goes beside a notice, where they have a number.',
  not_taken: 'The push service did not take it. A text goes beside a notice, where they have a number.',
  too_late: 'It could not be sent while it was of use. Ring them.',
} as const
export type OurReason = keyof typeof ourReasons

/**
 * What the carrier's codes mean for whoever waits for an answer, and what to do. All of them: go on by the next way at once. Source:
 * twilio.com/docs/api/errors; telephony guide 5.
 */
const carrierCodes: Readonly<Record<number, string>> = {
  21211: 'The carrier takes it for no telephone number. Look at their number, and ring them.',
  21408: 'Our account may not text this country. Ring them, and tell whoever keeps the house.',
  21606:
    'The number that we text from is not one of our account. Ring them, and tell whoever keeps the house.',
  21610: ourReasons.stopped,
  21611: 'Too many texts of ours wait at the carrier. Ring them.',
  21612: 'The carrier has no way to text this number. Ring them.',
  21614: 'It is no mobile. Ring them, and ask for a mobile number.',
  21659:
    'The number that we text from is not one of our account. Ring them, and tell whoever keeps the house.',
  30001: 'Too many texts of ours waited at the carrier. Ring them.',
  30002: 'Our account is stopped. Ring them by hand, and tell whoever keeps the house.',
  30003: 'Their telephone is off, or has no signal. Ring them, or somebody else.',
  30004: 'Their telephone or their network blocks texts from us. Ring them.',
  30005: 'The network does not know this number. Look at it, and ring them.',
  30006: 'It is a landline, or cannot be texted. Ring them.',
  30007: 'A network took the text for an unwanted one. Ring them, and tell whoever keeps the house.',
  30008: 'It did not arrive, and nobody knows why. Ring them.',
}
/** The codes that have words of their own. */
export const KNOWN_CODES: readonly number[] = Object.keys(carrierCodes).map(Number)

export function carrierSays(code: number | null): string {
  const known = code === null ? undefined : carrierCodes[code]
  return known ?? 'It did not arrive. Ring them.'
}

/** Those that say of the number, and not of the moment, that we are stopped there. */
export const STOPPED_CODE = 21610
