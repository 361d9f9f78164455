import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { StaffId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { choosePassword } from './choosePassword.ts'
import { rolesAsked, sayOfRole } from './decideRole.ts'
import { forgetPhonesOfToken } from './noticePhoneStore.ts'
import { provePassword } from './provePassword.ts'
import { type ReadinessDeps, sayReady } from './readiness.ts'
import { actorOfCookie, deviceOfCookie, type SessionCookie, tokenHashOfCookie } from './sessions.ts'
import { type SignInDeps, signIn, signOut } from './signIn.ts'
import { readMe } from './staffStore.ts'

export type StaffRoutesDeps = SignInDeps &
  ReadinessDeps & {
    cookie: SessionCookie
    isPractice: boolean
  }

export function staffRoutes(people: PeopleRouter, deps: StaffRoutesDeps): void {
  const { cookie } = deps

  serve(people, routes.signIn, 'public', async ({ body, request, response }) => {
    const known = deviceOfCookie(cookie, request.headers.cookie)
    const { token, device, staffId } = await signIn(deps, {
      ...body,
      address: request.ip ?? 'unknown',
      device: known,
      replaces: await actorOfCookie(deps.db, cookie, request.headers),
    })
    const before = tokenHashOfCookie(cookie, request.headers.cookie)
    if (before) await forgetPhonesOfToken(deps.db, before)
    response.cookie(cookie.name, token, cookie.options)
    response.cookie(cookie.device.name, device, cookie.device.options)
    return me(deps, staffId)
  })

  serve(people, routes.signOut, 'session:own', async ({ actor, response }) => {
    await signOut(deps, actor)
    const { maxAge: _, ...options } = cookie.options
    response.clearCookie(cookie.name, options)
    // What the page kept for itself goes with the person: the next one at this desk must not find it.
    response.setHeader('Clear-Site-Data', '"storage"')
    return {}
  })

  serve(people, routes.choosePassword, 'session:own', async ({ actor, body, request, response }) => {
    const known = deviceOfCookie(cookie, request.headers.cookie)
    const given = { ...body, address: request.ip ?? 'unknown', device: known }
    response.cookie(cookie.device.name, await choosePassword(deps, actor, given), cookie.device.options)
    return {}
  })

  serve(people, routes.provePassword, 'session:own', async ({ actor, body, request }) => {
    const device = deviceOfCookie(cookie, request.headers.cookie)
    await provePassword(deps, actor, { ...body, address: request.ip ?? 'unknown', device })
    return {}
  })

  serve(people, routes.me, 'session:own', ({ actor }) => me(deps, actor.staffId))

  serve(people, routes.rolesAsked, 'role:give', async ({ actor }) => ({
    roles: await rolesAsked(deps, actor),
  }))

  serve(people, routes.decideRole, 'role:give', ({ actor, params, body, requestId }) =>
    sayOfRole(deps, actor, params.proposalId, body, requestId),
  )

  serve(people, routes.sayReady, 'readiness:say', async ({ actor, body }) => {
    await sayReady(deps, actor, body)
    return {}
  })
}

async function me(deps: StaffRoutesDeps, staffId: StaffId) {
  const found = await readMe(deps.db, staffId)
  if (!found) throw new Problem('not_found', 'This account is gone. Ask the shift lead.')
  return { ...found, practice: deps.isPractice }
}
