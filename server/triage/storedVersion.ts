import { z } from 'zod'
import { CommandId, ProtocolId, StaffId } from '#shared/ids.ts'
import { Instant, LocalDate } from '#shared/time.ts'
import { ProtocolContent, ProtocolState } from '#shared/triage.ts'
import { Version } from '#shared/version.ts'

/** A version that a line has written, as its row keeps it. */
export const StoredVersion = z.object({
  protocolId: ProtocolId,
  version: Version,
  revision: Version,
  state: ProtocolState.exclude(['starter']),
  content: ProtocolContent,
  basedOn: Version,
  basedOnStarter: z.boolean(),
  authorName: z.string(),
  writers: z.array(StaffId),
  writtenAt: Instant,
  sentAt: Instant.nullable(),
  sentBackBecause: z.string().nullable(),
  approvedName: z.string().nullable(),
  approvedAt: Instant.nullable(),
  reviewOn: LocalDate.nullable(),
  withdrawnName: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnBecause: z.string().nullable(),
  settledAt: Instant.nullable(),
  begunBy: CommandId,
  lastCommand: CommandId,
})
export type StoredVersion = z.infer<typeof StoredVersion>
