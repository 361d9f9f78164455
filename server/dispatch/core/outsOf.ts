import type { OutOnVisit, SafetyStep } from '#shared/loneWork.ts'
import { isOut, type Out } from './loneWork.ts'

/** How far it has come. */
export function stepOf({ missed, steps, help }: Out): SafetyStep {
  if (help) return 'help'
  if (steps.police) return 'police'
  if (steps.lead) return 'lead'
  if (steps.buddy) return 'buddy'
  return missed ? 'missed' : 'out'
}

type Taken = { team: string; out: Out | null }

/** Everybody who is out, as the board shows it. */
export function outsOf(takings: readonly Taken[]): OutOnVisit[] {
  return takings.flatMap(({ team, out }, nth) =>
    isOut(out)
      ? [
          {
            taking: nth + 1,
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
