import { type ReactNode, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import type { RoundCall } from '#shared/rounds.ts'
import type { RoundGroup } from './core/roundGroups.ts'

/** So many rows of a group are on the page at first: whoever rings begins at the top. */
const FIRST_ROWS = 6

/** Some of the round under its heading, shut where others ring, and no longer than one screen until more is asked for. */
export function RoundGroupRows({
  group: { title, isOpen, calls },
  children,
}: {
  group: RoundGroup
  children: (one: RoundCall) => ReactNode
}) {
  const [isWhole, showWhole] = useState(false)
  const shown = isWhole ? calls : calls.slice(0, FIRST_ROWS)
  return (
    <details open={isOpen} className="app-round__group">
      <summary>
        <h3 className="app-round__title">
          {title} <span className="app-numbers app-quiet">{calls.length}</span>
        </h3>
      </summary>
      <ul className="app-shift__rows">{shown.map(children)}</ul>
      {shown.length < calls.length ? (
        <Button look="quiet" onClick={() => showWhole(true)}>
          {`Show ${calls.length - shown.length} more: ${title}`}
        </Button>
      ) : null}
    </details>
  )
}
