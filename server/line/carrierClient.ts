import twilio, { type Twilio } from 'twilio'
import type Requests from 'twilio/lib/base/RequestClient.js'

// A CommonJS package whose names only its default export shows.
const { RequestClient } = twilio

/** The carrier answers within this, or we treat it as away: a nurse and a caller are both waiting. Milliseconds. */
const TIMEOUT_MS = 4_500

export type CarrierAccount = {
  accountSid: string
  apiKeySid: string
  apiKeySecret: string
  region: string | undefined
  edge: string | undefined
  /** Where the practice line listens; absent for the real carrier. */
  origin: string | undefined
}

export function carrierClient({
  accountSid,
  apiKeySid,
  apiKeySecret,
  region,
  edge,
  origin,
}: CarrierAccount): Twilio {
  return twilio(apiKeySid, apiKeySecret, {
    accountSid,
    ...(region && edge ? { region, edge } : {}),
    httpClient: origin ? new ClientOf(origin) : new RequestClient({ timeout: TIMEOUT_MS }),
  })
}

/** The SDK has no setting for another address, so its requests are sent to the practice line as they leave. */
class ClientOf extends RequestClient {
  readonly origin: string

  constructor(origin: string) {
    super({ timeout: TIMEOUT_MS })
    this.origin = origin
  }

  override request<Data>(options: Requests.RequestOptions<Data>) {
    const { hostname, pathname, search } = new URL(options.uri)
    const product = hostname.split('.')[0] ?? 'api'
    return super.request<Data>({ ...options, uri: `${this.origin}/${product}${pathname}${search}` })
  }
}
