import { appendAccess } from '#server/audit/auditStore.ts'
import { closeReview, readReviews } from '#server/audit/reviewStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { askForAccess } from './askForAccess.ts'
import { drawCode, openByCode, openSummary } from './crewCodes.ts'
import { editShared } from './editShared.ts'
import { caseload, findKnown } from './findKnown.ts'
import { type AccessDeps, openShared, wayToChange } from './openShared.ts'
import { readAccessLog } from './readAccessLog.ts'

export type AccessRoutesDeps = AccessDeps & { wakeFeed: (lineId: LineId) => void }

export function accessRoutes(people: PeopleRouter, deps: AccessRoutesDeps): void {
  serve(people, routes.caseload, 'caseload:read', async ({ actor, requestId }) => ({
    people: await caseload(deps, actor, requestId),
  }))

  serve(people, routes.findKnown, 'people:find', ({ actor, body, requestId }) =>
    findKnown(deps, actor, body, requestId),
  )

  serve(people, routes.openShared, 'shared:read', ({ actor, params, query, requestId }) =>
    openShared(deps, actor, params.patientId, { hasAsked: query.asked === 'yes', requestId }),
  )

  serve(people, routes.claimPerson, 'relationship:claim', async ({ actor, params, body, requestId }) => {
    await askForAccess(deps, actor, params.patientId, { kind: 'claimed', ...body }, requestId)
    return {}
  })

  serve(people, routes.breakGlass, 'relationship:break_glass', async ({ actor, params, body, requestId }) => {
    await askForAccess(deps, actor, params.patientId, { kind: 'break_glass', ...body }, requestId)
    return {}
  })

  serve(people, routes.editShared, 'shared:edit', ({ actor, params, query, body, requestId }) =>
    editShared(deps, actor, params.patientId, body, { hasAsked: query.asked === 'yes', requestId }),
  )

  serve(people, routes.summary, 'shared:read', async ({ actor, params, query, requestId }) =>
    openSummary(deps, await wayIn(deps, actor, params.patientId, query.asked === 'yes'), requestId),
  )

  serve(people, routes.makeCode, 'shared:edit', async ({ actor, params, query, body, requestId }) =>
    drawCode(deps, await wayIn(deps, actor, params.patientId, query.asked === 'yes'), body, requestId),
  )

  serve(people, routes.openByCode, 'public', ({ body, request, requestId }) =>
    openByCode(deps, { code: body.code, address: request.ip ?? 'unknown' }, requestId),
  )

  serve(people, routes.accessLog, 'access_log:read', ({ actor, params, query, requestId }) =>
    readAccessLog(deps, actor, params.patientId, query.before ?? null, requestId),
  )

  serve(people, routes.reviews, 'review:read', async ({ actor, requestId }) => {
    const accessLogged = appendAccess(deps.db.sql, {
      actor,
      action: 'reviewed',
      why: { kind: 'search' },
      requestId,
    })
    return { reviews: await readReviews(deps.db, actor, accessLogged) }
  })

  serve(people, routes.judgeReview, 'review:judge', async ({ actor, params, body }) =>
    (await closeReview(deps.db, actor, params.reviewId, body))
      ? { kind: 'closed' as const }
      : {
          kind: 'refused' as const,
          because: 'This review is closed already, is not in your queue, or is about you yourself.',
        },
  )
}

async function wayIn(deps: AccessDeps, actor: Actor, patientId: PatientId, hasAsked: boolean) {
  const way = await wayToChange(deps, actor, patientId, hasAsked)
  if (!way) throw new Problem('not_allowed', NO_REASON)
  return way
}
