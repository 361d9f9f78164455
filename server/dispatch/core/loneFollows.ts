import { LONE_WORK } from '#shared/loneWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { isOut, isStepWanted, type Out, type Step } from './loneWork.ts'

/** What the safety of one who is out will need at a moment. `taking`: which time somebody had the task; `by`: by when they were to be out. */
export type SafetyErrand =
  | { kind: 'out_missed'; taking: number; by: Instant }
  | { kind: 'out_step'; taking: number; by: Instant; step: Step }
  /** Themselves, a colleague, who leads: told by whatever reaches them, for as long as nothing is heard. */
  | { kind: 'tell_worker'; taking: number; by: Instant }
  | { kind: 'tell_buddy'; taking: number; by: Instant }
  | { kind: 'tell_leads'; taking: number; by: Instant }
  /** Whom a call for help tells stands in the diary. */
  | { kind: 'out_help'; taking: number; since: Instant }
  | { kind: 'tell_help'; taking: number; since: Instant }

export type SafetyFollowUp = { key: string; dueAt: Instant; errand: SafetyErrand }

const STEPS = ['buddy', 'lead', 'police'] as const satisfies readonly Step[]
const TELLS = { buddy: 'tell_buddy', lead: 'tell_leads', police: null } as const

/**
 * Everything that is wanted for those who are out. It hangs on nothing of the task or of the person: it goes on when the one is over and
 * the other has died.
 */
export function safetyFollows(
  watches: readonly { number: number; out: Out | null }[],
  at: Instant,
): SafetyFollowUp[] {
  return watches.flatMap(({ number, out }) => (isOut(out) ? wantedFor(out, number, at) : []))
}

function wantedFor(out: Out, taking: number, at: Instant): SafetyFollowUp[] {
  const { by, since, missed, steps, help, seenTo } = out
  if (help && seenTo) return []
  if (help)
    return [
      {
        key: `out/${taking}/help/${help.at}`,
        dueAt: at,
        errand: { kind: 'tell_help', taking, since: help.at },
      },
      ...(help.toldAt
        ? []
        : [
            {
              key: `out/${taking}/help/${help.at}/told`,
              dueAt: at,
              errand: { kind: 'out_help' as const, taking, since: help.at },
            },
          ]),
    ]
  const of = `out/${taking}/${since}/${by}`
  if (!missed) return [{ key: `${of}/missed`, dueAt: by, errand: { kind: 'out_missed', taking, by } }]
  return [
    { key: `${of}/tell_worker`, dueAt: at, errand: { kind: 'tell_worker', taking, by } },
    ...STEPS.flatMap<SafetyFollowUp>(step => {
      const tells = TELLS[step]
      if (isStepWanted(out, step))
        return [
          {
            key: `${of}/${step}`,
            // Heard late, or after a time in which nobody could look: whoever was only missed now has as long to answer.
            dueAt: plusSeconds(missed, LONE_WORK[step] * 60),
            errand: { kind: 'out_step', taking, by, step },
          },
        ]
      return tells && steps[step] && !seenTo
        ? [{ key: `${of}/${tells}`, dueAt: at, errand: { kind: tells, taking, by } }]
        : []
    }),
  ]
}
