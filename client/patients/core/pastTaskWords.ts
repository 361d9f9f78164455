import { quoted } from '#client/ui/core/quoted.ts'
import type { PastTeamTask } from '#shared/pastTeamTasks.ts'
import type { VisitOutcome } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'

/** What was asked of a team, as a title; of a protected place some are not told. */
export function askedWords({ kind }: Pick<PastTeamTask, 'kind'>): string {
  return kind === null ? 'Something was asked of a team' : workKinds[kind].text
}

/** One thing that happened: when, who, and what they said. */
export type PastStep = { at: Instant; words: string }

/** All of it in the order in which it happened, and how it ended. */
export function pastSteps(task: PastTeamTask): PastStep[] {
  const { raisedAt, raisedBy, why, takings, ended } = task
  return [
    { at: raisedAt, words: `Asked for${raisedBy ? ` by ${raisedBy}` : ''}${why ? `: ${quoted(why)}` : '.'}` },
    ...takings.flatMap(takingSteps).toSorted((a, b) => a.at.localeCompare(b.at)),
    ...(ended ? [{ at: ended.at, words: endedWords(ended) }] : []),
  ]
}

function takingSteps({
  by,
  team,
  at,
  setOut,
  noAccess,
  arrivedAt,
  handedOn,
}: PastTeamTask['takings'][number]) {
  return [
    { at, words: `${by.name}, ${team}, said yes.` },
    ...(setOut ? [{ at: setOut.at, words: 'On the way.' }] : []),
    ...(arrivedAt ? [{ at: arrivedAt, words: 'There.' }] : []),
    ...(noAccess ? [{ at: noAccess.at, words: `Could not get in: ${quoted(noAccess.words)}` }] : []),
    ...(handedOn ? [{ at: handedOn.at, words: `Handed back to the line: ${quoted(handedOn.because)}` }] : []),
  ]
}

const ENDS = {
  done: 'Done',
  settled: 'Settled by the line',
  stood_down: 'Stood down',
  failed: 'Could not be done',
} as const

function endedWords({ how, by, words }: NonNullable<PastTeamTask['ended']>): string {
  return `${ENDS[how]}${by ? ` (${by.name})` : ''}${words ? `: ${quoted(words)}` : '.'}`
}

/** What was found and done, each with its name; the moments are for whoever shows them. */
export function outcomeWords(outcome: VisitOutcome, shown: (at: Instant) => string): [string, string][] {
  const { found, done, given, plan, nextReview, askOfLine } = outcome
  const all = [
    ['Found', found],
    ['Done', done],
    ['Given', given.map(({ drug, dose, givenAt }) => `${drug}, ${dose}, ${shown(givenAt)}`).join('; ')],
    ['Plan', plan],
    ['Next review', nextReview && shown(nextReview)],
    ['For the line', askOfLine],
  ] as const
  return all.flatMap(([name, words]) => (words ? [[name, words]] : []))
}
