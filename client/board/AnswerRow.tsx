import { useServerNow } from '#client/live/useHearing.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { answerKinds, type BoardAnswer } from '#shared/answers.ts'
import { secondsBetween } from '#shared/time.ts'

type Props = { answer: BoardAnswer; hasGone: boolean; isLookedAt: boolean; onLook: (() => void) | null }

/** Who answered something that no rule could use. What they wrote is shown where it is opened, and only there. */
export function AnswerRow({ answer, hasGone, isLookedAt, onLook }: Props) {
  const now = new Date(useServerNow()).toISOString()
  return (
    <li>
      <button
        type="button"
        className={`app-board-row app-board-row--${hasGone ? 'gone' : 'broken'}`}
        aria-current={isLookedAt}
        disabled={!onLook}
        onClick={onLook ?? undefined}
      >
        <span className="app-board-row__who">{answer.from ?? 'Somebody else'}</span>
        <span className="app-board-row__clock app-numbers">
          {hasGone ? '' : `${inWordsDuration(Math.max(0, secondsBetween(answer.at, now)))} ago`}
        </span>
        <span className="app-board-row__more">
          {hasGone ? 'Somebody has seen to it' : answerKinds[answer.kind].text}
        </span>
      </button>
    </li>
  )
}
