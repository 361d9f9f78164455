import type { Request } from 'express'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve, serveFile } from '#server/platform/serve.ts'
import { deviceOf } from '#server/staff/core/deviceOf.ts'
import { routes } from '#shared/routes.ts'
import { askAboutLook } from './askAboutLook.ts'
import { askForAccess } from './askForAccess.ts'
import { joinCaseload, leaveCaseload } from './changeCaseload.ts'
import { codeStillOpens } from './codeStillOpens.ts'
import type { Typed } from './crewCodeStore.ts'
import { type CodeTyped, drawCode, openByCode, openSummary } from './crewCodes.ts'
import { type DoorRoutesDeps, doorRoutes } from './doorRoutes.ts'
import { caseload, findKnown } from './findKnown.ts'
import { judgeReview } from './judgeReview.ts'
import { readAccessLog } from './readAccessLog.ts'
import { type ReviewDeps, reviewQueue } from './reviewQueue.ts'
import { askingOf, sharedRoutes } from './sharedRoutes.ts'
import { type PaperDeps, pdfByCode, summaryPdf } from './summaryPdf.ts'
import { type AccessDeps, type Asking, byWayIn, wayInOf } from './wayIn.ts'

export function accessRoutes(people: PeopleRouter, deps: DoorRoutesDeps & PaperDeps & ReviewDeps): void {
  sharedRoutes(people, deps)
  doorRoutes(people, deps)

  serve(people, routes.caseload, 'caseload:read', async ({ actor, requestId }) => ({
    people: await caseload(deps, actor, requestId),
  }))

  serve(people, routes.joinCaseload, 'caseload:change', async given => {
    await joinCaseload(deps, askingOf(given), given.body)
    return {}
  })

  serve(people, routes.leaveCaseload, 'caseload:change', async given => {
    await leaveCaseload(deps, askingOf({ ...given, query: {} }), given.body)
    return {}
  })

  serve(people, routes.findKnown, 'people:find', ({ actor, body, requestId }) =>
    findKnown(deps, actor, body, requestId),
  )

  serve(people, routes.claimPerson, 'relationship:claim', async ({ actor, params, body, requestId }) => {
    await askForAccess(deps, actor, params.patientId, { kind: 'claimed', ...body }, requestId)
    return {}
  })

  serve(people, routes.breakGlass, 'relationship:break_glass', async ({ actor, params, body, requestId }) => {
    await askForAccess(deps, actor, params.patientId, { kind: 'break_glass', ...body }, requestId)
    return {}
  })

  serve(people, routes.summary, 'shared:read', async given =>
    openSummary(deps, await wayIn(deps, askingOf(given)), given.requestId),
  )

  serveFile(people, routes.summaryPdf, 'shared:read', async given =>
    summaryPdf(deps, await wayIn(deps, askingOf(given)), given.requestId),
  )

  serve(people, routes.makeCode, 'shared:edit', async given =>
    drawCode(deps, await wayIn(deps, askingOf(given)), given.body, given.requestId),
  )

  serve(people, routes.openByCode, 'public', ({ body, request, requestId }) =>
    openByCode(deps, typed(body, request), requestId),
  )

  serve(people, routes.codeStillOpens, 'public', ({ body, request }) =>
    codeStillOpens(deps, { ...body, address: request.ip ?? 'unknown' }),
  )

  serveFile(people, routes.pdfByCode, 'public', ({ body, request, requestId }) =>
    pdfByCode(deps, typed(body, request), requestId),
  )

  serve(people, routes.accessLog, 'access_log:read', ({ actor, params, query, requestId }) =>
    readAccessLog(deps, actor, params.patientId, query.before ?? null, requestId),
  )

  serve(people, routes.askAboutLook, 'access_log:read', given =>
    byWayIn(deps, { ...askingOf(given), action: 'changed' }, way => askAboutLook(deps, way, given.body)),
  )

  serve(people, routes.reviews, 'review:read', ({ actor, query, requestId }) =>
    reviewQueue(deps, actor, query, requestId),
  )

  serve(people, routes.judgeReview, 'review:judge', async ({ actor, params, body, requestId }) =>
    (await judgeReview(deps, actor, params.reviewId, body, requestId))
      ? { kind: 'closed' as const }
      : {
          kind: 'refused' as const,
          because: 'This review is closed already, is not in your queue, or is about you yourself.',
        },
  )
}

async function wayIn(deps: AccessDeps, asking: Asking) {
  const way = await wayInOf(deps, asking)
  if (!way) throw new Problem('not_allowed', NO_REASON)
  return way
}

function typed(body: Typed, request: Request): CodeTyped {
  return { ...body, address: request.ip ?? 'unknown', device: deviceOf(request.headers['user-agent']) }
}
