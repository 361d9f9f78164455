import { askAboutLook } from '#server/access/askAboutLook.ts'
import { drawCode, openSummary } from '#server/access/crewCodes.ts'
import { logBy } from '#server/access/readAccessLog.ts'
import { type PaperDeps, summaryPdf } from '#server/access/summaryPdf.ts'
import { openSealed } from '#server/patients/openSealed.ts'
import { type PeopleRouter, serve, serveFile } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { aboutPatient } from './aboutPatient.ts'
import {
  confirmForCall,
  dropFormForCall,
  editForCall,
  keepFormForCall,
  retractForCall,
} from './changeForCall.ts'
import {
  changeDoorForCall,
  type DoorsForCallDeps,
  revealDoorForCall,
  revealPlaceForCall,
} from './doorsForCall.ts'
import { inCall } from './inCall.ts'
import { openForCall } from './openForCall.ts'
import { otherCallsFor, otherNotesFor } from './otherCalls.ts'
import { historyForCall, recordAsOfForCall } from './pastForCall.ts'
import { sayWhoCalls } from './sayWhoCalls.ts'

export function recordRoutes(people: PeopleRouter, deps: DoorsForCallDeps & Pick<PaperDeps, 'draw'>): void {
  serve(people, routes.openRecord, 'record:read', ({ actor, params, query, requestId }) =>
    openForCall(deps, actor, params.callId, query.epoch, requestId),
  )

  serve(people, routes.sayWhoCalls, 'record:read', ({ actor, params, body, requestId }) =>
    sayWhoCalls(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.accessLogForCall, 'record:read', async ({ actor, params, query, requestId }) => {
    const wanted = { action: 'read_log' as const, epoch: query.epoch, requestId }
    const { lines, before } = await inCall(deps, actor, params.callId, wanted, way =>
      logBy(deps, way, query.before ?? null),
    )
    return { lines, before }
  })

  serve(
    people,
    routes.askAboutLookForCall,
    'record:read',
    ({ actor, params, body: { epoch, ...asked }, requestId }) =>
      inCall(deps, actor, params.callId, { action: 'changed', epoch, requestId }, way =>
        askAboutLook(deps, way, asked),
      ),
  )

  serve(people, routes.otherCalls, 'record:read', ({ actor, params, query, requestId }) =>
    otherCallsFor(deps, actor, params.callId, query.epoch, requestId),
  )

  serve(people, routes.otherNotes, 'record:read', ({ actor, params, query, requestId }) => {
    const asked = { ...query, otherCallId: params.otherCallId }
    return otherNotesFor(deps, actor, params.callId, asked, requestId)
  })

  serve(people, routes.itemHistory, 'record:read', ({ actor, params, query, requestId }) =>
    historyForCall(deps, actor, params.callId, { ...query, itemId: params.itemId }, requestId),
  )

  serve(people, routes.recordAsOf, 'record:read', ({ actor, params, query, requestId }) =>
    recordAsOfForCall(deps, actor, params.callId, query, requestId),
  )

  serve(people, routes.openSealed, 'sealed:open', async ({ actor, params, body, requestId }) => {
    const { epoch, ...asked } = body
    const { items } = await inCall(deps, actor, params.callId, { action: 'opened', epoch, requestId }, way =>
      openSealed(deps, way, asked),
    )
    return { items }
  })

  serve(people, routes.editRecord, 'record:edit', ({ actor, params, body, requestId }) =>
    editForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.keepForm, 'record:edit', async ({ actor, params, body, requestId }) => {
    await keepFormForCall(deps, actor, params.callId, body, requestId)
    return {}
  })

  serve(people, routes.dropForm, 'record:edit', async ({ actor, params, body, requestId }) => {
    await dropFormForCall(deps, actor, params.callId, body, requestId)
    return {}
  })

  serve(people, routes.confirmEntries, 'record:edit', ({ actor, params, body, requestId }) =>
    confirmForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.retractEntry, 'record:edit', ({ actor, params, body, requestId }) =>
    retractForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.summaryForCall, 'record:read', async ({ actor, params, query, requestId }) => {
    const wanted = { action: 'opened' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, query.epoch, wanted)
    return openSummary(deps, looking, requestId)
  })

  serveFile(people, routes.summaryPdfForCall, 'record:read', async ({ actor, params, query, requestId }) => {
    const wanted = { action: 'exported' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, query.epoch, wanted)
    return summaryPdf(deps, looking, requestId)
  })

  serve(people, routes.makeCodeForCall, 'record:read', async ({ actor, params, body, requestId }) => {
    const wanted = { action: 'opened' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, body.epoch, wanted)
    return drawCode(deps, looking, body, requestId)
  })

  serve(people, routes.revealDoorForCall, 'door:reveal', ({ actor, params, body, requestId }) =>
    revealDoorForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.changeDoorForCall, 'door:change', ({ actor, params, body, requestId }) =>
    changeDoorForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.revealPlaceForCall, 'location:reveal', ({ actor, params, body, requestId }) =>
    revealPlaceForCall(deps, actor, params.callId, body, requestId),
  )
}
