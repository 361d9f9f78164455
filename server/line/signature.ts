import twilio from 'twilio'

export type Form = Readonly<Record<string, string | string[]>>

/**
 * Whether the carrier sent this. The address is the configured public one and never rebuilt from the request's own
 * headers, which anybody can write; everything received is covered, for the carrier adds fields without notice.
 * During a rotation of the token two tokens are good. Source: twilio.com/docs/usage/security.
 */
export function isSigned(
  tokens: readonly string[],
  signature: string | undefined,
  url: string,
  form: Form,
): boolean {
  // A request line may name anything ('GET http://elsewhere/ HTTP/1.1'); what makes no address was not signed by the carrier.
  if (!signature || !URL.canParse(url)) return false
  return tokens.some(token => twilio.validateRequest(token, signature, url, form))
}

/** Many times what the carrier ever sends, and read in some milliseconds. */
const MOST_FIELDS = 2_500

/**
 * The fields of a form body, or undefined when there are more than anybody sends: this runs before the signature is
 * checked, so a stranger decides what is in it. A field sent more than once stays a list: the signature covers every value.
 */
export function parseForm(body: string): Form | undefined {
  if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) return undefined
  const form: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const before = form[name]
    if (before === undefined) form[name] = value
    else if (Array.isArray(before)) before.push(value)
    else form[name] = [before, value]
  }
  return form
}
