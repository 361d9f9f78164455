import { restOf } from '#server/calls/restStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { dayInBritain } from '#shared/days.ts'
import { routes } from '#shared/routes.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { moverOf } from './core/moving.ts'
import { settleLeft, showLeft } from './leftBehind.ts'
import { letRest } from './letRest.ts'
import { logOutcome } from './logOutcome.ts'
import { readAboutNobody } from './movedStore.ts'
import { besideMove, findRightPerson, moveOutcome } from './moveOutcome.ts'
import { callsThatLeft } from './readLeft.ts'
import { readOnceMore, revealOnceMore } from './readOnceMore.ts'

export function outcomeRoutes(people: PeopleRouter, deps: RecordDeps): void {
  serve(people, routes.closeCall, 'outcome:log', ({ actor, params, body }) =>
    logOutcome(deps, actor, params.callId, body),
  )

  const tools = { ...deps, today: () => dayInBritain(deps.clock()) }
  serve(people, routes.savedWords, 'outcome:move', ({ actor, params, requestId }) =>
    readOnceMore(deps, actor, params.callId, requestId),
  )

  serve(people, routes.revealSavedWords, 'outcome:move', ({ actor, params, body, requestId }) =>
    revealOnceMore(deps, actor, params.callId, body.because, requestId),
  )

  serve(people, routes.findRightPerson, 'outcome:move', ({ actor, params, body, requestId }) =>
    findRightPerson(tools, actor, params.callId, body, requestId),
  )

  serve(people, routes.besideMove, 'outcome:move', ({ actor, params, body, requestId }) =>
    besideMove(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.callsAboutNobody, 'outcome:move', async ({ actor }) => {
    const mover = moverOf(actor, deps.clock())
    const [listed, leftBehind] = await Promise.all([
      readAboutNobody(deps.db, actor.lineId, mover, {
        recordsOf: patient => recordsOf(deps.db.sql, patient),
        restOf: restOf(deps.db.sql),
      }),
      callsThatLeft(deps.db, actor.lineId, mover),
    ])
    return { ...listed, leftBehind }
  })

  serve(people, routes.leftWritten, 'outcome:move', ({ actor, params, requestId }) =>
    showLeft(deps, actor, params.callId, requestId),
  )

  serve(people, routes.settleLeft, 'outcome:move', ({ actor, params, body, requestId }) =>
    settleLeft(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.moveOutcome, 'outcome:move', ({ actor, params, body, requestId }) =>
    moveOutcome(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.restCall, 'outcome:rest', ({ actor, params, body, requestId }) =>
    letRest(deps, actor, params.callId, body, requestId),
  )
}
