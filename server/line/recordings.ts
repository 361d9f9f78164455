import type { Messages } from '#server/dispatch/taskRoutes.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { CarrierAccount } from './carrierClient.ts'

const TIMEOUT_MS = 8_000
const RECORDING = /^RE[0-9a-f]{32}$/

export type Recordings = Messages & {
  /** The sound itself, or null when the carrier does not have it (yet). */
  sound: (recordingSid: string) => Promise<{ body: Buffer; type: string } | null>
}

/**
 * Messages at the carrier. The address is built from our account and the recording's id and never taken from a webhook,
 * whose address anybody could have named (docs/decisions). Redirects are not followed.
 */
export function recordings(account: CarrierAccount): Recordings {
  const { accountSid, apiKeySid, apiKeySecret, origin, region, edge } = account
  const host = region && edge ? `https://api.${edge}.${region}.twilio.com` : 'https://api.twilio.com'
  const base = `${origin ? `${origin}/api` : host}/2010-04-01/Accounts/${accountSid}/Recordings`
  const authorization = `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`

  async function fetchFile(recordingSid: string, ending: 'wav' | 'txt' | 'json'): Promise<Response | null> {
    if (!RECORDING.test(recordingSid)) return null
    try {
      const response = await fetch(`${base}/${recordingSid}.${ending}`, {
        headers: { authorization },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (response.status === 404) return null
      if (!response.ok) throw new CarrierUnavailable()
      return response
    } catch (error) {
      throw error instanceof CarrierUnavailable ? error : new CarrierUnavailable({ cause: error })
    }
  }

  return {
    isReady: async recordingSid => {
      const described = await fetchFile(recordingSid, 'json')
      if (!described) return false
      const body: unknown = await described.json()
      return typeof body === 'object' && body !== null && 'status' in body && body.status === 'completed'
    },
    // Only the practice line has the words: the carrier's own transcription is for American English and is not used.
    words: async recordingSid =>
      origin ? ((await (await fetchFile(recordingSid, 'txt'))?.text()) ?? null) : null,
    sound: async recordingSid => {
      const file = await fetchFile(recordingSid, 'wav')
      return file && { body: Buffer.from(await file.arrayBuffer()), type: 'audio/wav' }
    },
  }
}
