import { useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { type BoardTask, isBereavement } from '#shared/dispatch.ts'
import type { Me } from '#shared/staff.ts'
import { secondsBetween } from '#shared/time.ts'
import { nearness } from './core/lists.ts'
import { ownerWords, taskWords, toWhom } from './core/words.ts'

type Props = {
  task: BoardTask
  /** What it is to answer too. */
  also: readonly BoardTask[]
  me: Me
  hasGone: boolean
  isLookedAt: boolean
  onLook: (() => void) | null
}

export function OwedRow({ task, also, me, hasGone, isLookedAt, onLook }: Props) {
  const at = new Date(useServerNow()).toISOString()
  const near = nearness(task.dueAt, at)
  const left = secondsBetween(at, task.dueAt)
  return (
    <li>
      <button
        type="button"
        className={`app-board-row ${hasGone ? 'app-board-row--gone' : `app-board-row--${near}`}`}
        aria-current={isLookedAt}
        disabled={!onLook}
        onClick={onLook ?? undefined}
      >
        <span className="app-board-row__who">{taskWords(task).act}</span>
        <span className="app-board-row__clock app-numbers">
          {hasGone
            ? ''
            : near === 'broken'
              ? `${inWordsDuration(-left)} late`
              : `in ${inWordsDuration(left)}`}
        </span>
        <span className="app-board-row__more">{hasGone ? 'No longer owed' : whyWords(task, also)}</span>
        <span className="app-board-row__more">{hasGone ? '' : ownerWords(task, me.staffId)}</span>
      </button>
    </li>
  )
}

/** Nobody rings about somebody who has died without knowing it; a death's own tasks say so by what they are. */
function whyWords(task: BoardTask, also: readonly BoardTask[]): string {
  const { kind, hasDied } = task
  const { why, number } = taskWords(task)
  if (kind === 'verify_death' || kind === 'tell_services') return why
  const isSaid = isBereavement(kind)
  const others = also.map(promise => ` · for ${toWhom(promise)} too`).join('')
  return `${number} · ${why}${others}${hasDied && !isSaid ? ' · the person has died' : ''}`
}
