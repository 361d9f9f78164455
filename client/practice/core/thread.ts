import type { HeardLine, Talk } from '#shared/practice.ts'

/** One thing heard, as it is shown. */
export type ThreadLine = HeardLine & {
  /** Whether a person was at the other end when it was said. */
  isJoined: boolean
  /** How often the same sound was heard on end. */
  times: number
}

/** What was heard, with the stretches in which two people were joined. The same sound on end is one line. */
export function threadOf(heard: readonly HeardLine[], talks: readonly Talk[]): ThreadLine[] {
  const shown: ThreadLine[] = []
  for (const line of heard) {
    const last = shown.at(-1)
    if (last && last.who === 'sound' && line.who === 'sound' && last.text === line.text) {
      shown[shown.length - 1] = { ...last, times: last.times + 1 }
    } else shown.push({ ...line, isJoined: talks.some(talk => isWithin(talk, line)), times: 1 })
  }
  return shown
}

/** The talk that goes on now: a person is at the other end, whether or not a word has been said. */
export function talkNow(talks: readonly Talk[]): Talk | undefined {
  const last = talks.at(-1)
  return last?.until === undefined ? last : undefined
}

function isWithin({ after, until }: Talk, { n }: HeardLine): boolean {
  return n > after && (until === undefined || n <= until)
}
