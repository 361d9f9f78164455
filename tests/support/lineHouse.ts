import { type Config, practiceKeys } from '#server/platform/config.ts'
import type { PracticeLine, PracticeLineOptions } from '#server/practice/lineOptions.ts'
import { startPracticeLine } from '#server/practice/practiceLine.ts'
import { connectPractice } from '#server/startPractice.ts'
import { type SmallHouse, smallHouse } from './smallHouse.ts'

/** A small house whose telephone is a practice line of the test's own: it outlives the server, as a carrier does. */
export type LineHouse = SmallHouse & { phone: PracticeLine; numberOf: (line: 1 | 2) => string }

export async function lineHouse(
  options: Partial<PracticeLineOptions> = {},
  settings: Partial<Config> = {},
): Promise<LineHouse> {
  const keys = practiceKeys('a secret of the tests')
  const { accountSid, authToken, apiKeySid, apiKeySecret } = keys
  const phone = await startPracticeLine({
    accountSid,
    authToken,
    apiKeySid,
    apiKeySecret,
    numbers: [],
    applications: [],
    speechRate: 5,
    callsPerSecond: 100,
    ...options,
  })
  const small = await smallHouse({ practice: { port: 0, url: phone.origin }, ...settings })
  connectPractice({ origin: phone.origin, own: phone }, small.house.line, small.house.deps.config)
  return {
    ...small,
    phone,
    numberOf: line => `+44163296000${line}`,
    close: async () => {
      await phone.close()
      await small.close()
    },
  }
}
