import { type FormEvent, useState } from 'react'
import { typedPhone } from '#client/patients/form/core/typedNumber.ts'
import { typedDate } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { dayOf, showDate } from '#client/ui/core/when.ts'
import { DateField } from '#client/ui/DateField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { StaffId } from '#shared/ids.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { TeamShown, TeamsTonight } from '#shared/teamRota.ts'
import { Position, positions, Rung, rungs } from '#shared/teams.ts'
import { Skill, skills } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { typedClock } from './core/typedTeam.ts'
import { useChange } from './useChange.ts'

type Props = { team: TeamShown; people: TeamsTonight['people']; today: Instant; onDone: () => void }
type Fault = { id: string; says: string }

const POSITIONS = Position.options.map(value => ({ value, says: positions[value].text }))
const SKILLS = Skill.options.map(value => ({ value, says: skills[value].text }))
const RUNGS = Rung.options.map(value => ({ value, says: rungs[value].text }))
const REPEATS = [
  { value: '0', says: 'Once' },
  { value: '1', says: 'Every week' },
  { value: '2', says: 'Every two weeks' },
  { value: '4', says: 'Every four weeks' },
]

/** A duty for somebody of the team, and who is in it. */
export function AddToRota(props: Props) {
  return (
    <>
      <details>
        <summary>Put a duty in</summary>
        <NewDuty {...props} />
      </details>
      <details>
        <summary>Who is in the team</summary>
        <Membership {...props} />
      </details>
    </>
  )
}

function NewDuty({ team, today, onDone }: Props) {
  const [who, setWho] = useState('')
  const [position, setPosition] = useState<Position | ''>('first')
  const [day, setDay] = useState(showDate(dayOf(today)))
  const [time, setTime] = useState({ from: '20:00', until: '08:00' })
  const [repeats, setRepeats] = useState('0')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const { isBusy, refusals, forget, team: send } = useChange(onDone)
  const read = typedDate(day, 'any', today)
  const understood = 'ok' in read ? read.ok : undefined
  const wrong = (id: string) => faults.find(one => one.id === id)?.says

  async function save(event: FormEvent) {
    event.preventDefault()
    forget()
    const [from, until] = [typedClock(time.from), typedClock(time.until)]
    const found: Fault[] = [
      ...(who === '' ? [{ id: 'duty-who', says: 'Choose who is on duty.' }] : []),
      ...(position === '' ? [{ id: 'duty-position', says: 'Choose as what.' }] : []),
      ...(understood ? [] : [{ id: 'duty-day', says: 'Type the day first, like 24 11 2026.' }]),
      ...(from ? [] : [{ id: 'duty-from', says: 'Type a time like 20:00.' }]),
      ...(until ? [] : [{ id: 'duty-until', says: 'Type a time like 08:00.' }]),
    ]
    setFaults(found)
    if (found.length > 0 || position === '' || !understood || !from || !until) return
    const everyWeeks = repeats === '0' || repeats === '' ? null : Number(repeats)
    const shift = { position, day: understood, from, until, everyWeeks, lastDay: null }
    if (await send({ what: 'shift', teamId: team.teamId, staffId: StaffId.parse(who), shift })) setWho('')
  }
  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <ErrorSummary errors={faults.length > 0 ? faults : refusals} title="The duty is not saved yet" />
      <Select
        id="duty-who"
        label="Who"
        error={wrong('duty-who')}
        value={who}
        choices={team.members.map(one => ({ value: one.staffId as string, says: one.name }))}
        onChange={setWho}
      />
      <Select
        id="duty-position"
        label="As what"
        error={wrong('duty-position')}
        value={position}
        choices={POSITIONS}
        onChange={setPosition}
      />
      <DateField
        id="duty-day"
        label="First day"
        error={wrong('duty-day')}
        value={day}
        understood={understood}
        onChange={setDay}
      />
      <TextField
        id="duty-from"
        label="From"
        error={wrong('duty-from')}
        value={time.from}
        onChange={from => setTime({ ...time, from })}
      />
      <TextField
        id="duty-until"
        label="Until"
        hint="At or before the beginning: on the next day."
        error={wrong('duty-until')}
        value={time.until}
        onChange={until => setTime({ ...time, until })}
      />
      <Select label="How often" value={repeats} choices={REPEATS} onChange={setRepeats} />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Saving…' : 'Put it in'}
        </Button>
      </div>
    </form>
  )
}

function Membership({ team, people, onDone }: Props) {
  const [who, setWho] = useState('')
  const [phone, setPhone] = useState('')
  const [able, setAble] = useState<readonly string[]>([])
  const [ways, setWays] = useState<readonly string[]>(['app', 'sms', 'call'])
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const { isBusy, refusals, forget, team: send } = useChange(onDone)
  const isIn = team.members.some(one => one.staffId === who)
  const wrong = (id: string) => faults.find(one => one.id === id)?.says

  function choose(staffId: string) {
    const member = team.members.find(one => one.staffId === staffId)
    setWho(staffId)
    setPhone(member?.phone ? showPhoneNumber(member.phone) : '')
    setAble(member?.skills ?? [])
    setWays(member?.rungs ?? ['app', 'sms', 'call'])
  }
  async function save(event: FormEvent) {
    event.preventDefault()
    forget()
    const number = typedPhone(phone)
    const found: Fault[] = [
      ...(who === '' ? [{ id: 'member-who', says: 'Choose who it is.' }] : []),
      ...('says' in number ? [{ id: 'member-phone', says: `Number: ${number.says}` }] : []),
      ...(ways.length === 0 ? [{ id: 'member-ways', says: 'Choose at least one way to reach them.' }] : []),
    ]
    setFaults(found)
    if (found.length > 0 || 'says' in number) return
    await send({
      what: 'member',
      teamId: team.teamId,
      staffId: StaffId.parse(who),
      skills: Skill.options.filter(skill => able.includes(skill)),
      phone: number.ok ?? null,
      rungs: ways.map(way => Rung.parse(way)),
    })
  }
  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <ErrorSummary errors={faults.length > 0 ? faults : refusals} title="This is not saved yet" />
      <Select
        id="member-who"
        label="Who"
        error={wrong('member-who')}
        value={who}
        choices={people.map(one => ({
          value: one.staffId as string,
          says: `${one.name}, ${one.organisation}`,
        }))}
        onChange={choose}
      />
      <TextField
        id="member-phone"
        label="Number"
        hint="For texts and calls of this team."
        error={wrong('member-phone')}
        value={phone}
        onChange={setPhone}
      />
      <Checkboxes label="Is able to" values={able} choices={SKILLS} onChange={setAble} />
      <Checkboxes
        id="member-ways"
        label="Reached by, in the order of choosing"
        error={wrong('member-ways')}
        values={ways}
        choices={RUNGS}
        onChange={setWays}
      />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Saving…' : isIn ? 'Save' : 'Take into the team'}
        </Button>
        {isIn ? (
          <Button
            look="danger"
            disabled={isBusy}
            onClick={() => send({ what: 'member_left', teamId: team.teamId, staffId: StaffId.parse(who) })}
          >
            They have left it
          </Button>
        ) : null}
      </div>
    </form>
  )
}
