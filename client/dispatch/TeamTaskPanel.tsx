import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { LinksOfTask } from '#client/carers/LinksOfTask.tsx'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { secondsBetween } from '#shared/time.ts'
import './TaskPanel.css'
import { AfterDeath } from './AfterDeath.tsx'
import { AfterTakenBack } from './AfterTakenBack.tsx'
import { SafetyOfTask } from './SafetyOfTask.tsx'
import { TeamTaskActs } from './TeamTaskActs.tsx'
import { TeamTaskSteps } from './TeamTaskSteps.tsx'
import { heldBy, toldOf, twoGo, whatWasSaid, whereItIs } from './teamTaskWords.ts'

type Props = {
  teamTaskId: TeamTaskId
  isAsked?: boolean | undefined
  me: Me
  onDone: (words: string) => void
}

/** One thing asked of a community team: why, who has it or is asked, all that happened, and what a nurse can do about it. */
export function TeamTaskPanel({ teamTaskId, isAsked, me, onDone }: Props) {
  const { board } = useLive()
  const isStale = useHearing() === 'stale'
  const now = new Date(useServerNow()).toISOString()
  const task = board?.teamTasks.get(teamTaskId)
  const detail = useLoad(task ? `team task ${teamTaskId} ${task.version}` : null, signal =>
    call(routes.teamTask, { params: { teamTaskId }, signal }),
  )
  useFocusAtFirst('task-title', isAsked)
  // The last who was out for it is safe, and it was over: that is read next. The task itself, where it goes on.
  useFocusIfGone('task-over', 'main')
  useFocusIfGone('task-title', 'section')
  if (!task)
    return (
      <main className="app-console__centre app-console__centre--wide">
        <div id="task-over" tabIndex={-1}>
          <Notice tone="plain" role="status" title="This is over.">
            It was done, or is not to be done any more. What came of it is on the person’s record. Choose
            another on the left.
          </Notice>
        </div>
      </main>
    )
  const left = secondsBetween(now, task.dueAt)
  const said = [twoGo(task), whatWasSaid(task), toldOf(task), heldBy(task, me.staffId)].filter(Boolean)
  return (
    <main className="app-console__centre app-console__centre--wide app-task">
      <section className="app-task__card" aria-labelledby="task-title">
        <h2 id="task-title" className="app-task__title" tabIndex={-1}>
          {workKinds[task.kind].text}
        </h2>
        <div className="app-row">
          <Tag tone={left < 0 && task.state !== 'arrived' ? 'danger' : 'plain'}>{task.urgency}</Tag>
          <span className="app-numbers">
            by {showMoment(task.dueAt, now)}
            {task.state === 'arrived'
              ? ''
              : left < 0
                ? `, ${inWordsDuration(-left)} late`
                : `, in ${inWordsDuration(left)}`}
          </span>
          <span className="app-quiet app-numbers">asked for {showMoment(task.raisedAt, now)}</span>
        </div>
        <SafetyOfTask
          task={task}
          where={detail.kind === 'here' ? detail.value.whereTheyAre : []}
          me={me}
          now={now}
          isStale={isStale}
        />
        <AfterDeath task={task} isStale={isStale} onDone={onDone} />
        <AfterTakenBack task={task} isStale={isStale} onDone={onDone} />
        <p>{whereItIs(task, now)}.</p>
        {said.length > 0 ? <p className="app-quiet">{said.join('. ')}.</p> : null}
        {detail.kind === 'here' ? <p className="app-task__words">{detail.value.why}</p> : null}
        {TEAM_TASK_OVER.includes(task.state) ? (
          <p className="app-quiet">The task itself is over.</p>
        ) : (
          <TeamTaskActs task={task} me={me} isStale={isStale} onDone={onDone} />
        )}
      </section>
      <LinksOfTask key={teamTaskId} callId={task.callId} isStale={isStale} />
      <section className="app-task__card" aria-labelledby="task-steps">
        <h3 id="task-steps">What happened</h3>
        {detail.kind === 'loading' ? <Skeleton lines={4} label="Looking what happened…" /> : null}
        {detail.kind === 'failed' ? (
          <NotLoaded title="We could not read what happened." failed={detail}>
            The board still shows who has it.
          </NotLoaded>
        ) : null}
        {detail.kind === 'here' ? <TeamTaskSteps steps={detail.value.steps} now={now} /> : null}
      </section>
    </main>
  )
}
