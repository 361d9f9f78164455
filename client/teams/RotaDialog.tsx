import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { plusDays } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate, showLongDate, showTime } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Select } from '#client/ui/Select.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { StaffId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { DutyShown, RotaWeek, TeamShown, TeamsTonight } from '#shared/teamRota.ts'
import { positions } from '#shared/teams.ts'
import type { Instant } from '#shared/time.ts'
import { AddToRota } from './AddToRota.tsx'
import { useChange } from './useChange.ts'

type Props = {
  team: TeamShown
  people: TeamsTonight['people']
  isLead: boolean
  today: Instant
  onDone: () => void
  onClose: () => void
}

/** A week of one team: who holds which duty, and when nobody is on call. */
export function RotaDialog({ team, people, isLead, today, onDone, onClose }: Props) {
  const [from, setFrom] = useState(() => dayOf(today))
  const { teamId } = team
  const loaded = useLoad(`${teamId} ${from}`, signal =>
    call(routes.rotaWeek, { query: { teamId, from }, signal }),
  )
  const changed = () => {
    onDone()
    if (loaded.kind === 'here') loaded.again()
  }
  return (
    <Dialog title={`Rota of ${team.name}`} look="wide" onClose={onClose}>
      <div className="app-stack app-teams__rota">
        <div className="app-row">
          <Button size="small" onClick={() => setFrom(plusDays(from, -7))}>
            Week before
          </Button>
          <b>
            {showDate(from)} to {showDate(plusDays(from, 6))}
          </b>
          <Button size="small" onClick={() => setFrom(plusDays(from, 7))}>
            Week after
          </Button>
        </div>
        {loaded.kind === 'loading' ? <Skeleton lines={5} label="Opening the week…" /> : null}
        {loaded.kind === 'failed' ? <NotLoaded title="The week could not be shown." failed={loaded} /> : null}
        {loaded.kind === 'here' ? (
          <Week week={loaded.value} team={team} isLead={isLead} onChanged={changed} />
        ) : null}
        {isLead ? <AddToRota team={team} people={people} today={today} onDone={changed} /> : null}
      </div>
    </Dialog>
  )
}

type WeekProps = { week: RotaWeek; team: TeamShown; isLead: boolean; onChanged: () => void }

function Week({ week, team, isLead, onChanged }: WeekProps) {
  return (
    <>
      {week.gaps.length > 0 ? (
        <Notice tone="caution" title="Nobody is on call, though the team works:">
          <ul>
            {week.gaps.map(gap => (
              <li key={gap.from}>
                {showLongDate(dayOf(gap.from))}, {showTime(gap.from)} to {showTime(gap.until)}
                {dayOf(gap.until) === dayOf(gap.from) ? '' : ` on ${showDate(dayOf(gap.until))}`}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {week.duties.length === 0 ? <p className="app-quiet">Nobody is on the rota in this week.</p> : null}
      <ul className="app-teams__rows" aria-label="Duties of the week">
        {week.duties.map(duty => (
          <DutyRow
            key={`${duty.shiftId} ${duty.day}`}
            duty={duty}
            week={week}
            team={team}
            isLead={isLead}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </>
  )
}

function DutyRow({ duty, week, team, isLead, onChanged }: { duty: DutyShown } & WeekProps) {
  const [isOpen, setOpen] = useState(false)
  const [taker, setTaker] = useState('')
  const {
    isBusy,
    refused,
    team: send,
  } = useChange(() => {
    setOpen(false)
    onChanged()
  })
  const owner = team.members.find(one => one.staffId === duty.ownedBy)?.name
  const shift = week.shifts.find(one => one.shiftId === duty.shiftId)
  const others = team.members.filter(one => one.staffId !== duty.heldBy)
  const { shiftId, day } = duty
  return (
    <li>
      <span>
        {showLongDate(day)}, {showTime(duty.from)} to {showTime(duty.until)}: <b>{duty.name}</b>,{' '}
        {positions[duty.position].text.toLowerCase()}
        {duty.heldBy === duty.ownedBy || !owner ? '' : ` (for ${owner})`}{' '}
        {duty.isOnLeave ? <Tag tone="caution">On leave</Tag> : null}
      </span>
      {isLead ? (
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={`Change the duty of ${duty.name} on ${showDate(day)}`}
          onClick={() => setOpen(!isOpen)}
        >
          Change…
        </Button>
      ) : null}
      {isOpen ? (
        <div className="app-stack app-teams__inside">
          {refused ? <Notice tone="danger" role="alert" title={refused} /> : null}
          <Select
            label="Another takes this one"
            value={taker}
            choices={others.map(one => ({ value: one.staffId as string, says: one.name }))}
            onChange={setTaker}
          />
          <div className="app-row">
            <Button
              look="primary"
              disabled={isBusy || taker === ''}
              onClick={() => send({ what: 'swap', shiftId, day, takenBy: StaffId.parse(taker) })}
            >
              They take it
            </Button>
            <Button
              look="danger"
              disabled={isBusy}
              onClick={() =>
                send({
                  what: 'shift_ended',
                  shiftId,
                  lastDay: shift?.everyWeeks && day > shift.day ? plusDays(day, -1) : null,
                })
              }
            >
              {shift?.everyWeeks ? 'End it: not on this day and not after it' : 'Take it off'}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  )
}
