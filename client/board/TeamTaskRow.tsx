import { memo } from 'react'
import { heldBy, toldOf, twoGo, whatWasSaid, whereItIs } from '#client/dispatch/teamTaskWords.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { secondsBetween } from '#shared/time.ts'
import type { Looking } from './Console.tsx'
import { needsTheLine } from './core/teamTasks.ts'

type Props = {
  task: BoardTeamTask
  me: Me
  hasGone: boolean
  isLookedAt: boolean
  onLook: ((looking: Looking) => void) | null
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
    task.hasDied
      ? task.afterDeath === 'proposed'
        ? 'The person has died: stand this down?'
        : 'The person has died'
      : null,
    task.takenBack === 'proposed' ? 'Sharing was taken back: is this still wanted?' : null,
    twoGo(task),
    whatWasSaid(task),
    toldOf(task),
    heldBy(task, me.staffId),
  ].filter(Boolean)
  return (
    <ShownRow
      teamTaskId={task.teamTaskId}
      tone={tone}
      who={`${task.urgency} ${workKinds[task.kind].text}`}
      clock={hasGone ? '' : clock}
      where={hasGone ? 'Over' : whereItIs(task, now)}
      more={hasGone ? '' : more.join(' · ')}
      isLookedAt={isLookedAt}
      onLook={onLook}
    />
  )
}

type ShownProps = Pick<Props, 'isLookedAt' | 'onLook'> & {
  teamTaskId: TeamTaskId
  tone: 'gone' | 'broken' | 'in_time'
  who: string
  clock: string
  where: string
  more: string
}

/** Drawn again when its words change, and not with every second: a night may have a thousand of them. */
const ShownRow = memo(function ShownRow({
  teamTaskId,
  tone,
  who,
  clock,
  where,
  more,
  isLookedAt,
  onLook,
}: ShownProps) {
  return (
    <li className="app-board__far">
      <button
        type="button"
        className={`app-board-row app-board-row--${tone}`}
        aria-current={isLookedAt}
        disabled={!onLook}
        onClick={onLook ? () => onLook({ kind: 'team_task', teamTaskId, isAsked: true }) : undefined}
      >
        <span className="app-board-row__who">{who}</span>
        <span className="app-board-row__clock app-numbers">{clock}</span>
        <span className="app-board-row__more">{where}</span>
        {more === '' ? null : <span className="app-board-row__more">{more}</span>}
      </button>
    </li>
  )
})
