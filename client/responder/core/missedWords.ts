import { showMoment } from '#client/ui/core/when.ts'
import type { MissedColleague } from '#shared/missed.ts'
import type { Instant } from '#shared/time.ts'

type One = MissedColleague

/** Who, and what it is. */
export function missedTitle({ name, helpAt, isMistaken }: One): string {
  if (helpAt === null) return `${name} is missed.`
  return isMistaken ? `${name} called for help, and says by accident.` : `${name} has called for help.`
}

/** Since when. */
export function missedSince({ by, missedAt, helpAt }: One, now: Instant): string {
  if (helpAt) return `Called for help ${showMoment(helpAt, now)}`
  const was = `was to be out by ${showMoment(by, now)}`
  return missedAt ? `Missed ${showMoment(missedAt, now)}: ${was}` : was
}

export function whoSeesToIt({ seenTo, rung999 }: One, now: Instant): string {
  if (!seenTo) return 'Nobody has said yet'
  const who = seenTo.isYou ? 'You' : seenTo.name
  const rung = rung999 ? `; 999 rung ${showMoment(rung999.at, now)} by ${rung999.name}` : ''
  return `${who}, since ${showMoment(seenTo.at, now)}${rung}`
}

/** What is to be done next, in two lines. Nobody is sent to a house: who goes there alone is missed as well. */
export function whatToDo({ seenTo, maySeeTo, helpAt, name }: One): [string, string] {
  const line = 'It knows where they are, and rings 999.'
  if (seenTo?.isYou)
    return [
      `Ring the line and stay with it until ${name} is known to be safe. ${line}`,
      'Do not go there alone.',
    ]
  if (helpAt && seenTo)
    return [
      `${seenTo.name} sees to it. Ring the line if you know where ${name} is.`,
      'Do not go there alone.',
    ]
  if (helpAt) return [`Ring the line now. ${line}`, 'Do not go there alone.']
  if (maySeeTo && !seenTo)
    return [
      `Ring ${name}, then the line. ${line}`,
      'Say that you see to it, so that nobody else is rung. Do not go there alone.',
    ]
  return [
    `Ring ${name}. If they are safe, they say so on their phone, and you tell the line.`,
    `No answer: ring the line. ${line} Do not go there alone.`,
  ]
}
