import { z } from 'zod'
import { RoleAsked } from './rolesAsked.ts'
import { route } from './route.ts'
import { SecondWord } from './secondYes.ts'

const none = z.strictObject({})

/** Roles that are given by two people: part of the one table in routes.ts. */
export const roleRoutes = {
  /** For a privacy officer: what waits for a second person, what is due first on top; then what was decided. */
  rolesAsked: route({
    method: 'GET',
    path: '/api/roles/asked',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ roles: z.array(RoleAsked) }),
  }),
  decideRole: route({
    method: 'POST',
    path: '/api/roles/:proposalId/decision',
    params: z.strictObject({ proposalId: z.uuid() }),
    query: none,
    body: SecondWord,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('decided') }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
}
