import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { outcomeWords } from '#client/patients/core/pastTaskWords.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { teamTaskStates } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { TeamTaskSteps } from './TeamTaskSteps.tsx'

/** What the team was asked and how it ended: what the nurse must know before she rings. */
export function HowItEnded({ teamTaskId, now }: { teamTaskId: TeamTaskId; now: Instant }) {
  const detail = useLoad(`ended team task ${teamTaskId}`, signal =>
    call(routes.teamTask, { params: { teamTaskId }, signal }),
  )
  if (detail.kind === 'loading') return <Skeleton lines={4} label="Looking how it ended…" />
  if (detail.kind === 'failed')
    return (
      <NotLoaded title="We could not read how it ended." failed={detail}>
        It stands on the person’s record.
      </NotLoaded>
    )
  const { teamTask, why, steps, outcome } = detail.value
  return (
    <section className="app-task__card" aria-labelledby="task-ended">
      <h3 id="task-ended">
        {workKinds[teamTask.kind].text}: {teamTaskStates[teamTask.state].text}
      </h3>
      <p className="app-task__words">{why}</p>
      {outcome
        ? outcomeWords(outcome, at => showMoment(at, now)).map(([name, words]) => (
            <p key={name}>
              <b>{name}:</b> {words}
            </p>
          ))
        : null}
      <TeamTaskSteps steps={steps} now={now} />
    </section>
  )
}
