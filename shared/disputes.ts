import { z } from 'zod'
import { CommandId, ItemId, PatientId } from './ids.ts'
import { SectionName } from './record/sections.ts'
import { isReason, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Version } from './version.ts'

/** Why it may be the wrong person's record, as it was said: the first objection is the one that must be written down (HSIB). */
export const DisputeBecause = longText(1000).refine(
  text => isReason(text, 3),
  'Write down what was said: why this may be the wrong person.',
)

export const disputeVerdicts = {
  right_after_all: { text: 'It is the right person’s record' },
  entries_wrong: { text: 'Some of it is about somebody else' },
} as const
export const DisputeVerdict = z.enum(['right_after_all', 'entries_wrong'])
export type DisputeVerdict = z.infer<typeof DisputeVerdict>

/** An item that turned out to be about somebody else. */
export const WrongItem = z.strictObject({ section: SectionName, itemId: ItemId, version: Version.min(1) })
export type WrongItem = z.infer<typeof WrongItem>

export const SettleDispute = z
  .strictObject({
    commandId: CommandId,
    verdict: DisputeVerdict,
    because: longText(1000).refine(text => isReason(text, 10), 'Say in a sentence how you know.'),
    wrong: z.array(WrongItem).max(100),
  })
  .refine(({ verdict, wrong }) => (verdict === 'entries_wrong') === wrong.length > 0, {
    path: ['wrong'],
    message: 'Name what is about somebody else, or say that the record is right.',
  })
export type SettleDispute = z.infer<typeof SettleDispute>

export const Dispute = z.object({
  disputeId: z.uuid(),
  patientId: PatientId,
  name: z.string(),
  birthDate: LocalDate.nullable(),
  because: z.string(),
  raisedAt: Instant,
  /** 'Maren Oakley, Wharnley Dale Community NHS Trust' */
  raisedBy: z.string(),
  settled: z
    .object({ verdict: DisputeVerdict, because: z.string(), by: z.string(), at: Instant, wrong: z.int() })
    .nullable(),
})
export type Dispute = z.infer<typeof Dispute>

/** One who saw or received something of a record, for whoever must tell them. */
export const SeenBy = z.object({
  who: z.string(),
  /** 'opened your record' becomes 'opened the record': what they did, in words, each once. */
  did: z.array(z.string()),
  firstAt: Instant,
  lastAt: Instant,
  times: z.int(),
  /** Also after the dispute was raised. */
  isSince: z.boolean(),
})
export type SeenBy = z.infer<typeof SeenBy>
