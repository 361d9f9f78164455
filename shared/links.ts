import { z } from 'zod'
import { CommandId, PatientId } from './ids.ts'
import { longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Version } from './version.ts'

/** Where a link between two records of one person stands. Only what is linked or about to be parted is in force. */
export const linkStates = {
  proposed: { text: 'Proposed' },
  linked: { text: 'Linked' },
  parting: { text: 'Linked; to be undone' },
  refused: { text: 'Refused' },
  parted: { text: 'Undone' },
} as const
export const LinkState = z.enum(['proposed', 'linked', 'parting', 'refused', 'parted'])
export type LinkState = z.infer<typeof LinkState>

/** Confirming and refusing answer whatever was asked last: the link, or that it be undone. */
export const LinkAct = z.enum(['confirm', 'refuse', 'ask_parting'])
export type LinkAct = z.infer<typeof LinkAct>

const LinkBecause = longText(1000).refine(
  text => text.length >= 10,
  'Say in a sentence how you know. A colleague must be able to check it.',
)

export const ProposeLink = z
  .strictObject({ commandId: CommandId, keptId: PatientId, otherId: PatientId, because: LinkBecause })
  .refine(({ keptId, otherId }) => keptId !== otherId, 'Choose two records.')
export type ProposeLink = z.infer<typeof ProposeLink>

export const DecideLink = z.strictObject({ version: Version.min(1), act: LinkAct, because: LinkBecause })
export type DecideLink = z.infer<typeof DecideLink>

const LinkedPerson = z.object({ patientId: PatientId, name: z.string(), birthDate: LocalDate.nullable() })

export const PersonLink = z.object({
  linkId: z.uuid(),
  version: z.int(),
  state: LinkState,
  kept: LinkedPerson,
  other: LinkedPerson,
  /** Whether whoever reads asked for what is open: then somebody else decides. */
  isMine: z.boolean(),
  steps: z.array(z.object({ act: z.string(), by: z.string(), because: z.string(), at: Instant })),
})
export type PersonLink = z.infer<typeof PersonLink>
