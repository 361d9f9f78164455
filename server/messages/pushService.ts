import webPush from 'web-push'
import type { NoticeKeys } from '#server/platform/noticeKey.ts'
import type { Notice, NoticePhone } from '#shared/notices.ts'

export type Handed =
  | { kind: 'taken' }
  /** That browser is not there any more, or does not want it: never again. */
  | { kind: 'gone' }
  /** Never as it is. */
  | { kind: 'refused'; status: number }
  | { kind: 'later'; seconds: number }

/** A service that does not answer must not hold a promise until its lease is over. */
const PATIENCE_MS = 8_000
const NOTICE_BYTES = 256
/** However long a service wants us to wait: the notice is of use for a quarter of an hour. */
const LATER_SECONDS = { least: 2, most: 300 } as const

/**
 * Hands a notice to the push service of a browser, sealed for that browser alone (RFC 8291) and signed by the house (RFC 8292). A later one of
 * the same `topic` takes the place of one that the service still holds. Rejects where nobody knows what came of it.
 */
export async function handToPushService(
  keys: NoticeKeys,
  { endpoint, p256dh, auth }: NoticePhone,
  notice: Notice,
  { ttlSeconds, topic }: { ttlSeconds: number; topic: string },
): Promise<Handed> {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    // All of one length: by it their services could tell one from another.
    JSON.stringify(notice).padEnd(NOTICE_BYTES),
    {
      TTL: ttlSeconds,
      urgency: 'high',
      topic,
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: keys.contact, publicKey: keys.publicKey, privateKey: keys.privateKey },
    },
  )
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: new Uint8Array(body),
    // Nobody sends us on to another machine, and what is answered is not read.
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  await answer.body?.cancel()
  return readStatus(answer.status, answer.headers.get('retry-after'))
}

function readStatus(status: number, retryAfter: string | null): Handed {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status < 500 && status !== 408 && status !== 429) return { kind: 'refused', status }
  const asked = Number(retryAfter ?? '0')
  const seconds = Number.isFinite(asked) ? asked : 0
  return { kind: 'later', seconds: Math.min(LATER_SECONDS.most, Math.max(LATER_SECONDS.least, seconds)) }
}
