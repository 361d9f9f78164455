import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { HeldTask } from '#shared/onThePhone.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { OUT_MINUTES, type OutStands } from './core/loneWorker.ts'
import type { Progress } from './NextActs.tsx'

type Props = {
  held: HeldTask
  stands: OutStands
  /** Done there, or it is not theirs any more: are they out of the house? */
  isDone: boolean
  now: Instant
  isOneOfSeveral: boolean
  onPress: (step: Progress) => void
}

/** By when they are to be out. That they are is said in two presses in two places: one thumb in a house does not end the watch. */
export function OutUntil({ held, stands, isDone, now, isOneOfSeveral, onPress }: Props) {
  const [asks, setAsks] = useState<'minutes' | 'safe' | null>(null)
  const left = secondsBetween(now, stands.by)
  const id = `out-${held.task.teamTaskId}`
  useFocusIfGone(`${id}-minutes`, `#${id}`)
  useFocusIfGone(`${id}-asks`, `#${id}`)
  useFocusIfGone(`${id}-safe`, `#${id}`)
  return (
    <section
      id={id}
      className={`app-phone__out ${left < 0 ? 'app-phone__out--over' : ''}`}
      aria-label="Out on a visit"
    >
      <p className="app-numbers" role={left < 0 ? 'alert' : undefined}>
        {left < 0 ? (
          <>
            <span aria-hidden="true">■ </span>
            <b>You were to be out by {showMoment(stands.by, now)}.</b> Say that you are safe, or ask for more
            time. You are texted and rung, then a colleague, then who leads.
          </>
        ) : (
          <>
            <b>{isDone ? 'Out of the house?' : `Out by ${showMoment(stands.by, now)}`}</b>
            {isDone ? ` You are watched until ${showMoment(stands.by, now)}` : ''}, in {inWordsDuration(left)}
          </>
        )}
        {isOneOfSeveral ? ` · ${workKinds[held.task.kind].text}` : ''}
      </p>
      {asks === 'minutes' ? (
        <Minutes
          id={`${id}-minutes`}
          onBack={() => setAsks(null)}
          onChoose={minutes => {
            setAsks(null)
            onPress({ step: 'out_by', minutes })
          }}
        />
      ) : asks === 'safe' ? (
        <fieldset id={`${id}-asks`} tabIndex={-1} className="app-phone__out-asks">
          <legend>Are you out of the house? Nobody watches after that.</legend>
          <Button onClick={() => setAsks(null)}>Not yet</Button>
          <Button look="primary" onClick={() => onPress({ step: 'safe' })}>
            Yes, I am out
          </Button>
        </fieldset>
      ) : (
        <div className="app-phone__safe">
          <Button id={`${id}-safe`} onClick={() => setAsks('safe')}>
            I am safe, and out…
          </Button>
          <Button onClick={() => setAsks('minutes')}>More time…</Button>
        </div>
      )}
    </section>
  )
}

/** They, or a nurse, have said that they are safe and out, and they are on the way or there all the same, or have gone in again. */
export function NotWatched({ held, onPress }: Pick<Props, 'held' | 'onPress'>) {
  const [isAsking, setAsking] = useState(false)
  const id = `unwatched-${held.task.teamTaskId}`
  useFocusIfGone(`${id}-minutes`, `#${id}`)
  useFocusIfGone(`${id}-again`, `#${id}`)
  return (
    <section id={id} className="app-phone__out" aria-label="Not watched">
      <p role="status">
        <b>You are not watched any more.</b> Nobody looks for you if nothing is heard of you.
      </p>
      {isAsking ? (
        <Minutes
          id={`${id}-minutes`}
          onBack={() => setAsking(false)}
          onChoose={minutes => onPress({ step: 'out_by', minutes })}
        />
      ) : (
        <div className="app-phone__safe">
          <Button id={`${id}-again`} onClick={() => setAsking(true)}>
            Watch me again…
          </Button>
        </div>
      )}
    </section>
  )
}

type MinutesProps = { id: string; onBack: () => void; onChoose: (minutes: number) => void }

function Minutes({ id, onBack, onChoose }: MinutesProps) {
  return (
    <fieldset id={id} tabIndex={-1} className="app-phone__minutes">
      <legend>Out in how long, from now?</legend>
      {OUT_MINUTES.map(minutes => (
        <Button key={minutes} onClick={() => onChoose(minutes)}>
          {inWordsDuration(minutes * 60)}
        </Button>
      ))}
      <Button look="quiet" onClick={onBack}>
        Back
      </Button>
    </fieldset>
  )
}
