import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { HeldTask } from '#shared/onThePhone.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { isUnwatched, isVisit, lastGoneTo, outStands } from './core/loneWorker.ts'
import { actsOn } from './core/queue.ts'
import type { Stands } from './core/standsAs.ts'
import { HelpPressed, LoneHelp } from './LoneWorkerHelp.tsx'
import './LoneWorker.css'
import type { Progress } from './NextActs.tsx'
import { NotWatched, OutUntil } from './OutUntil.tsx'
import type { Phone, PhoneState } from './phone.ts'

type Mine = { held: HeldTask; stands: Stands }
type Props = { state: PhoneState; me: Me; phone: Phone; now: Instant; mine: readonly Mine[] }

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
  const isOut = (id: string) => out.some(({ held }) => held.task.teamTaskId === id)
  const unwatched = mine.filter(
    ({ held, stands }) => isUnwatched(held.task, stands) && !isOut(held.task.teamTaskId),
  )
  const isMine = (id: string) => mine.some(({ held }) => held.task.teamTaskId === id)
  const helped = out.find(({ stands }) => stands.help)
  const goingTo = lastGoneTo(
    [...out.map(({ held }) => held), ...mine.map(({ held }) => held).filter(({ task }) => isVisit(task))],
    ({ task }) => actsOn([...state.sent, ...state.queue.waiting], task.teamTaskId),
  )
  if (!goingTo) return null
  return (
    <section className="app-phone__alone" aria-label="Your own safety">
      {out.map(({ held, stands }) =>
        stands.help ? null : (
          <OutUntil
            key={held.task.teamTaskId}
            held={held}
            stands={stands}
            isDone={!isMine(held.task.teamTaskId)}
            now={now}
            isOneOfSeveral={out.length > 1}
            onPress={step => void press(held, step)}
          />
        ),
      )}
      {unwatched.map(({ held }) => (
        <NotWatched key={held.task.teamTaskId} held={held} onPress={step => void press(held, step)} />
      ))}
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
