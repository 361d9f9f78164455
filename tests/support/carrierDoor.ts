import { request } from 'node:http'
import { signatureOf } from '#server/practice/webhooks.ts'
import { until } from './aNurse.ts'
import type { SmallHouse } from './smallHouse.ts'

export type Fields = Record<string, string | string[]>
export type Told = { status: number; body: string; type: string }

type Given = {
  /** Signed with this token; undefined: the account's own. */
  token?: string
  /** Sent instead of the right signature; null: no header at all. */
  signature?: string | string[] | null
  /** The address that is signed, where it is not the one that is asked. */
  signedUrl?: string
  /** Sent instead of the encoded fields. */
  body?: string | Buffer
  headers?: Record<string, string>
  method?: string
}

/**
 * The webhook door of a house as the carrier sees it: signed forms in, documents out. A machine that stands still for a second sends a
 * word by the spool: what was taken is stored by the time the test goes on, unless it wants to see the spool itself.
 */
export function carrierDoor({ house }: Pick<SmallHouse, 'house'>, goesOn: 'stored' | 'answered' = 'stored') {
  const { authToken, accountSid } = house.deps.config.carrier
  const { port } = new URL(house.publicUrl)

  function tell(path: string, fields: Fields = {}, given: Given = {}): Promise<Told> {
    const pairs = pairsOf({ AccountSid: accountSid, ApiVersion: '2010-04-01', ...fields })
    const signature =
      given.signature === undefined
        ? signatureOf(given.token ?? authToken, given.signedUrl ?? `${house.publicUrl}${path}`, pairs)
        : given.signature
    return exchange(path, given.method ?? 'POST', given.body ?? new URLSearchParams(pairs).toString(), {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
      ...given.headers,
    })
  }

  /** The same, with its fields in the address: all of it is signed, and nothing else. */
  function tellByGet(path: string, fields: Fields = {}): Promise<Told> {
    const query = new URLSearchParams(pairsOf({ AccountSid: accountSid, ...fields })).toString()
    const url = `${path}?${query}`
    return exchange(url, 'GET', '', {
      'x-twilio-signature': signatureOf(authToken, `${house.publicUrl}${url}`, []),
    })
  }

  /** Node's own client: fetch would not let us write a Host header, or one header twice. */
  function exchange(
    path: string,
    method: string,
    body: string | Buffer,
    headers: Record<string, string | string[]>,
  ): Promise<Told> {
    const { promise, resolve, reject } = Promise.withResolvers<Told>()
    const isStored = async (told: Told) => {
      if (goesOn === 'stored' && told.status < 300) await until(async () => house.line.spool.count() === 0)
      return told
    }
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          type: String(response.headers['content-type'] ?? ''),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
    return promise.then(isStored)
  }

  return { tell, tellByGet, accountSid, authToken }
}
export type CarrierDoor = ReturnType<typeof carrierDoor>

function pairsOf(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
}

/** The leg of a caller, made of a small number: 'CA' and 32 digits. */
export function aLeg(n: number): string {
  return `CA${String(n).padStart(32, '0')}`
}

/** What comes with a ring. */
export function aRing(n: number, given: Fields = {}): Fields {
  return {
    CallSid: aLeg(n),
    From: '+447700900123',
    To: '+441632960001',
    Direction: 'inbound',
    CallStatus: 'ringing',
    ...given,
  }
}
