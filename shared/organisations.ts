import { z } from 'zod'
import { OrganisationId } from './ids.ts'
import { oneOf } from './record/coded.ts'
import { sharingScopes } from './record/consent.ts'
import { line } from './text.ts'

const { everyone_caring: _, ...scopes } = sharingScopes

/** What an organisation is to the people of a line. `hub` answers the telephone; the others are what a person agrees to share with. */
export const organisationKinds = { hub: { text: 'The line itself' }, ...scopes } as const
export type OrganisationKind = keyof typeof organisationKinds
export const OrganisationKind = oneOf(organisationKinds)

export const Organisation = z.object({
  organisationId: OrganisationId,
  name: line(120),
  kind: OrganisationKind,
})
export type Organisation = z.infer<typeof Organisation>
