import './Skeleton.css'

type Props = {
  lines: number
  /** Said once: the parts of a skeleton beside it have none. */
  label?: string
  /** In the frame that what is coming will have. */
  isCard?: boolean
}

/** The shape of what is coming. It shows itself only after 300 ms (in the sheet): what is quick never flickers. */
export function Skeleton({ lines, label, isCard = false }: Props) {
  return (
    <div className={`app-skeleton ${isCard ? 'app-skeleton--card' : ''}`} role={label ? 'status' : undefined}>
      {label ? <span className="nhsuk-u-visually-hidden">{label}</span> : null}
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span className="app-skeleton__line" key={line} aria-hidden="true" />
      ))}
    </div>
  )
}
