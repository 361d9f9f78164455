import { useState } from 'react'
import type { NotesKeeper } from '#client/calls/notesKeeper.ts'
import type { OnSend } from '#client/triage/PromptsPanel.tsx'
import { Button } from '#client/ui/Button.tsx'
import type { CallIdentity } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import type { OutcomeInProgress } from '#shared/outcomes.ts'
import type { Instant } from '#shared/time.ts'
import { NonClinicalForm } from './NonClinicalForm.tsx'
import { OutcomeForm } from './OutcomeForm.tsx'
import './OutcomePanel.css'
import { SavedOutcome } from './SavedOutcome.tsx'
import type { SavedCall } from './useMoveCall.ts'

export type OutcomeProps = {
  callId: CallId
  /** Since when there is an outcome; null while it is to be written. */
  savedAt: Instant | null
  /** What was saved has left the record since. */
  hasLeft: boolean
  identity: CallIdentity
  /** What she had filled in before a reload. */
  draft: OutcomeInProgress | null
  keeper: NotesKeeper
  isStale: boolean
  /** Whose timeline it goes on, for the words afterwards. */
  personName: string | null
  /** A death is on their record: where they are is not asked. */
  hasDied: boolean
  /** What was begun on the record and not saved. */
  halfWritten: readonly string[]
  /** Their record as it is open beside the call; null while it is not, and where it is of somebody else. */
  opened: OpenedForCall | null
  /** Sends a team for what the prompts suggest, where something of the house does that. */
  onSend?: OnSend
  /** The call back that is owed about the person already, the soonest. */
  owed: OwedAlready | null
  /** What was saved, and the call where it stands on a record: it may turn out to be about somebody else. */
  onClosed: (words: string, saved?: SavedCall) => void
  /** Words of it that were not saved when the call went to a colleague. */
  onLost: (words: string) => void
}

/** `isActive` is false while the other of the two forms is shown: the key that saves must not save the hidden one. */
export type OutcomeFormProps = OutcomeProps & { isActive: boolean }

/** What came of the call. Saving it puts the call on the record and frees the nurse. */
export function OutcomePanel(props: OutcomeProps) {
  const [isClinical, setClinical] = useState(true)
  const isConfirmed = props.identity.patientId !== null
  if (props.savedAt)
    return (
      <section className="app-outcome" aria-labelledby="outcome-title">
        <h3 id="outcome-title">Outcome</h3>
        <SavedOutcome at={props.savedAt} hasLeft={props.hasLeft} />
      </section>
    )
  return (
    <section className="app-outcome" aria-labelledby="outcome-title">
      <div className="app-outcome__head">
        <h3 id="outcome-title">{isClinical ? 'Outcome' : 'Not about care'}</h3>
        {isConfirmed && isClinical ? null : (
          <Button look="quiet" size="small" onClick={() => setClinical(!isClinical)}>
            {isClinical ? 'Not a call about care…' : 'Back to the outcome'}
          </Button>
        )}
      </div>
      {/* Both stay, so that turning from one to the other loses nothing that was typed. */}
      <div hidden={!isClinical}>
        <OutcomeForm {...props} isActive={isClinical} />
      </div>
      <div hidden={isClinical}>
        <NonClinicalForm {...props} isActive={!isClinical} />
      </div>
    </section>
  )
}
