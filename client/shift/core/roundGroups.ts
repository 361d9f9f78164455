import type { StaffId } from '#shared/ids.ts'
import { type RoundCall, reachedNobody, roundReasons } from '#shared/rounds.ts'

/** Some of a ring-round under one heading. */
export type RoundGroup = { title: string; isOpen: boolean; calls: RoundCall[] }

/** Who was discharged and is still to be rung; then by who is to ring, mine first; what is done with last, and shut. */
export function roundGroups(calls: readonly RoundCall[], me: StaffId): RoundGroup[] {
  const left = calls.filter(isLeft)
  const before = left.filter(({ discharge }) => !discharge).toSorted(worstFirst)
  const others = new Map<string, RoundCall[]>()
  for (const one of before) {
    const who = whoRings(one)
    if (who && who.staffId !== me) others.set(who.name, [...(others.get(who.name) ?? []), one])
  }
  const groups = [
    {
      title: 'After a discharge',
      isOpen: true,
      calls: left
        .filter(({ discharge }) => discharge !== null)
        .toSorted((a, b) => (a.discharge?.dueAt ?? '').localeCompare(b.discharge?.dueAt ?? '')),
    },
    { title: 'Yours to ring', isOpen: true, calls: before.filter(one => whoRings(one)?.staffId === me) },
    { title: 'Nobody chosen yet', isOpen: true, calls: before.filter(one => !whoRings(one)) },
    ...[...others]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, theirs]) => ({ title: `${name} rings`, isOpen: false, calls: theirs })),
    { title: 'Rung or skipped', isOpen: false, calls: calls.filter(one => !isLeft(one)) },
  ]
  return groups.filter(group => group.calls.length > 0)
}

/** By the weightiest reason, and then by how many there are: a long list is cut short, and nobody who is dying stands behind the cut. */
function worstFirst(one: RoundCall, other: RoundCall): number {
  return worstOf(one) - worstOf(other) || other.why.length - one.why.length
}

const WEIGHTIEST_FIRST = Object.keys(roundReasons)

function worstOf({ why }: RoundCall): number {
  return Math.min(...why.map(reason => WEIGHTIEST_FIRST.indexOf(reason)))
}

/** Still to be rung, or to be rung again. */
export function isLeft({ skipped, task }: RoundCall): boolean {
  return !skipped && (!task?.isDone || reachedNobody(task))
}

/** Whose the call is, or who was chosen before it was anybody's. */
function whoRings({ task, assigned }: RoundCall): { staffId: StaffId; name: string } | null {
  return (task && !task.isDone ? task.owner : null) ?? assigned
}
