import { ShowPlace } from '#client/place/ShowPlace.tsx'
import { showAge, showMoment } from '#client/ui/core/when.ts'
import type { PastTeamTask } from '#shared/pastTeamTasks.ts'
import { teamTaskStates } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { askedWords, outcomeWords, pastSteps } from './core/pastTaskWords.ts'

type Props = { tasks: readonly PastTeamTask[]; now: Instant }

const PLACE_KEPT =
  'Where this person is, is protected. Why a team was asked, who went and what they found may tell it: it is shown with where they are, for a reason.'

/** What was asked of teams, newest first, beside the last calls: who went, and what they found. Nothing where nothing was asked. */
export function PastTeamTasks({ tasks, now }: Props) {
  if (tasks.length === 0) return null
  return (
    <section className="app-block app-block--calls" aria-label="Asked of teams">
      <h3 className="app-block__title">Asked of teams</h3>
      {tasks.some(({ isCovered }) => isCovered) ? (
        <p className="app-block__nothing">
          {PLACE_KEPT} <ShowPlace />
        </p>
      ) : null}
      <div>
        {tasks.map((task, place) => (
          <details className="app-past__call" key={task.teamTaskId} open={place === 0}>
            <summary>
              <b>{showMoment(task.raisedAt, now)}</b>{' '}
              <span className="app-quiet app-small">{showAge(task.raisedAt, now)}</span> · {task.urgency}{' '}
              {askedWords(task)} → {teamTaskStates[task.state].text}
            </summary>
            {pastSteps(task).map(({ at, words }) => (
              <p key={`${at} ${words}`}>
                <span className="app-quiet app-small app-numbers">{showMoment(at, now)}</span> {words}
              </p>
            ))}
            {task.ended?.outcome
              ? outcomeWords(task.ended.outcome, at => showMoment(at, now)).map(([name, words]) => (
                  <p key={name} className={name === 'Found' ? 'app-past__found' : undefined}>
                    {name}: {words}
                  </p>
                ))
              : null}
          </details>
        ))}
      </div>
    </section>
  )
}
