import { heldBy, toldOf, whatWasSaid, whereItIs } from '#client/dispatch/teamTaskWords.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { secondsBetween } from '#shared/time.ts'
import { needsTheLine } from './core/teamTasks.ts'

type Props = {
  task: BoardTeamTask
  me: Me
  hasGone: boolean
  isLookedAt: boolean
  onLook: (() => void) | null
}

/** What a community team is asked to do: by when, who has it or is asked, and what was said. */
export function TeamTaskRow({ task, me, hasGone, isLookedAt, onLook }: Props) {
  const now = new Date(useServerNow()).toISOString()
  const left = secondsBetween(now, task.dueAt)
  const isThere = task.state === 'arrived'
  const tone = hasGone ? 'gone' : needsTheLine(task, now) ? 'broken' : 'in_time'
  const clock = isThere
    ? 'there'
    : left < 0
      ? `${inWordsDuration(-left)} late`
      : `in ${inWordsDuration(left)}`
  const more = [
    task.hasDied ? 'The person has died' : null,
    whatWasSaid(task),
    toldOf(task),
    heldBy(task, me.staffId),
  ].filter(Boolean)
  return (
    <li>
      <button
        type="button"
        className={`app-board-row app-board-row--${tone}`}
        aria-current={isLookedAt}
        disabled={!onLook}
        onClick={onLook ?? undefined}
      >
        <span className="app-board-row__who">
          {task.urgency} {workKinds[task.kind].text}
        </span>
        <span className="app-board-row__clock app-numbers">{hasGone ? '' : clock}</span>
        <span className="app-board-row__more">{hasGone ? 'Over' : whereItIs(task, now)}</span>
        {hasGone || more.length === 0 ? null : (
          <span className="app-board-row__more">{more.join(' · ')}</span>
        )}
      </button>
    </li>
  )
}
