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

/** The fields of a form body. A field sent more than once stays a list: the signature covers every value. */
export function parseForm(body: string): Form {
  const form: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const before = form[name]
    form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return form
}
