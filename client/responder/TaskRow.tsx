import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { TeamTaskId } from '#shared/ids.ts'
import type { HeldTask } from '#shared/onThePhone.ts'
import { summaryName } from '#shared/summaryWords.ts'
import { teamTaskStates } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import type { Stands } from './core/standsAs.ts'

type Props = { held: HeldTask; stands: Stands; now: Instant; onOpen: (id: TeamTaskId) => void }

/** One accepted task in the list: who, what, by when, how far. */
export function TaskRow({ held: { task, person }, stands, now, onOpen }: Props) {
  const left = secondsBetween(now, task.dueAt)
  return (
    <li>
      <button type="button" className="app-phone__row" onClick={() => onOpen(task.teamTaskId)}>
        <b>{person?.kind === 'open' ? summaryName(person.summary.banner) : workKinds[task.kind].text}</b>
        {person?.kind === 'open' ? <span>{workKinds[task.kind].text}</span> : null}
        <span className="app-numbers">
          <Tag tone={left < 0 && stands.arrivedAt === null ? 'danger' : 'plain'}>{task.urgency}</Tag>{' '}
          {teamTaskStates[stands.state].text} · by {showMoment(task.dueAt, now)}
          {stands.arrivedAt === null && left < 0 ? `, ${inWordsDuration(-left)} late` : ''}
        </span>
      </button>
    </li>
  )
}
