import { useState } from 'react'
import type { CallDetail } from '#shared/calls.ts'

/** Of a call that was a colleague's before: whose words she finds, so that she does not take them for what she has heard. */
export function HeldBefore({ detail: { heldBefore, notes, outcomeDraft } }: { detail: CallDetail }) {
  // As it was when the call came to her: what she writes herself since is hers.
  const [isWritten] = useState(notes.text.trim() !== '' || outcomeDraft !== null)
  if (heldBefore.length === 0 || !isWritten) return null
  return (
    <p className="app-quiet app-small">
      <b>{heldBefore.join(', then ')}</b> had this call before you, and may have written what you find here.
    </p>
  )
}
