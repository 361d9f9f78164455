import { type FormEvent, useState } from 'react'
import { HALF_WRITTEN, stillHalfWritten } from '#client/patients/core/stillHalfWritten.ts'
import { judgeTriage } from '#client/triage/core/taken.ts'
import { PromptsPanel } from '#client/triage/PromptsPanel.tsx'
import { useProtocols } from '#client/triage/useProtocols.ts'
import { useTriage } from '#client/triage/useTriage.ts'
import { Button } from '#client/ui/Button.tsx'
import { clockTime, showTime } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useSubmitKey } from '#client/ui/useSubmitKey.ts'
import { useUnheard } from '#client/ui/useUnheard.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import type { CallBack } from '#shared/outcomes.ts'
import { CallBackFields } from './CallBackFields.tsx'
import { isHard } from './core/isHard.ts'
import { EMPTY_OUTCOME, type OutcomeForm as Form, judge } from './core/outcomeForm.ts'
import { FIELD_WORDS } from './core/unkept.ts'
import { choicesOf, DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from './core/words.ts'
import { NotTakenYet } from './NotTakenYet.tsx'
import type { OutcomeFormProps } from './OutcomePanel.tsx'
import { saveWords, useClose, type Wrong } from './useClose.ts'
import { useKeptOutcome } from './useKeptOutcome.ts'
import { useOutcomeKey } from './useOutcomeKey.ts'

const REASONS = choicesOf(REASON_WORDS)
const DISPOSITIONS = choicesOf(DISPOSITION_WORDS)
const WHERES = choicesOf(WHERE_WORDS)

export function OutcomeForm({
  callId,
  identity,
  draft,
  keeper,
  isStale,
  personName,
  hasDied,
  halfWritten,
  opened,
  onSend,
  owed,
  onClosed,
  onLost,
  isActive,
}: OutcomeFormProps) {
  const { phase, close, hasSaved } = useClose(callId, keeper)
  const unheard = useUnheard()
  const [form, change] = useKeptOutcome(callId, draft ?? EMPTY_OUTCOME, {
    canSend: !isStale && phase === 'open',
    hasSaved,
    onLost,
  })
  const [errors, setErrors] = useState<Wrong[]>([])
  const isFromChild = identity.caller?.isChild === true
  const element = useSubmitKey('Save the outcome and close the call', isActive)
  const set = (given: Partial<Form>) => {
    change(given)
    // Which call back it is decides what else is asked of it.
    const asked = given.callBack ? [...Object.keys(given), 'callBackAt', 'secondBecause'] : Object.keys(given)
    const mended = asked.map(field => `outcome-${field}`)
    setErrors(before => before.filter(({ id }) => !mended.includes(id)))
  }
  const saysOf = (field: keyof Form) => {
    const error = errors.find(({ id }) => id === `outcome-${field}`)
    return error?.here ?? error?.says
  }
  const inForce = useProtocols()
  const triage = useTriage(form, set, inForce.protocols, opened)
  const [isAsking, setAsking] = useState(form.triage !== null)
  useOutcomeKey('outcome-reason')

  async function save(event: FormEvent) {
    event.preventDefault()
    const judged = judge(form, new Date().toISOString(), clockTime, hasDied, owed, isFromChild)
    const wrong: Wrong[] = judged.kind === 'wanting' ? judged.errors : []
    const ticked = judgeTriage(form.triage, triage.suggestion)
    if (ticked.kind === 'wanting') wrong.push({ id: 'prompts-because', says: ticked.says })
    if (identity.patientId === null)
      wrong.unshift({
        id: 'said-name',
        says: 'Confirm who the call is about, or begin a provisional record.',
      })
    wrong.push(...stillHalfWritten(halfWritten))
    setErrors(wrong)
    if (judged.kind === 'wanting' || wrong.length > 0) return
    const outcome = ticked.kind === 'ready' ? { ...judged.outcome, triage: ticked.triage } : judged.outcome
    const stopped = await close((commandId, notesRevision) => ({
      kind: 'clinical',
      commandId,
      epoch: identity.epoch,
      notesRevision,
      outcome,
    }))
    if (stopped) return setErrors([stopped])
    const back = backWords(outcome.callBack, owed)
    onClosed(`The call and its outcome are on ${personName ?? 'the person'}'s record.${back}`, {
      callId,
      epoch: identity.epoch,
      about: `On ${personName ?? 'the person'}’s record, saved ${showTime(new Date().toISOString())}`,
      wasHard: hasDied || isHard(outcome),
    })
  }

  return (
    <form className="app-outcome__form" onSubmit={save} noValidate ref={element}>
      <ErrorSummary
        errors={halfWritten.length > 0 ? errors : errors.filter(({ id }) => id !== HALF_WRITTEN)}
      />
      <PromptsPanel
        triage={triage}
        inForce={inForce}
        form={form}
        opened={opened}
        isOpen={isAsking}
        onOpen={setAsking}
        onReason={reason => set({ reason })}
        onSend={onSend}
        error={errors.find(({ id }) => id === 'prompts-because')?.says}
      />
      <div className="app-outcome__pair">
        <Select
          id="outcome-reason"
          label={FIELD_WORDS.reason}
          error={saysOf('reason')}
          value={form.reason}
          choices={REASONS}
          onChange={reason => set({ reason })}
        />
        <Select
          id="outcome-disposition"
          label={FIELD_WORDS.disposition}
          error={saysOf('disposition')}
          value={form.disposition}
          choices={DISPOSITIONS}
          onChange={disposition => set({ disposition })}
        />
      </div>
      <TextArea
        id="outcome-found"
        label={FIELD_WORDS.found}
        value={form.found}
        onChange={found => set({ found })}
        maxLength={20_000}
      />
      <TextArea
        id="outcome-advice"
        label={FIELD_WORDS.advice}
        value={form.advice}
        onChange={advice => set({ advice })}
        maxLength={20_000}
      />
      <TextArea
        id="outcome-next"
        label={FIELD_WORDS.next}
        error={saysOf('next')}
        value={form.next}
        onChange={next => set({ next })}
        maxLength={20_000}
      />
      {hasDied ? null : (
        <Select
          id="outcome-whereAfter"
          label={FIELD_WORDS.whereAfter}
          error={saysOf('whereAfter')}
          value={form.whereAfter}
          choices={WHERES}
          onChange={whereAfter => set({ whereAfter })}
        />
      )}
      <CallBackFields form={form} onChange={set} owed={owed} saysOf={saysOf} isFromChild={isFromChild} />
      <div className="app-outcome__foot">
        <NotTakenYet callId={callId} />
        <Button type="submit" look="primary" shortcut="X" disabled={isStale || phase !== 'open'}>
          {saveWords(phase, isStale ? unheard.notNow : null, 'Save and close the call')}
        </Button>
      </div>
    </form>
  )
}

function backWords(callBack: CallBack, owed: OwedAlready | null): string {
  if (callBack.needed === true) return ` A call back is promised for ${showTime(callBack.dueAt)}.`
  return callBack.needed && owed ? ` The call back by ${showTime(owed.dueAt)} answers it too.` : ''
}
