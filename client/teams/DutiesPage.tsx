import { useState } from 'react'
import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { MissedColleagues } from '#client/responder/MissedColleagues.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showDate, showLongDate, showMoment, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Select } from '#client/ui/Select.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { StaffId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { DutyShown, MyDuties } from '#shared/teamRota.ts'
import { positions } from '#shared/teams.ts'
import { LeaveForm } from './LeaveForm.tsx'
import './TeamsPage.css'
import { useChange } from './useChange.ts'

type Props = { mine: MyDuties; onChanged: () => void }

/** Of whoever is in a team: their duties, that they can be reached, what they swap, when they are away. */
export function DutiesPage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  const loaded = useLoad('duties', signal => call(routes.myDuties, { signal }))
  return (
    <div className="app-access">
      <title>Your duties · Goldthread</title>
      <DeskStrip me={me} title="Your duties" onLeave={onLeave}>
        {me.role === 'clinician' || me.role === 'paramedic' ? <a href="/my-tasks">Your tasks</a> : null}
        <a href="/">Back to the first page</a>
      </DeskStrip>
      <main className="app-teams">
        <MissedColleagues me={me} />
        {loaded.kind === 'loading' ? <Skeleton lines={5} label="Opening your duties…" /> : null}
        {loaded.kind === 'failed' ? (
          <NotLoaded title="Your duties could not be shown." failed={loaded} />
        ) : null}
        {loaded.kind === 'here' && loaded.value.teams.length === 0 ? (
          <Notice tone="plain" title="You are in no team.">
            A shift lead takes people into teams. Then your duties stand here.
          </Notice>
        ) : null}
        {loaded.kind === 'here' && loaded.value.teams.length > 0 ? (
          <>
            {loaded.missed ? (
              <Notice
                tone="caution"
                role="status"
                title={`This is as it stood at ${showTime(loaded.value.at)}.`}
              >
                {loaded.missed.message}
              </Notice>
            ) : null}
            <Reached mine={loaded.value} onChanged={loaded.again} />
            <Duties mine={loaded.value} onChanged={loaded.again} />
            <Swaps mine={loaded.value} me={me} onChanged={loaded.again} />
            <OwnLeave mine={loaded.value} onChanged={loaded.again} />
          </>
        ) : null}
      </main>
    </div>
  )
}

function Reached({ mine: { isProven, lastProvenAt, duties, at }, onChanged }: Props) {
  const { isBusy, refused, duty: send } = useChange(onChanged)
  const [first] = duties
  const isNow = first !== undefined && first.from <= at
  return (
    <section className="app-stack" aria-labelledby="duties-reached">
      <h2 id="duties-reached">Can you be reached?</h2>
      {first ? (
        <p>
          {isNow ? 'You are on duty' : 'Your next duty is'} {isNow ? '' : `${showLongDate(first.day)}, `}
          {isNow
            ? `until ${showMoment(first.until, at)}`
            : `${showTime(first.from)} to ${showTime(first.until)}`}
          , {first.team}.
        </p>
      ) : (
        <p className="app-quiet">You have no duty in the next four weeks.</p>
      )}
      <p role="status">
        {isProven ? (
          <>
            <Tag tone="well">Reached</Tag> You have shown it for this duty
            {lastProvenAt ? `, ${showMoment(lastProvenAt, at)}` : ''}.
          </>
        ) : (
          <>
            <Tag tone="caution">Not proven</Tag> Whoever has shown it is asked before you. It counts from an
            hour before your duty begins.
          </>
        )}
      </p>
      {refused ? <Notice tone="danger" role="alert" title={refused} /> : null}
      <div className="app-row">
        <Button look="primary" size="large" disabled={isBusy} onClick={() => send({ what: 'reached' })}>
          {isBusy ? 'Saving…' : 'Prove that I can be reached'}
        </Button>
      </div>
    </section>
  )
}

function Duties({ mine, onChanged }: Props) {
  return (
    <section className="app-stack" aria-labelledby="duties-mine">
      <h2 id="duties-mine">Your next four weeks</h2>
      {mine.duties.length === 0 ? <p className="app-quiet">Your duties will stand here.</p> : null}
      <ul className="app-teams__rows">
        {mine.duties.map(duty => (
          <OwnDuty key={`${duty.shiftId} ${duty.day}`} duty={duty} mine={mine} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  )
}

function OwnDuty({ duty, mine, onChanged }: { duty: DutyShown } & Props) {
  const [isOpen, setOpen] = useState(false)
  const [of, setOf] = useState('')
  const {
    isBusy,
    refused,
    duty: send,
  } = useChange(() => {
    setOpen(false)
    onChanged()
  })
  const { shiftId, day, team, teamId, position, from, until } = duty
  const isAsked = mine.swaps.some(one => one.shiftId === shiftId && one.day === day)
  const colleagues = mine.teams.find(one => one.teamId === teamId)?.colleagues ?? []
  return (
    <li>
      <span>
        <b>{showLongDate(day)}</b>, {showTime(from)} to {showTime(until)} · {team},{' '}
        {positions[position].text.toLowerCase()} {isAsked ? <Tag tone="action">To be swapped</Tag> : null}{' '}
        {duty.isOnLeave ? <Tag tone="caution">You are on leave</Tag> : null}
      </span>
      {isAsked ? null : (
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={`Swap ${showDate(day)}, ${showTime(from)}`}
          onClick={() => setOpen(!isOpen)}
        >
          Swap…
        </Button>
      )}
      {isOpen ? (
        <div className="app-stack app-teams__inside">
          {refused ? <Notice tone="danger" role="alert" title={refused} /> : null}
          <Select
            label="Who is to take it"
            hint="With nobody chosen, whoever of the team will. Until it is taken it stays yours."
            value={of}
            choices={colleagues.map(one => ({ value: one.staffId as string, says: one.name }))}
            onChange={setOf}
          />
          <div className="app-row">
            <Button
              look="primary"
              disabled={isBusy}
              onClick={() =>
                send({ what: 'swap_asked', shiftId, day, askedOf: of === '' ? null : StaffId.parse(of) })
              }
            >
              Ask for the swap
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  )
}

function Swaps({ mine: { swaps }, me, onChanged }: Props & { me: Me }) {
  const { isBusy, refused, duty: send } = useChange(onChanged)
  if (swaps.length === 0) return null
  return (
    <section className="app-stack" aria-labelledby="duties-swaps">
      <h2 id="duties-swaps">To be swapped</h2>
      {refused ? <Notice tone="danger" role="alert" title={refused} /> : null}
      <ul className="app-teams__rows">
        {swaps.map(({ swapId, name, askedBy, team, day, from, until }) => (
          <li key={swapId}>
            <span>
              <b>{askedBy === me.staffId ? 'You ask' : `${name} asks`}</b>: {showLongDate(day)},{' '}
              {showTime(from)} to {showTime(until)}, {team}
            </span>
            {askedBy === me.staffId ? (
              <Button
                size="small"
                disabled={isBusy}
                aria-label={`Keep ${showDate(day)} after all`}
                onClick={() => send({ what: 'swap_withdrawn', swapId })}
              >
                Keep it after all
              </Button>
            ) : (
              <Button
                size="small"
                look="primary"
                disabled={isBusy}
                aria-label={`Take ${showDate(day)} from ${name}`}
                onClick={() => send({ what: 'swap_taken', swapId })}
              >
                I take it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OwnLeave({ mine: { leave, at }, onChanged }: Props) {
  const { isBusy, refused, duty: send } = useChange(onChanged)
  return (
    <section className="app-stack" aria-labelledby="duties-leave">
      <h2 id="duties-leave">Your leave</h2>
      {leave.length === 0 ? <p className="app-quiet">You have put none in.</p> : null}
      <ul className="app-teams__rows">
        {leave.map(({ leaveId, from, until }) => (
          <li key={leaveId}>
            <span>
              {showMoment(from, at)} to {showMoment(until, at)}
            </span>
            <Button
              size="small"
              disabled={isBusy}
              aria-label={`Take back the leave from ${showMoment(from, at)}`}
              onClick={() => send({ what: 'own_leave_ended', leaveId })}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <LeaveForm
        now={at}
        isBusy={isBusy}
        refused={refused}
        onLeave={away => send({ what: 'own_leave', ...away })}
      />
    </section>
  )
}
