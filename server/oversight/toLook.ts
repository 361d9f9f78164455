import { isLook, type Walk, type WalkedRow } from '#server/audit/walkStore.ts'
import { WhyOpened } from '#shared/patients.ts'
import type { Look, Way } from './core/look.ts'

/** A look with the call it was in, if it was in one. */
export type AskedLook = Look & { callId: string | null }

/** Of the rows of a chain, the looks of one of the staff into one record. */
export function looksIn({ organisation }: Walk, rows: readonly WalkedRow[]): AskedLook[] {
  return rows.filter(isLook).map(row => {
    const { id, at, staffId, role, patientId } = row
    const why = WhyOpened.safeParse(row.why).data
    const callId = why && 'callId' in why ? (why.callId ?? null) : null
    const because = why && 'reason' in why ? why.reason : null
    return { id, at, staffId, role, organisation, patientId, callId, because, way: wayOf(why, callId) }
  })
}

function wayOf(why: WhyOpened | undefined, callId: string | null): Way {
  switch (why?.kind) {
    case 'call':
      return 'call'
    case 'emergency':
      return callId ? 'unchecked_call' : 'glass'
    case 'caseload':
      return 'caseload'
    case 'claimed':
    // Onto a list or off it: with a reason as well, and nothing of the record is shown.
    case 'looking_after':
      return 'claimed'
    default:
      return 'other'
  }
}
