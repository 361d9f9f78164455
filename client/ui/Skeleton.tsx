import './Skeleton.css'

type Props = { lines: number; label: string }

/** The shape of what is coming. It shows itself only after 300 ms (in the sheet): what is quick never flickers. */
export function Skeleton({ lines, label }: Props) {
  return (
    <div className="app-skeleton" role="status">
      <span className="nhsuk-u-visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span className="app-skeleton__line" key={line} aria-hidden="true" />
      ))}
    </div>
  )
}
