import { type FormEvent, useState } from 'react'
import { choicesFrom } from '#client/patients/form/core/choices.ts'
import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { DateTimeField } from '#client/ui/DateTimeField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import type { DeathAnswers, DeathOffer } from '#shared/deaths.ts'
import { ambulanceAnswers } from '#shared/record/afterDeath.ts'
import { placesOfDeath } from '#shared/record/places.ts'
import { type DeathForm, isElsewhere, judge, type Wrong } from './core/deathForm.ts'
import { adviceFor } from './core/words.ts'

const PLACES = choicesFrom(placesOfDeath)
const AMBULANCE = choicesFrom(ambulanceAnswers)
const EXPECTED = [
  { value: 'yes' as const, says: 'Yes' },
  { value: 'no' as const, says: 'No' },
  { value: 'not_sure' as const, says: 'Not sure yet' },
]

type Props = {
  offer: DeathOffer
  form: DeathForm
  onForm: (form: DeathForm) => void
  onReady: (answers: DeathAnswers) => void
}

const now = () => new Date().toISOString()

/** The first step: what must be known before anything is said or stopped. */
export function DeathQuestions({ offer, form, onForm, onReady }: Props) {
  const [errors, setErrors] = useState<Wrong[]>([])
  const set = (given: Partial<DeathForm>) => {
    onForm({ ...form, ...given })
    setErrors(before => before.filter(({ id }) => !Object.keys(given).some(key => id === `death-${key}`)))
  }
  const saysOf = (field: keyof DeathForm) => {
    const error = errors.find(({ id }) => id === `death-${field}`)
    return error?.here ?? error?.says
  }
  const understood = typedMoment(form.at, 'past', now())
  // They come after the window, which has nothing else to give the focus to than its way out; and once more from the second step.
  useFocusAtFirst('death-reportedBy', true)

  function next(event: FormEvent) {
    event.preventDefault()
    const judged = judge(form, offer, now())
    if (judged.kind === 'wanting') return setErrors(judged.errors)
    onReady(judged.answers)
  }

  return (
    <form className="app-stack" onSubmit={next} noValidate>
      <p>
        <b>Slow down.</b> Say that you are sorry, and use their name.{' '}
        {offer.expected.suggests
          ? `Nothing needs doing for hours: they may sit with ${offer.banner.preferredName ?? 'them'}, wash them, ring family.`
          : 'Before you say that nothing needs doing, settle below whether this was expected.'}
      </p>
      <ErrorSummary errors={errors} />
      <div className="app-death__pair">
        <TextField
          id="death-reportedBy"
          label="Who says so"
          error={saysOf('reportedBy')}
          value={form.reportedBy}
          maxLength={200}
          onChange={reportedBy => set({ reportedBy })}
        />
        <TextField
          id="death-howKnown"
          label="How they know"
          hint="No breath, colour, how long"
          error={saysOf('howKnown')}
          value={form.howKnown}
          maxLength={500}
          onChange={howKnown => set({ howKnown })}
        />
      </div>
      <DateTimeField
        id="death-at"
        label="When"
        hint="As near as they know. A time alone means today, or last night."
        error={saysOf('at')}
        value={form.at}
        understood={'ok' in understood ? understood.ok : undefined}
        now={now}
        onChange={change => set({ at: { ...form.at, ...change }, isTimeUnknown: false })}
      />
      <label className="app-choice">
        <input
          className="app-choice__box"
          type="checkbox"
          checked={form.isTimeUnknown}
          onChange={event => set({ isTimeUnknown: event.target.checked, at: { date: '', time: '' } })}
        />
        Nobody knows when
      </label>
      <div className="app-death__pair">
        <Select
          id="death-place"
          label="Where they died"
          hint={offer.wishedWords ? `They had wished: ${offer.wishedWords}` : undefined}
          error={saysOf('place')}
          value={form.place}
          choices={PLACES}
          apart={{ says: 'Or', choices: [{ value: 'not_known', says: 'Not known' }] }}
          onChange={place => set({ place })}
        />
        <TextField
          label="Which one, by name"
          hint="May stay empty"
          value={form.placeNamed}
          maxLength={120}
          onChange={placeNamed => set({ placeNamed })}
        />
      </div>
      {isElsewhere(form, offer) ? (
        <TextArea
          id="death-reasonNotMet"
          label="Why not where they had wished"
          hint="“Not known yet” is an answer"
          error={saysOf('reasonNotMet')}
          value={form.reasonNotMet}
          maxLength={1000}
          onChange={reasonNotMet => set({ reasonNotMet })}
        />
      ) : null}
      <div className="app-death__record">
        <p>
          <b>{offer.expected.words}</b>
        </p>
        <ul className="app-small">
          {offer.expected.because.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </div>
      <div className="app-death__pair">
        <Radios
          id="death-wasExpected"
          label="Was it expected"
          isRow
          error={saysOf('wasExpected')}
          value={form.wasExpected}
          choices={EXPECTED}
          onChange={wasExpected => set({ wasExpected })}
        />
        <Select
          id="death-ambulance"
          label="Is 999 already on its way"
          error={saysOf('ambulance')}
          value={form.ambulance}
          choices={AMBULANCE}
          onChange={ambulance => set({ ambulance })}
        />
      </div>
      {adviceFor(form).map(words => (
        <Notice key={words} tone="danger" role="status" title={words} />
      ))}
      <TextArea
        label="Faith, and what cannot wait"
        hint="Rites, burial within a day, donation"
        value={form.rites}
        maxLength={300}
        onChange={rites => set({ rites })}
      />
      <div className="app-death__pair">
        <TextField
          label="Implants"
          hint="Pacemaker, defibrillator; may stay empty"
          value={form.implants}
          maxLength={300}
          onChange={implants => set({ implants })}
        />
        <TextField
          label="Funeral director"
          hint="May stay empty"
          value={form.funeralDirector}
          maxLength={200}
          onChange={funeralDirector => set({ funeralDirector })}
        />
      </div>
      {offer.leave.length > 0 ? (
        <Notice tone="caution" title="Ask them to leave as it is">
          <ul>
            {offer.leave.map(words => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <TextArea label="A note, if any" value={form.note} maxLength={1000} onChange={note => set({ note })} />
      <div className="app-row">
        <Button type="submit" look="primary">
          Next: whose death is it
        </Button>
        <span className="app-quiet app-small">Nothing is recorded yet.</span>
      </div>
    </form>
  )
}
