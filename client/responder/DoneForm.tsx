import { type FormEvent, useState } from 'react'
import { useClockAhead } from '#client/live/LiveProvider.tsx'
import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { clockTime } from '#client/ui/core/when.ts'
import { DateTimeField } from '#client/ui/DateTimeField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { ItemId } from '#shared/ids.ts'
import type { DoneFields, DoseFields } from '#shared/onThePhone.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import type { VisitOutcome } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { EMPTY, OTHER, readDoneForm, type Wrong } from './core/doneForm.ts'
import { DoseGiven } from './DoseGiven.tsx'

type Props = {
  medicines: readonly LedgerLine[]
  now: Instant
  acceptedAt: Instant | null
  /** What was typed before, here or when the page was open last. */
  typed: DoneFields | undefined
  onTyped: (fields: DoneFields) => void
  onDone: (outcome: VisitOutcome) => void
}

/** The end of a visit: what was found and done, what was given, when somebody looks again, what the line is to do. */
export function DoneForm({ medicines, now, acceptedAt, typed, onTyped, onDone }: Props) {
  const [fields, setFields] = useState<DoneFields>(typed ?? EMPTY)
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([])
  const change = (some: Partial<DoneFields>) => {
    const after = { ...fields, ...some }
    setFields(after)
    onTyped(after)
  }
  const changeDose = (doseId: ItemId, some: Partial<DoseFields>) =>
    change({ doses: fields.doses.map(dose => (dose.doseId === doseId ? { ...dose, ...some } : dose)) })
  const saysAt = (id: string) => wrongs.find(wrong => wrong.id === id)?.says
  const review = typedMoment(fields.review, 'any', now)
  // A phone that was in a pocket shows for a moment the time at which it was put there.
  const ahead = useClockAhead()
  const atThisPress = () => new Date(Date.now() + ahead).toISOString()

  function save(event: FormEvent) {
    event.preventDefault()
    const read = readDoneForm(fields, atThisPress(), acceptedAt)
    if ('wrongs' in read) return setWrongs(read.wrongs)
    onDone(read.outcome)
  }

  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <h3>Done</h3>
      <ErrorSummary errors={wrongs} />
      <TextArea
        id="done-found"
        label="What you found"
        error={saysAt('done-found')}
        value={fields.found}
        onChange={found => change({ found })}
        maxLength={4000}
        rows={3}
        autoFocus
      />
      <TextArea
        id="done-done"
        label="What you did"
        error={saysAt('done-done')}
        value={fields.done}
        onChange={done => change({ done })}
        maxLength={4000}
        rows={3}
      />
      <section className="app-stack" aria-labelledby="done-given">
        <h4 id="done-given">Medicines given</h4>
        {fields.doses.length === 0 ? (
          <p className="app-quiet">
            Each is put on the record as one dose, and what is left is counted down.
          </p>
        ) : null}
        {fields.doses.map((dose, place) => (
          <DoseGiven
            key={dose.doseId}
            dose={dose}
            place={place}
            medicines={medicines}
            saysAt={saysAt}
            onChange={some => changeDose(dose.doseId, some)}
            onRemove={() => change({ doses: fields.doses.filter(({ doseId }) => doseId !== dose.doseId) })}
          />
        ))}
        <div className="app-row">
          <Button
            size="large"
            disabled={fields.doses.length >= 12}
            onClick={() => change({ doses: [...fields.doses, newDose(medicines, atThisPress())] })}
          >
            {fields.doses.length === 0 ? 'Add a medicine given' : 'Add another'}
          </Button>
        </div>
      </section>
      <TextArea
        id="done-plan"
        label="Plan from here (may stay empty)"
        value={fields.plan}
        onChange={plan => change({ plan })}
        maxLength={2000}
      />
      <DateTimeField
        id="done-review"
        label="Next review (may stay empty)"
        hint="When somebody is to look again."
        error={saysAt('done-review')}
        value={fields.review}
        understood={'ok' in review ? review.ok : undefined}
        now={() => new Date().toISOString()}
        onChange={some => change({ review: { ...fields.review, ...some } })}
      />
      <TextArea
        id="done-ask"
        label="What the line is to do (may stay empty)"
        value={fields.askOfLine}
        onChange={askOfLine => change({ askOfLine })}
        maxLength={1000}
      />
      <footer className="app-phone__acts">
        <Button type="submit" look="primary" size="large">
          Save: I am done here
        </Button>
      </footer>
    </form>
  )
}

function newDose(medicines: readonly LedgerLine[], now: Instant): DoseFields {
  return {
    doseId: ItemId.parse(crypto.randomUUID()),
    drug: medicines.length === 0 ? OTHER : '',
    other: '',
    dose: '',
    route: '',
    time: clockTime(now),
    because: '',
    benefit: '',
  }
}
