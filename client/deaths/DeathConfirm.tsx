import { type FormEvent, useEffect, useState } from 'react'
import { PatientBanner } from '#client/patients/PatientBanner.tsx'
import '#client/patients/RecordPanel.css'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useUnheard } from '#client/ui/useUnheard.ts'
import { type DeathAnswers, type DeathOffer, followUps, type SecondAct } from '#shared/deaths.ts'
import { known } from '#shared/record/knownState.ts'
import { placesOfDeath } from '#shared/record/places.ts'
import type { DeathWay } from './deathWay.ts'

type Props = {
  offer: DeathOffer
  answers: DeathAnswers
  isStale: boolean
  report: (confirmed: SecondAct) => ReturnType<DeathWay['report']>
  onBack: () => void
  onDone: () => void
}

/** The second step: whose death is about to be recorded, what stops and what begins; confirmed by the name, typed by hand. */
export function DeathConfirm({ offer, answers, isStale, report, onBack, onDone }: Props) {
  const { isBusy, refused, refusals, forget, send } = useSend()
  const unheard = useUnheard()
  const [typed, setTyped] = useState('')
  const [isReadBack, setReadBack] = useState(false)
  const [isWanting, setWanting] = useState(false)
  useEffect(() => document.getElementById('death-whose')?.focus(), [])
  const { banner, nameToType } = offer
  const at = known(answers.at)
  const place = known(answers.place)

  async function save(event: FormEvent) {
    event.preventDefault()
    const hasActed = nameToType === null ? isReadBack : typed.trim() !== ''
    setWanting(!hasActed)
    if (!hasActed) return
    const act: SecondAct = nameToType === null ? { kind: 'read_back' } : { kind: 'name', typed }
    if (await send(() => report(act))) onDone()
  }
  const errors = [
    ...(isWanting ? [{ id: 'death-typed', says: 'Confirm whose death this is.' }] : []),
    ...refusals,
  ]

  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <h3 id="death-whose" tabIndex={-1} className="app-death__whose">
        This records that this person has died
      </h3>
      <div className="app-death__person">
        <PatientBanner banner={banner} />
      </div>
      <p>
        {at === undefined ? 'When: not known' : `Died ${showMoment(at, offer.asOf)}`}
        {' · '}
        {place === undefined ? 'where: not known' : placesOfDeath[place].text}
        {' · '}
        {answers.wasExpected === true
          ? 'expected'
          : answers.wasExpected === false
            ? 'not expected'
            : 'not sure whether expected'}
      </p>
      <div className="app-death__columns">
        <List title="Stops" items={offer.stops} />
        <List
          title="Begins"
          items={followUps(place).map(({ kind, says }) =>
            kind === 'bereavement_day' && offer.ring ? `${says}, to ${offer.ring}` : says,
          )}
        />
        {offer.stays.length > 0 ? <List title="Stays" items={offer.stays} /> : null}
      </div>
      <p className="app-quiet app-small">
        You, or a shift lead, can undo this for ten minutes. A bereavement call can be declined.
      </p>
      <ErrorSummary errors={errors} {...(refused === null ? {} : { title: 'Nothing was recorded' })} />
      {nameToType === null ? (
        <label className="app-choice">
          <input
            id="death-typed"
            className="app-choice__box"
            type="checkbox"
            checked={isReadBack}
            onChange={event => setReadBack(event.target.checked)}
          />
          No name is recorded. I have read back to the caller who this is.
        </label>
      ) : (
        <TextField
          id="death-typed"
          label={`Type the family name to confirm: ${nameToType}`}
          error={isWanting ? 'Type it by hand.' : undefined}
          value={typed}
          maxLength={140}
          onChange={text => {
            setTyped(text)
            setWanting(false)
            if (refused !== null) forget()
          }}
        />
      )}
      <div className="app-row">
        <Button type="submit" look="danger" disabled={isStale || isBusy}>
          {isStale ? unheard.notNow : isBusy ? 'Recording…' : `Record the death of ${banner.name}`}
        </Button>
        <Button onClick={onBack}>Back to the questions</Button>
      </div>
    </form>
  )
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section>
      <h3 className="app-death__list-title">{title}</h3>
      <ul className="app-death__list">
        {items.map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  )
}
