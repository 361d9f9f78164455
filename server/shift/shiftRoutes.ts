import { readIncidents } from '#server/dispatch/incidentStore.ts'
import { changeIncident } from '#server/dispatch/incidents.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { readTeamTasksOnBoard } from '#server/dispatch/teamTaskStore.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { ReadinessDeps } from '#server/staff/readiness.ts'
import { dayInBritain } from '#shared/days.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { outRows } from '#shared/loneWork.ts'
import { routes } from '#shared/routes.ts'
import { TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { openRows } from './core/openRows.ts'
import { changeHandOver, draftHandOver, type HandOverDeps, openHandOver } from './handOver.ts'
import { readHandOverMark, readHandOvers } from './handOverStore.ts'
import { changePause } from './pause.ts'
import { readPauses } from './pauseStore.ts'
import { readReviewsDue } from './reviews.ts'
import { readRoundMark } from './roundStore.ts'
import { changeRound, type RoundDeps, readTodaysRound } from './rounds.ts'
import { readSuggestionMark } from './suggestions.ts'
import { changeWatch, readWatchList } from './watch.ts'
import { readWatchMark } from './watchStore.ts'

/** The shift: what is open, whom the nurses watch, what was drafted. */
export function shiftRoutes(people: PeopleRouter, deps: HandOverDeps & RoundDeps & ReadinessDeps): void {
  const { db, clock } = deps

  serve(people, routes.shiftNow, 'shift:read', async ({ actor, query }) => {
    const at = clock()
    const [tasks, onBoard, watchMark, handOverMark, roundMark, reviews] = await Promise.all([
      readBoardTasks(db, actor.lineId),
      readTeamTasksOnBoard(db, actor.lineId),
      readWatchMark(db, actor.lineId, at),
      readHandOverMark(db, actor.lineId),
      readRoundMark(db, actor.lineId, dayInBritain(at)),
      readReviewsDue(deps, actor),
    ])
    // What is over and still on the board is there for whoever is out, and not for itself.
    const teamTasks = onBoard.filter(({ state }) => !TEAM_TASK_OVER.includes(state))
    const suggested = await readSuggestionMark(deps, actor.lineId, { tasks, teamTasks }, at)
    return {
      at,
      ...openRows({ tasks, teamTasks }, { ...query, at }),
      outs: outRows(onBoard),
      reviews,
      watchMark: `${watchMark} ${suggested}`,
      handOverMark,
      roundMark: `${roundMark} ${ofRound(tasks)}`,
    }
  })

  serve(people, routes.watchList, 'shift:read', ({ actor, requestId }) =>
    readWatchList(deps, actor, requestId),
  )

  serve(people, routes.changeWatch, 'shift:watch', ({ actor, body, requestId }) =>
    changeWatch(deps, actor, body, requestId),
  )

  serve(people, routes.shiftOnBoard, 'shift:read', async ({ actor }) => {
    const at = clock()
    const [{ waiting }, pauses] = await Promise.all([
      readHandOvers(db, actor.lineId),
      readPauses(db, actor.lineId, at),
    ])
    const own = pauses.find(({ staffId }) => staffId === actor.staffId)
    const asks = pauses.filter(({ until, staffId }) => until === null && staffId !== actor.staffId)
    return {
      at,
      waiting,
      pausedUntil: own?.until ?? null,
      asks: asks.map(({ name }) => name),
      isAsking: own?.until === null,
    }
  })

  serve(people, routes.handOvers, 'shift:read', async ({ actor }) => ({
    at: clock(),
    ...(await readHandOvers(db, actor.lineId)),
  }))

  serve(people, routes.handOverDraft, 'shift:read', ({ actor, requestId }) =>
    draftHandOver(deps, actor, requestId),
  )

  serve(people, routes.handOver, 'shift:read', ({ actor, params, requestId }) =>
    openHandOver(deps, actor, params.handOverId, requestId),
  )

  serve(people, routes.changeHandOver, 'shift:hand_over', ({ actor, body, requestId }) =>
    changeHandOver(deps, actor, body, requestId),
  )

  serve(people, routes.round, 'shift:read', ({ actor, requestId }) => readTodaysRound(deps, actor, requestId))

  serve(people, routes.changeRound, 'shift:round', ({ actor, body }) => changeRound(deps, actor, body))

  serve(people, routes.changePause, 'shift:pause', ({ actor, body }) => changePause(deps, actor, body))

  serve(people, routes.incidents, 'incident:read', async ({ actor }) => ({
    at: clock(),
    incidents: await readIncidents(db, actor.lineId),
  }))

  serve(people, routes.changeIncident, 'incident:write', ({ actor, body }) =>
    changeIncident(deps, actor, body),
  )
}

/** Another word whenever a call of the round is somebody else's, tried, or closed. */
function ofRound(tasks: readonly BoardTask[]): string {
  return tasks
    .flatMap(({ kind, taskId, version }) => (kind === 'ring_round' ? `${taskId}.${version}` : []))
    .join()
}
