import { useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { HeldTask } from '#shared/onThePhone.ts'
import type { Me } from '#shared/staff.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { isVisit, lastGoneTo, OUT_MINUTES, type OutStands, outStands } from './core/loneWorker.ts'
import { actsOn } from './core/queue.ts'
import { HelpPressed, LoneHelp } from './LoneWorkerHelp.tsx'
import './LoneWorker.css'
import type { Progress } from './NextActs.tsx'
import type { Phone, PhoneState } from './phone.ts'

type Props = { state: PhoneState; me: Me; phone: Phone; now: Instant; mine: readonly HeldTask[] }

/**
 * Whoever goes alone: by when they are to be out, that they are safe, more time, and a call for help. It stands above everything, whichever
 * task is open, and also when the task is over or with somebody else while they are still out.
 */
export function LoneWorker({ state, me, phone, now, mine }: Props) {
  const out = (state.tasks ?? []).flatMap(held => {
    const { teamTaskId } = held.task
    const stands = outStands(
      held.task,
      actsOn(state.sent, teamTaskId),
      actsOn(state.queue.waiting, teamTaskId),
    )
    return stands ? [{ held, stands }] : []
  })
  const press = (held: HeldTask, step: Progress, at: Instant = new Date().toISOString()) => {
    const body = { commandId: newCommandId(), at, ...step }
    return phone.press(held.task.teamTaskId, { kind: 'progress', body })
  }
  const helped = out.find(({ stands }) => stands.help)
  const goingTo = lastGoneTo(
    [...out.map(({ held }) => held), ...mine.filter(({ task }) => isVisit(task))],
    ({ task }) => actsOn([...state.sent, ...state.queue.waiting], task.teamTaskId),
  )
  if (!goingTo) return null
  return (
    <section className="app-phone__alone" aria-label="Your own safety">
      {out.map(({ held, stands }) =>
        stands.help || held.task.goesSecond ? null : (
          <OutUntil
            key={held.task.teamTaskId}
            held={held}
            stands={stands}
            now={now}
            isOneOfSeveral={out.length > 1}
            onPress={step => void press(held, step)}
          />
        ),
      )}
      {helped?.stands.help ? (
        <HelpPressed
          help={helped.stands.help}
          state={state}
          me={me}
          now={now}
          onMistaken={() => void press(helped.held, { step: 'help_mistaken' })}
        />
      ) : null}
      {helped?.stands.help && !helped.stands.help.isMistaken ? null : (
        <LoneHelp me={me} onHelp={(place, at) => press(goingTo, { step: 'help', place }, at)} />
      )}
    </section>
  )
}

type OutProps = {
  held: HeldTask
  stands: OutStands
  now: Instant
  isOneOfSeveral: boolean
  onPress: (step: Progress) => void
}

function OutUntil({ held, stands, now, isOneOfSeveral, onPress }: OutProps) {
  const [isAsking, setAsking] = useState(false)
  const left = secondsBetween(now, stands.by)
  const id = `out-${held.task.teamTaskId}`
  useFocusIfGone(`${id}-minutes`, `#${id}`)
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
            <b>Out by {showMoment(stands.by, now)}</b>, in {inWordsDuration(left)}
          </>
        )}
        {isOneOfSeveral ? ` · ${workKinds[held.task.kind].text}` : ''}
      </p>
      {isAsking ? (
        <fieldset id={`${id}-minutes`} tabIndex={-1} className="app-phone__minutes">
          <legend>Out in how long, from now?</legend>
          {OUT_MINUTES.map(minutes => (
            <Button
              key={minutes}
              onClick={() => {
                setAsking(false)
                onPress({ step: 'out_by', minutes })
              }}
            >
              {inWordsDuration(minutes * 60)}
            </Button>
          ))}
          <Button look="quiet" onClick={() => setAsking(false)}>
            Back
          </Button>
        </fieldset>
      ) : (
        <div className="app-phone__safe">
          <Button id={`${id}-safe`} onClick={() => onPress({ step: 'safe' })}>
            I am safe, and out
          </Button>
          <Button onClick={() => setAsking(true)}>Another time…</Button>
        </div>
      )}
    </section>
  )
}
