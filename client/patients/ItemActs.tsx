import { type ReactNode, useState } from 'react'
import type { GlanceItem } from '#shared/record/glance.ts'
import './ItemActs.css'
import { useRecordActs } from './recordActs.ts'

type WayProps = { item: GlanceItem; children: ReactNode }

/** How old an item is and on whose word: pressed, it shows the item's whole history. Words alone where there is none to show. */
export function HistoryWay({ item, children }: WayProps) {
  const acts = useRecordActs()
  if (!acts) return <>{children}</>
  return (
    <button type="button" className="app-item__history" onClick={() => acts.showHistory(item)}>
      <span className="nhsuk-u-visually-hidden">History of {item.title}: </span>
      {children}
    </button>
  )
}

type ActsProps = { item: GlanceItem; isWhole: boolean }

/**
 * What a nurse can say of an item: that it is still right, in one press, and that it was entered in error. Offered where the item
 * is read whole; "still right" also where it has grown old, and it stays where it was pressed: the focus is on it.
 */
export function ItemActs({ item, isWhole }: ActsProps) {
  const acts = useRecordActs()
  const [isSaid, setSaid] = useState(false)
  if (!acts) return null
  const by = acts.changedBy(item)
  const { isStale } = acts
  const mayWrite = acts.mayWrite(item.section)

  return (
    <span className="app-item__acts">
      {by ? (
        <button
          type="button"
          className="app-item__act app-item__act--new"
          onClick={() => acts.showHistory(item)}
        >
          △ {by} changed this: see what differs
        </button>
      ) : null}
      {acts.mayConfirm(item.section) && (isWhole || item.freshness.isOverdue || isSaid) ? (
        <button
          type="button"
          className="app-item__act"
          disabled={isStale}
          aria-label={`Still right: ${item.title}, ${item.headline}`}
          onClick={async () => {
            if (await acts.confirm([item])) setSaid(true)
          }}
        >
          Still right
        </button>
      ) : null}
      {mayWrite && isWhole ? (
        <button
          type="button"
          className="app-item__act"
          disabled={isStale}
          aria-label={`Entered in error: ${item.title}, ${item.headline}`}
          onClick={() => acts.askRetract(item)}
        >
          Entered in error…
        </button>
      ) : null}
    </span>
  )
}
