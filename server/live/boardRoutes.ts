import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { BoardAnswer } from '#shared/answers.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LineId } from '#shared/ids.ts'
import type { BoardSnapshot, CatchUp } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import type { BoardNurse, LineSummary } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { readHead, readMissed } from './feedStore.ts'

/** The readers of other modules that make up a board. */
export type BoardParts = {
  line: (lineId: LineId) => Promise<LineSummary | undefined>
  calls: (lineId: LineId) => Promise<BoardCall[]>
  tasks: (lineId: LineId) => Promise<BoardTask[]>
  teamTasks: (lineId: LineId) => Promise<BoardTeamTask[]>
  answers: (lineId: LineId) => Promise<BoardAnswer[]>
  nurses: (lineId: LineId) => Promise<BoardNurse[]>
}

export type BoardRoutesDeps = { db: Database; clock: () => Instant; parts: BoardParts }

/** Missing more than this, a console takes the snapshot: quicker for both. */
const MOST_MISSED = 500

export function boardRoutes(people: PeopleRouter, deps: BoardRoutesDeps): void {
  serve(people, routes.board, 'board:read', ({ actor }) => snapshot(deps, actor.lineId))
  serve(people, routes.feed, 'board:read', ({ actor, query }) => catchUp(deps, actor.lineId, query.after))
}

/**
 * The number is read before the rows: they are as new as it says or newer. What then comes from the feed is at worst told
 * twice, and a board takes a row it already has without changing.
 */
async function snapshot({ db, clock, parts }: BoardRoutesDeps, lineId: LineId): Promise<BoardSnapshot> {
  const seq = await readHead(db, lineId)
  const [line, calls, tasks, teamTasks, answers, nurses] = await Promise.all([
    parts.line(lineId),
    parts.calls(lineId),
    parts.tasks(lineId),
    parts.teamTasks(lineId),
    parts.answers(lineId),
    parts.nurses(lineId),
  ])
  if (!line) throw new Problem('not_found', 'This line is not known here any more.')
  return { seq, at: clock(), line, calls, tasks, teamTasks, answers, nurses }
}

async function catchUp(deps: BoardRoutesDeps, lineId: LineId, after: number): Promise<CatchUp> {
  const { head, entries } = await readMissed(deps.db, lineId, after, MOST_MISSED)
  const isWhole = entries.length === head - after && (entries[0]?.seq ?? after + 1) === after + 1
  if (isWhole) return { kind: 'entries', entries, seq: head }
  return { kind: 'snapshot', snapshot: await snapshot(deps, lineId) }
}
