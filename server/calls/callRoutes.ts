import type { PeopleRouter } from '#server/platform/serve.ts'
import { serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { callBack } from './callBack.ts'
import { callDetail } from './callDetail.ts'
import type { CallDeps } from './changeCall.ts'
import {
  callInHand,
  claimCall,
  endCall,
  type JoinAgain,
  notYours,
  rejoinCall,
  releaseCall,
} from './commandCall.ts'
import { keepOutcomeDraft, saveNotes } from './notesStore.ts'
import { talkedBefore } from './talkedBefore.ts'

export type CallRouteDeps = CallDeps & { joinAgain: JoinAgain }

/** What a nurse does with a call: see it, take it, give it back, join it again, end it, write in it. */
export function callRoutes(people: PeopleRouter, deps: CallRouteDeps): void {
  const { db } = deps

  serve(people, routes.callDetail, 'call:read', async ({ actor, params }) =>
    callDetail(db, await callInHand(deps, actor, params.callId)),
  )

  serve(people, routes.claimCall, 'call:take', async ({ actor, params, body }) => {
    const claimed = await claimCall(deps, actor, params.callId, body)
    if (claimed.kind !== 'claimed') return claimed
    return { kind: 'claimed' as const, detail: await callDetail(db, claimed.call) }
  })

  serve(people, routes.releaseCall, 'call:handle', async ({ actor, params }) =>
    callDetail(db, await releaseCall(deps, actor, params.callId)),
  )

  serve(people, routes.rejoinCall, 'call:handle', async ({ actor, params, body }) =>
    callDetail(db, await rejoinCall(deps, actor, params.callId, body.answersBy)),
  )

  serve(people, routes.endCall, 'call:handle', async ({ actor, params }) =>
    callDetail(db, await endCall(deps, actor, params.callId)),
  )

  serve(people, routes.saveNotes, 'notes:write', async ({ actor, params, body }) => {
    const by = { callId: params.callId, lineId: actor.lineId, staffId: actor.staffId }
    const saved = await saveNotes(db, by, body)
    if (saved.kind === 'not_yours') {
      await callInHand(deps, actor, params.callId)
      throw notYours()
    }
    deps.wakeFeed(actor.lineId)
    return saved
  })

  serve(people, routes.keepOutcomeDraft, 'outcome:log', async ({ actor, params, body }) => {
    const by = { callId: params.callId, lineId: actor.lineId, staffId: actor.staffId }
    if (!(await keepOutcomeDraft(db, by, body))) {
      await callInHand(deps, actor, params.callId)
      throw notYours()
    }
    return {}
  })

  serve(people, routes.talkedBefore, 'call:read', ({ actor, params, requestId }) =>
    talkedBefore(deps, actor, params.taskId, requestId),
  )

  serve(people, routes.callBack, 'call:take', async ({ actor, params, body }) => {
    const calling = await callBack(deps, actor, params.taskId, body)
    if (calling.kind !== 'calling') return calling
    return { kind: 'calling' as const, detail: await callDetail(db, calling.call) }
  })
}
