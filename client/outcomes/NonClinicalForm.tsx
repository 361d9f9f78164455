import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useSubmitKey } from '#client/ui/useSubmitKey.ts'
import { useUnheard } from '#client/ui/useUnheard.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { NonClinicalKind } from '#shared/outcomes.ts'
import { choicesOf, NON_CLINICAL_WORDS } from './core/words.ts'
import type { OutcomeFormProps } from './OutcomePanel.tsx'
import { saveWords, useClose, type Wrong } from './useClose.ts'

const KINDS = choicesOf(NON_CLINICAL_WORDS)

/** A call about nobody's care: counted among calls, on nobody's record. */
export function NonClinicalForm({
  callId,
  identity,
  keeper,
  isStale,
  onClosed,
  onLost,
  isActive,
}: OutcomeFormProps) {
  const [kind, setKind] = useState<NonClinicalKind | ''>('')
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<Wrong[]>([])
  const element = useSubmitKey('Close the call as not about care', isActive)
  const { phase, close, hasSaved } = useClose(callId, keeper)
  const unheard = useUnheard()
  const newest = useRef({ note, isActive })
  newest.current = { note, isActive }
  useUnsaved(useCallback(() => isActive && phase !== 'saved' && note.trim() !== '', [isActive, phase, note]))
  // Its note is kept nowhere until it is saved: the call that goes from the screen without that is not hers any more.
  useEffect(() => {
    const leave = async () => {
      const last = newest.current
      if (last.isActive && last.note.trim() && !(await hasSaved())) onLost(`A note, if any: “${last.note}”`)
    }
    return () => void leave()
  }, [hasSaved, onLost])

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!kind) return setErrors([{ id: 'non-clinical-kind', says: 'Choose what kind of call it was.' }])
    const stopped = await close((commandId, notesRevision) => ({
      kind: 'non_clinical',
      commandId,
      epoch: identity.epoch,
      notesRevision,
      call: kind,
      note,
    }))
    if (stopped) return setErrors([stopped])
    onClosed('The call is closed as not about care. It is on nobody’s record.')
  }

  return (
    <form className="app-outcome__form" onSubmit={save} noValidate ref={element}>
      <ErrorSummary errors={errors} />
      <Select
        id="non-clinical-kind"
        label="What kind of call"
        error={errors.some(({ id }) => id === 'non-clinical-kind') ? 'Choose one.' : undefined}
        value={kind}
        choices={KINDS}
        onChange={chosen => {
          setKind(chosen)
          setErrors([])
        }}
      />
      <TextArea label="A note, if any" value={note} onChange={setNote} maxLength={20_000} />
      <div className="app-outcome__foot">
        <Button type="submit" look="primary" shortcut="X" disabled={isStale || phase !== 'open'}>
          {saveWords(phase, isStale ? unheard.notNow : null, 'Close the call')}
        </Button>
      </div>
    </form>
  )
}
