import type { StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { AnswersBy } from '#shared/staff.ts'

/** What a nurse said of herself last: whether she is ready, and by which telephone she answers. */
export type Said = { state: 'away' | 'ready'; by: AnswersBy }

/**
 * Whether this message says what she said. Asked of each message and not of the board: of two in one breath, her word and that of her other
 * tab, the board shows the second alone.
 */
export function isTelling(said: Said, message: LiveMessage, staffId: StaffId): boolean {
  if (message.kind !== 'nurse') return false
  const { nurse } = message
  return nurse.staffId === staffId && nurse.state === said.state && nurse.answersBy === said.by
}
