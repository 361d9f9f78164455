import { useEffect, useState } from 'react'
import './Skeleton.css'

type Props = {
  lines: number
  /** Said once: the parts of a skeleton beside it have none. */
  label?: string
  /** In the frame that what is coming will have. */
  isCard?: boolean
}

/** From the loading of the page until no shape stands in it any more: what stands now, and what comes in its place. */
const opening = { isOver: false, standing: 0 }

function stand(): () => void {
  opening.standing += 1
  return () => {
    opening.standing -= 1
    // What comes in its place stands by then.
    queueMicrotask(() => {
      opening.isOver ||= opening.standing === 0
    })
  }
}

/**
 * The shape of what is coming. It shows itself only after 300 ms (in the sheet): what is quick never flickers. While a page is
 * opening it does so at once: there one waits after the other, and the place of all would stay empty meanwhile.
 */
export function Skeleton({ lines, label, isCard = false }: Props) {
  const [isAtOnce] = useState(() => !opening.isOver)
  useEffect(stand, [])
  const looks = [isCard ? 'app-skeleton--card' : '', isAtOnce ? 'app-skeleton--at-once' : ''].join(' ')
  return (
    <div className={`app-skeleton ${looks}`} role={label ? 'status' : undefined}>
      {label ? <span className="nhsuk-u-visually-hidden">{label}</span> : null}
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span className="app-skeleton__line" key={line} aria-hidden="true" />
      ))}
    </div>
  )
}
