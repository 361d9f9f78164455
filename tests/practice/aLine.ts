import twilio from 'twilio'
import { onTestFinished } from 'vitest'
import type { VirtualClock } from '#server/practice/clock.ts'
import { virtualClock } from '#server/practice/clock.ts'
import type { PracticeLine, PracticeLineOptions } from '#server/practice/lineOptions.ts'
import { startPracticeLine } from '#server/practice/practiceLine.ts'
import type { Answers, Hub } from './aHub.ts'
import { aHub } from './aHub.ts'

export const NUMBER = '+441632960001'
export const MOBILE_NUMBER = '+447700900666'
export const CALLER = '+447700900123'
export const KEYS = {
  accountSid: 'AC00000000000000000000000000000000',
  authToken: 'practice-token',
  apiKeySid: 'SK00000000000000000000000000000000',
  apiKeySecret: 'practice-secret',
}
const APPLICATION = 'AP00000000000000000000000000000000'

export type Setting = { line: PracticeLine; hub: Hub; clock: VirtualClock }

/** A hub and a line with a clock that stands still; speech takes no time. Both are gone after the test. */
export async function aLine(
  answers: Answers = {},
  options: Partial<PracticeLineOptions> = {},
): Promise<Setting> {
  const hub = await aHub(answers)
  const clock = virtualClock()
  const line = await startPracticeLine({
    ...KEYS,
    clock,
    speechRate: 0,
    callsPerSecond: 1_000,
    numbers: [
      {
        number: NUMBER,
        voiceUrl: `${hub.origin}/voice`,
        voiceFallbackUrl: `${hub.origin}/fallback`,
        statusCallback: `${hub.origin}/status`,
      },
      { number: MOBILE_NUMBER, voiceUrl: `${hub.origin}/voice`, smsUrl: `${hub.origin}/sms` },
    ],
    applications: [{ sid: APPLICATION, voiceUrl: `${hub.origin}/nurse` }],
    ...options,
  })
  onTestFinished(async () => {
    await line.close()
    await hub.close()
  })
  return { line, hub, clock }
}

export type RestExchange = {
  method: string
  url: string
  form: [string, string][]
  query: Record<string, unknown>
  status: number
  body: unknown
}

/** The carrier's own client, sent to the line instead: as the hub's is. */
export function sdk(line: PracticeLine, wasSent?: (exchange: RestExchange) => void) {
  class LineClient extends twilio.RequestClient {
    override async request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
      const url = new URL(options.uri)
      const uri = `${line.origin}/${url.hostname.split('.')[0]}${url.pathname}${url.search}`
      const reply = await super.request<T>({ ...options, uri })
      const form = Object.entries(Object(options.data)).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, String(one)]),
      )
      const query = { ...Object(options.params) }
      const body = typeof reply.body === 'string' && reply.body !== '' ? JSON.parse(reply.body) : reply.body
      wasSent?.({
        method: options.method.toUpperCase(),
        url: options.uri,
        form,
        query,
        status: reply.statusCode,
        body,
      })
      return reply
    }
  }
  return twilio(KEYS.accountSid, KEYS.authToken, { httpClient: new LineClient({ timeout: 3_000 }) })
}

/** Documents in one line of code. */
export const twiml = (...inside: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${inside.join('')}</Response>`
