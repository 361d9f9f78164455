import { type ReviewKind, type ReviewQueue, reviewKinds } from '#shared/access.ts'
import type { Showing } from './Reviews.tsx'

const KINDS = Object.keys(reviewKinds) as ReviewKind[] // keys of a const object

type Props = { queue: ReviewQueue; showing: Showing; onShow: (showing: Showing) => void }

/** Which part of the queue is on the page: what waits, by its kind, or what was judged. */
export function ReviewFilters({ queue, showing, onShow }: Props) {
  const { show, kind } = showing
  const all = Object.values(queue.waiting).reduce((sum, one) => sum + one, 0)
  const shown = KINDS.filter(one => (queue.waiting[one] ?? 0) > 0 || one === kind)
  return (
    <fieldset className="app-reviews__filters">
      <legend className="nhsuk-u-visually-hidden">Show</legend>
      <Filter
        text="Everything that waits"
        count={all}
        isOn={show === 'open' && kind === null}
        onPress={() => onShow({ show: 'open', kind: null, skip: 0 })}
      />
      {shown.map(one => (
        <Filter
          key={one}
          text={reviewKinds[one].short}
          count={queue.waiting[one] ?? 0}
          isOn={show === 'open' && kind === one}
          onPress={() => onShow({ show: 'open', kind: one, skip: 0 })}
        />
      ))}
      <Filter
        text="Judged"
        count={queue.judged}
        isOn={show === 'judged'}
        onPress={() => onShow({ show: 'judged', kind: null, skip: 0 })}
      />
    </fieldset>
  )
}

type FilterProps = { text: string; count: number; isOn: boolean; onPress: () => void }

function Filter({ text, count, isOn, onPress }: FilterProps) {
  return (
    <button type="button" className="app-reviews__filter" aria-pressed={isOn} onClick={onPress}>
      {text} <span className="app-numbers">{count}</span>
    </button>
  )
}
