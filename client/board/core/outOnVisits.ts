import type { Board } from '#client/live/core/board.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showTime } from '#client/ui/core/when.ts'
import { type OutOnVisit, type OutRow, outRows } from '#shared/loneWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

export type { OutRow }

/** Everybody who is out, for whatever task, also one that is over: who pressed for help first, then the longest over their time. */
export function outOnVisits(tasks: Board['teamTasks']): OutRow[] {
  return outRows(tasks.values())
}

/** More than a clock that runs. */
export function isAlarmed({ step }: Pick<OutOnVisit, 'step'>): boolean {
  return step !== 'out'
}

/** Somebody is to ring 999 now. */
export function isForThePolice({ step }: Pick<OutOnVisit, 'step'>): boolean {
  return step === 'help' || step === 'police'
}

/** Help is called for, and nobody of the line has said that they see to it: the one thing that is loud, also in mid-call. */
export function isCalling(out: OutOnVisit): boolean {
  return isForThePolice(out) && !out.isMistaken && !out.seenTo
}

/** Who has it, since when, and whether 999 is rung; null while nobody has said so. */
export function seenWords({ seenTo, rung999 }: Pick<OutOnVisit, 'seenTo' | 'rung999'>): string | null {
  if (!seenTo) return null
  const rung =
    rung999 &&
    `999 rung ${showTime(rung999.at)} by ${rung999.name}${rung999.reference ? `, reference ${rung999.reference}` : ''}`
  return `${seenTo.name} sees to it since ${showTime(seenTo.at)}${rung ? `; ${rung}` : ''}`
}

/** How far it is, and what is to be done. Whom the house has reached stands with the texts and rings of the task. */
export function safetyWords({ step, by, isMistaken, rung999 }: OutOnVisit): string {
  switch (step) {
    case 'out':
      return `To be out by ${showTime(by)}`
    case 'missed':
      return 'Has not said that they are safe: ring them'
    case 'buddy':
      return 'Not heard of, their team is being told: ring them'
    case 'lead':
      return 'Not heard of, who leads is being told: ring them'
    case 'police':
      return rung999 ? 'Not heard of' : 'Not heard of: ring 999 now, open for where they are'
    case 'help':
      if (isMistaken) return 'Pressed for help, and says by accident: speak to them'
      return rung999 ? 'Pressed for help' : 'Pressed for help: ring 999 now, open for where they are'
  }
}

/** Since when help is asked for, or how far they are over their time. */
export function clockOf({ step, by, helpAt }: OutOnVisit, now: Instant): string {
  if (step === 'help' && helpAt) return `${inWordsDuration(Math.max(0, secondsBetween(helpAt, now)))} ago`
  const left = secondsBetween(now, by)
  return left < 0 ? `${inWordsDuration(-left)} over` : `in ${inWordsDuration(left)}`
}
