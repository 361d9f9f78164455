import type { HeardLine } from '#shared/practice.ts'

/** One thing heard, as it is shown. */
export type ThreadLine = HeardLine & {
  /** Whether a person was at the other end when it was said. */
  isJoined: boolean
  /** How often the same sound was heard on end. */
  times: number
}

/**
 * What was heard, with the stretches in which two people were talking.
 * Two people talk from the first word of a person until the line takes over again (an announcement, music, ringing);
 * a beep changes nothing. The same sound on end is one line.
 */
export function threadOf(heard: readonly HeardLine[]): ThreadLine[] {
  const shown: ThreadLine[] = []
  let joined = false
  for (const line of heard) {
    joined = joinedAfter(joined, line)
    const last = shown.at(-1)
    if (last && last.who === 'sound' && line.who === 'sound' && last.text === line.text) {
      shown[shown.length - 1] = { ...last, times: last.times + 1 }
    } else shown.push({ ...line, isJoined: joined, times: 1 })
  }
  return shown
}

/** Whether a person is at the other end now. */
export function isJoined(heard: readonly HeardLine[]): boolean {
  return heard.reduce(joinedAfter, false)
}

function joinedAfter(joined: boolean, line: HeardLine): boolean {
  switch (line.who) {
    case 'person':
      return true
    case 'line':
      return false
    case 'sound':
      return joined && isTone(line.text)
    case 'self':
      return joined
    default:
      return line.who satisfies never
  }
}

function isTone(sound: string): boolean {
  return /\b(beep|tones?)\b/i.test(sound)
}
