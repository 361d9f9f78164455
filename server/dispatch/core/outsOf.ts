import type { OutOnVisit, SafetyStep } from '#shared/loneWork.ts'
import type { Instant } from '#shared/time.ts'
import { isOut, type Out } from './loneWork.ts'
import type { Watch } from './watches.ts'

/** How far it has come. */
export function stepOf({ missed, steps, help }: Out): SafetyStep {
  if (help) return 'help'
  if (steps.police) return 'police'
  if (steps.lead) return 'lead'
  if (steps.buddy) return 'buddy'
  return missed ? 'missed' : 'out'
}

/** Since when somebody has had to be told of it. */
export function alarmSince({ missed, help, by }: Out): Instant {
  const [first = by] = [missed, help?.at].flatMap(at => at ?? []).toSorted()
  return first
}

type Watched = Pick<Watch, 'number' | 'team' | 'out'>

/** Everybody who is out, as the board shows it. */
export function outsOf(watches: readonly Watched[]): OutOnVisit[] {
  return watches.flatMap(({ number, team, out }) =>
    isOut(out)
      ? [
          {
            taking: number,
            ...out.who,
            team,
            since: out.since,
            by: out.by,
            step: stepOf(out),
            helpAt: out.help?.at ?? null,
            isMistaken: out.help?.mistakenAt != null,
            seenTo: out.seenTo && { ...out.seenTo.by, at: out.seenTo.at },
            rung999: out.rung999 && {
              name: out.rung999.by.name,
              at: out.rung999.at,
              reference: out.rung999.reference,
            },
          },
        ]
      : [],
  )
}
