import { z } from 'zod'
import { CommandId, PatientId } from './ids.ts'
import { LookAlike } from './patients.ts'
import { SideBySide } from './sideBySide.ts'
import { isReason, longText } from './text.ts'
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
  text => isReason(text, 10),
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
  /** Which of them tells of a death; null where neither does. Linked, it is the death of both. */
  deathOn: z.enum(['kept', 'other', 'both']).nullable(),
  /** Whether whoever reads asked for what is open: then somebody else decides. */
  isMine: z.boolean(),
  steps: z.array(z.object({ act: z.string(), by: z.string(), because: z.string(), at: Instant })),
})
export type PersonLink = z.infer<typeof PersonLink>

/** Who may have a second record, seen from the one that is open, the most alike first. */
export const OtherRecords = z.object({
  people: z.array(LookAlike),
  /** The open record beside the first of them; null where there is nobody, or whoever asks does not answer the line. */
  beside: SideBySide.nullable(),
  /** There may be a record that whoever asks may not see. */
  mayExist: z.boolean(),
})
export type OtherRecords = z.infer<typeof OtherRecords>

/** Two records of which nobody has said yet whether they are of one person. */
export const PairOfRecords = z.object({
  one: LinkedPerson,
  two: LinkedPerson,
  same: z.array(z.string()),
  differences: z.array(z.string()),
})
export type PairOfRecords = z.infer<typeof PairOfRecords>

/** Where a list of pairs goes on: after this pair. */
export const PairPlace = z.strictObject({ one: PatientId, two: PatientId })
export type PairPlace = z.infer<typeof PairPlace>

/** `next` is null at the end. A page may hold no pair and yet not be the last: it is so many records that were looked through. */
export const PairsPage = z.object({ pairs: z.array(PairOfRecords), next: PairPlace.nullable() })
export type PairsPage = z.infer<typeof PairsPage>
