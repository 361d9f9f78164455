import { useRef, useState } from 'react'
import { holdStill } from './core/holdStill.ts'

/** Rows that do not move while the pointer or the focus is in their list. Spread `hold` on the list. */
export function useStillRows<Row>(now: readonly Row[], idOf: (row: Row) => string) {
  const [held, setHeld] = useState(false)
  const shown = useRef<readonly Row[]>(now)
  const rows = held ? holdStill(shown.current, now, idOf) : now
  shown.current = rows
  const present = new Set(now.map(idOf))
  return {
    rows,
    /** Whether a row is only still there because the pointer is. */
    hasGone: (row: Row) => !present.has(idOf(row)),
    hold: {
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
    },
  }
}
