import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { deviceOf } from '#server/staff/core/deviceOf.ts'
import { newToken, tokenIn } from '#server/staff/sessions.ts'
import { routes } from '#shared/routes.ts'
import type { CarerDeps } from './carerDeps.ts'
import { LINK_HOURS } from './core/linkState.ts'
import { mayFollow } from './mayFollow.ts'
import { readVisitLink, stopLink } from './visitLinkStore.ts'
import { watchVisit } from './watchVisit.ts'

/** The carer's own door, and how a nurse of the line stops a link. They are made and listed in a call (server/outcomes/visitLinkOfCallRoutes.ts). */
export function carerRoutes(people: PeopleRouter, deps: CarerDeps): void {
  const cookie = phoneCookie(deps)

  serve(people, routes.stopVisitLink, 'visit_link:send', async ({ actor, params: { visitLinkId } }) => {
    const link = await readVisitLink(deps.db, mayFollow, actor.lineId, visitLinkId)
    if (!link) throw new Problem('not_found', 'There is no such link on this line.')
    await deps.db.run(deps.db.sql`with ${stopLink(deps.db.sql, visitLinkId, actor, deps.clock())} select 1`)
    return {}
  })

  serve(people, routes.watchVisit, 'public', async ({ body, request, response, requestId }) => {
    const { reply, keep } = await watchVisit(deps, body, {
      phone: tokenIn(request.headers.cookie, cookie.name),
      fresh: newToken().token,
      device: deviceOf(request.headers['user-agent']),
      requestId,
    })
    if (keep !== null) response.cookie(cookie.name, keep, cookie.options)
    return reply
  })
}

/** By which a telephone is known that a link was opened on. It is sent to nobody but us, read by no script, and opens nothing without the link. */
function phoneCookie({ cookie }: CarerDeps) {
  const { secure } = cookie.options
  return {
    name: secure ? '__Host-visit' : 'goldthread-visit',
    options: { ...cookie.options, sameSite: 'strict' as const, maxAge: LINK_HOURS * 3_600_000 },
  }
}
