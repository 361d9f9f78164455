import { type FormEvent, useState } from 'react'
import { typedDate } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { showDate, showLongDate, showMoment, showTime } from '#client/ui/core/when.ts'
import { DateField } from '#client/ui/DateField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { StaffId } from '#shared/ids.ts'
import type { TeamsTonight } from '#shared/teamRota.ts'
import { LeaveForm } from './LeaveForm.tsx'
import { useChange } from './useChange.ts'

type Props = { tonight: TeamsTonight; isLead: boolean; onChanged: () => void }
type Fault = { id: string; says: string }

/** Leave, swaps that nobody has taken yet, bank holidays, and what was changed last. */
export function WhoIsAway({ tonight, isLead, onChanged }: Props) {
  return (
    <>
      <Swaps tonight={tonight} />
      <Leave tonight={tonight} isLead={isLead} onChanged={onChanged} />
      <Holidays tonight={tonight} isLead={isLead} onChanged={onChanged} />
      <section className="app-stack" aria-labelledby="teams-changes">
        <h2 id="teams-changes">Changed last</h2>
        {tonight.changes.length === 0 ? <p className="app-quiet">Nothing was changed yet.</p> : null}
        <ul className="app-teams__rows">
          {tonight.changes.map(({ id, at, by, says }) => (
            <li key={id}>
              <span>{says}</span>
              <span className="app-small app-quiet">
                {by}, {showMoment(at, tonight.at)}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Swaps({ tonight: { swaps } }: { tonight: TeamsTonight }) {
  if (swaps.length === 0) return null
  return (
    <section className="app-stack" aria-labelledby="teams-swaps">
      <h2 id="teams-swaps">To be swapped</h2>
      <p className="app-quiet">Nobody has taken these yet. Until somebody does, they are of whoever asked.</p>
      <ul className="app-teams__rows">
        {swaps.map(({ swapId, name, team, day, from, until }) => (
          <li key={swapId}>
            <span>
              <b>{name}</b>, {team}: {showLongDate(day)}, {showTime(from)} to {showTime(until)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Leave({ tonight, isLead, onChanged }: Props) {
  const [who, setWho] = useState('')
  const { leave, people, at } = tonight
  const { isBusy, refused, team: send } = useChange(onChanged)
  return (
    <section className="app-stack" aria-labelledby="teams-leave">
      <h2 id="teams-leave">On leave</h2>
      {leave.length === 0 ? <p className="app-quiet">Nobody is on leave, or will be.</p> : null}
      {refused ? <p role="alert">{refused}</p> : null}
      <ul className="app-teams__rows">
        {leave.map(({ leaveId, name, from, until }) => (
          <li key={leaveId}>
            <span>
              <b>{name}</b>: {showMoment(from, at)} to {showMoment(until, at)}
            </span>
            {isLead ? (
              <Button
                size="small"
                disabled={isBusy}
                aria-label={`Take back the leave of ${name}`}
                onClick={() => send({ what: 'leave_ended', leaveId })}
              >
                Take back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isLead ? (
        <details>
          <summary>Put leave in for somebody</summary>
          <div className="app-stack">
            <Select
              label="Who is away"
              value={who}
              choices={people.map(one => ({
                value: one.staffId as string,
                says: `${one.name}, ${one.organisation}`,
              }))}
              onChange={setWho}
            />
            <LeaveForm
              now={at}
              isBusy={isBusy}
              refused={refused}
              onLeave={async away =>
                who !== '' && (await send({ what: 'leave', staffId: StaffId.parse(who), ...away }))
              }
            />
          </div>
        </details>
      ) : null}
    </section>
  )
}

function Holidays({ tonight: { holidays, at }, isLead, onChanged }: Props) {
  return (
    <section className="app-stack" aria-labelledby="teams-holidays">
      <h2 id="teams-holidays">Bank holidays</h2>
      <p className="app-quiet">
        {holidays.source} Known until the end of {holidays.lastYear}: after that teams keep the hours of the
        weekday, and this page says so.
      </p>
      <ul className="app-teams__rows">
        {holidays.coming.map(({ day, name }) => (
          <li key={day}>
            <span>
              {showLongDate(day)}: {name}
            </span>
          </li>
        ))}
      </ul>
      {isLead ? (
        <details>
          <summary>Add a day, or take one away</summary>
          <HolidayForm now={at} onChanged={onChanged} />
        </details>
      ) : null}
    </section>
  )
}

function HolidayForm({ now, onChanged }: { now: string; onChanged: () => void }) {
  const [day, setDay] = useState('')
  const [is, setIs] = useState<'yes' | 'no' | ''>('yes')
  const [words, setWords] = useState({ name: '', source: '' })
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const { isBusy, refusals, forget, team: send } = useChange(onChanged)
  const read = typedDate(day, 'any', now)
  const understood = 'ok' in read ? read.ok : undefined
  const wrong = (id: string) => faults.find(one => one.id === id)?.says

  async function save(event: FormEvent) {
    event.preventDefault()
    forget()
    const found: Fault[] = [
      ...(understood ? [] : [{ id: 'holiday-day', says: 'Type the day first, like 24 12 2026.' }]),
      ...(words.name.trim() ? [] : [{ id: 'holiday-name', says: 'Say what day it is.' }]),
      ...(words.source.trim() ? [] : [{ id: 'holiday-source', says: 'Say who has said so.' }]),
    ]
    setFaults(found)
    if (found.length > 0 || !understood) return
    if (await send({ what: 'holiday', day: understood, isHoliday: is !== 'no', ...words })) {
      setDay('')
      setWords({ name: '', source: '' })
    }
  }
  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <ErrorSummary errors={faults.length > 0 ? faults : refusals} title="The day is not saved yet" />
      <DateField
        id="holiday-day"
        label="Day"
        error={wrong('holiday-day')}
        value={day}
        understood={understood}
        onChange={setDay}
      />
      <Radios
        label="On this day teams keep the hours of"
        value={is}
        choices={[
          { value: 'yes', says: 'a bank holiday' },
          { value: 'no', says: `the weekday it is${understood ? ` (${showDate(understood)})` : ''}` },
        ]}
        onChange={setIs}
      />
      <TextField
        id="holiday-name"
        label="What day it is"
        error={wrong('holiday-name')}
        value={words.name}
        onChange={name => setWords({ ...words, name })}
      />
      <TextField
        id="holiday-source"
        label="Who has said so"
        error={wrong('holiday-source')}
        value={words.source}
        onChange={source => setWords({ ...words, source })}
      />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Saving…' : 'Save the day'}
        </Button>
      </div>
    </form>
  )
}
