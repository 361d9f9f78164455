import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { E164 } from '#shared/phoneNumber.ts'
import type { PracticeState } from '#shared/practice.ts'
import type { OpenLine } from './line/openLine.ts'
import type { Config } from './platform/config.ts'
import { StartRefused } from './platform/problems.ts'
import type { LineNumberOptions, PracticeLine } from './practice/lineOptions.ts'
import { startPracticeLine } from './practice/practiceLine.ts'

const PAGES = join(import.meta.dirname, '..', 'client', 'dist')

/** The practice line in this process, or one that runs elsewhere and was named in the settings. */
export type Practice = { origin: string; own: PracticeLine | undefined }

/** Starts the stand-in for the carrier with its keys; what it rings is told by `connectPractice`, once that is known. */
export async function startPractice(config: Config): Promise<Practice | undefined> {
  if (!config.practice) return undefined
  const { port, url } = config.practice
  if (url !== undefined) return { origin: url, own: undefined }
  const people = await peopleToPlay()
  const { accountSid, authToken, apiKeySid, apiKeySecret } = config.carrier
  const options = { accountSid, authToken, apiKeySid, apiKeySecret, ...people, pageDirectory: PAGES, port }
  try {
    // A carrier never gives a call the name of an earlier one; the record of yesterday's practice is still here.
    const own = await startPracticeLine({
      ...options,
      seed: randomInt(2 ** 31),
      numbers: [],
      applications: [],
    })
    return { origin: own.origin, own }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new StartRefused(`Port ${port} is taken. Set PRACTICE_PORT to a free one for the practice line.`)
    throw error
  }
}

/** Whom a newcomer may play, and which line those who work for one would ring. Production never loads the invented world. */
async function peopleToPlay(): Promise<Pick<PracticeState, 'callers' | 'atWork'>> {
  const { worldGuide } = await import('./world/guide.ts')
  return {
    callers: worldGuide.suggestedCallers.flatMap(({ name, number, line, about, note }) =>
      number === null ? [] : [{ name, number, to: E164.parse(line), note: `${about}. ${note}` }],
    ),
    atWork: worldGuide.atWork.map(({ number, line }) => ({ number, to: line })),
  }
}

/** Tells the practice line what a real number's settings at the carrier would say. */
export function connectPractice({ own }: Practice, { lines, to, documents }: OpenLine, config: Config): void {
  if (!own) return
  const ofLines = lines.all().map(
    (line): LineNumberOptions => ({
      number: line.number,
      name: line.name,
      voiceUrl: to.incoming,
      voiceFallbackUrl: to.fallback(line.lineId),
      voiceFallbackMethod: 'GET',
      statusCallback: to.status,
    }),
  )
  own.setNumbers([...ofLines, ...forTexts(to, config.messages.from)])
  own.setApplications([
    { sid: config.carrier.appSid, voiceUrl: to.softphone, statusCallback: to.softphoneStatus },
  ])
  own.setDocuments(documents())
}

/** The mobile that a house texts from, as an operator sets it at the carrier: texts come to us, and who rings it hears so. */
export function forTexts(to: OpenLine['to'], number: string | undefined): LineNumberOptions[] {
  if (!number) return []
  return [{ number, name: 'Texts', voiceUrl: to.incoming, smsUrl: to.textIncoming, isForTexts: true }]
}
