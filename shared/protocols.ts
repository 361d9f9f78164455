import { z } from 'zod'
import { CommandId, ProtocolId, StaffId } from './ids.ts'
import { isReason, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { ProtocolContent, ProtocolState } from './triage.ts'
import { Version } from './version.ts'

/** One version of a protocol, or the starter, with who wrote it and who signed it. */
export const ProtocolVersion = z.object({
  protocolId: ProtocolId,
  version: Version,
  isStarter: z.boolean(),
  /** Of its words: a save names the one it was made over. */
  revision: Version,
  state: ProtocolState,
  isInForce: z.boolean(),
  content: ProtocolContent,
  basedOn: z.object({ version: Version, isStarter: z.boolean() }).nullable(),
  author: z.string(),
  /** None of them approves it. */
  writers: z.array(StaffId),
  writtenAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  sentBackBecause: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  reviewOn: LocalDate.nullable(),
  withdrawn: z.object({ by: z.string(), at: Instant, because: z.string() }).nullable(),
})
export type ProtocolVersion = z.infer<typeof ProtocolVersion>

/** What nurses are shown of one protocol. */
export const ProtocolInForce = ProtocolVersion.pick({
  protocolId: true,
  version: true,
  isStarter: true,
  content: true,
  approvedBy: true,
  approvedAt: true,
  reviewOn: true,
})
export type ProtocolInForce = z.infer<typeof ProtocolInForce>

/** A line of the lead's list: what nurses are shown, and what is being written. */
export const ListedProtocol = z.object({
  protocolId: ProtocolId,
  title: z.string(),
  group: ProtocolContent.shape.group,
  shown: ProtocolVersion.omit({ content: true }),
  /** A draft, or what waits for somebody's yes. */
  open: ProtocolVersion.omit({ content: true }).nullable(),
})
export type ListedProtocol = z.infer<typeof ListedProtocol>

export const WHY_WANTING = 'Say in a few words why. Whoever reads it afterwards goes by it.'
const because = longText(500).refine(text => isReason(text, 3), WHY_WANTING)

export const BeginDraft = z.strictObject({
  commandId: CommandId,
  basedOn: z.strictObject({ version: Version, isStarter: z.boolean() }),
})
export type BeginDraft = z.infer<typeof BeginDraft>

export const WriteDraft = z.strictObject({
  commandId: CommandId,
  revision: Version,
  content: ProtocolContent,
  reviewOn: LocalDate.nullable(),
})
export type WriteDraft = z.infer<typeof WriteDraft>

/** What is done with a version as a whole. */
export const ProtocolAct = z.strictObject({
  commandId: CommandId,
  revision: Version,
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('send') }),
    z.strictObject({ kind: z.literal('send_back'), because }),
    z.strictObject({ kind: z.literal('approve'), reviewOn: LocalDate }),
    z.strictObject({ kind: z.literal('throw_away') }),
  ]),
})
export type ProtocolAct = z.infer<typeof ProtocolAct>

/** Takes away what nurses are shown: nothing older comes in its place by itself. */
export const WithdrawProtocol = z.strictObject({
  commandId: CommandId,
  version: Version,
  isStarter: z.boolean(),
  because,
})
export type WithdrawProtocol = z.infer<typeof WithdrawProtocol>
