import { createHash } from 'node:crypto'
import { CallId } from '#shared/ids.ts'

/**
 * A call's id follows from the carrier's id of the caller's leg. So the first answer can name the call's queue and room
 * while the database is away, and the same ring told twice is the same call. (A UUID of version 8, RFC 9562 section 5.8.)
 */
export function callIdOf(callSid: string): CallId {
  const bytes = createHash('sha256').update(`goldthread call ${callSid}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return CallId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  )
}
