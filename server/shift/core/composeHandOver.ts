import type { BoardCall } from '#shared/calls.ts'
import type { HandOverItem } from '#shared/handOver.ts'
import type { PatientId, WatchId } from '#shared/ids.ts'
import type { OutRow } from '#shared/loneWork.ts'
import type { RoundReason } from '#shared/rounds.ts'
import type { Incident, OpenRow, WatchReason } from '#shared/shift.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

/** What stands at this moment, as its modules say it. */
export type Standing = {
  rows: readonly OpenRow[]
  /** Who is out on a visit, the most pressing first. */
  outs: readonly OutRow[]
  watched: readonly { watchId: WatchId; patientId: PatientId; reason: WatchReason; until: Instant }[]
  unsafe: readonly { patientId: PatientId; needsTwoPeople: boolean }[]
  teamsDown: readonly { teamId: string; name: string; says: readonly string[] }[]
  incidents: readonly Incident[]
  /** As the board has them. */
  calls: readonly BoardCall[]
  /** Who is left of a ring-round. */
  toRing: readonly {
    roundCallId: string
    patientId: PatientId
    day: LocalDate
    why: readonly RoundReason[]
  }[]
}
export type Worry = { words: string; patientId: PatientId | null }

/**
 * What one nurse leaves to the next, in the order in which it is read: her worries, who is out on a visit, what is open (the most pressing first), calls
 * whose outcome is still to write, who is watched, who is left of a ring-round, homes that may be unsafe, teams that are not there, incidents. Each has a key of its own. Source: domain guide 4.7.
 */
export function composeHandOver(standing: Standing, worries: readonly Worry[]): HandOverItem[] {
  return [
    ...worries.map((worry, i) => ({ kind: 'worry' as const, key: `worry/${i + 1}`, ...worry })),
    ...standing.outs.map(out => ({
      kind: 'out' as const,
      key: `out/${out.teamTaskId}/${out.taking}`,
      out,
    })),
    ...standing.rows.map(row => ({ kind: 'open' as const, key: keyOf(row), row })),
    ...standing.calls
      .filter(({ state }) => state === 'wrapup')
      .map(({ callId, startedAt, claimedBy }) => ({
        kind: 'outcome' as const,
        key: `call/${callId}`,
        callId,
        startedAt,
        by: claimedBy?.name ?? null,
      })),
    ...standing.watched.map(({ watchId, ...of }) => ({
      kind: 'watch' as const,
      key: `watch/${watchId}`,
      ...of,
    })),
    ...standing.toRing.map(({ roundCallId, patientId, day, why }) => ({
      kind: 'round' as const,
      key: `round/${roundCallId}`,
      patientId,
      day,
      why: [...why],
    })),
    ...standing.unsafe.map(of => ({ kind: 'unsafe' as const, key: `unsafe/${of.patientId}`, ...of })),
    ...standing.teamsDown.map(({ teamId, name, says }) => ({
      kind: 'team_down' as const,
      key: `team/${teamId}`,
      team: name,
      because: says.join('; '),
    })),
    ...standing.incidents
      .filter(({ closed }) => closed === null)
      .map(({ incidentId, account: { kind, urgency, dueAt, safety } }) => ({
        kind: 'incident' as const,
        key: `incident/${incidentId}`,
        incidentId,
        work: kind,
        urgency,
        dueAt,
        ...(safety ? { safety } : {}),
      })),
  ]
}

function keyOf(row: OpenRow): string {
  return row.kind === 'task' ? `task/${row.task.taskId}` : `team_task/${row.teamTask.teamTaskId}`
}

/** Everybody whom these items are about, by name on the page. */
export function peopleIn(items: readonly HandOverItem[]): PatientId[] {
  const ids = items.flatMap(item => {
    if (item.kind === 'open')
      return (item.row.kind === 'task' ? item.row.task : item.row.teamTask).patientId ?? []
    return ('patientId' in item && item.patientId) || []
  })
  return [...new Set(ids)]
}

/** Whose homes somebody may have to go to: of what is asked of teams, and of those who are watched. */
export function homesIn({ rows, watched }: Pick<Standing, 'rows' | 'watched'>): PatientId[] {
  const going = rows.flatMap(row =>
    row.kind === 'team_task' && !row.teamTask.hasDied ? [row.teamTask.patientId] : [],
  )
  return [...new Set([...going, ...watched.map(({ patientId }) => patientId)])]
}
