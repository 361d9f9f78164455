import { useRef } from 'react'
import './AskedQueue.css'

type Props<Item> = {
  id: string
  title: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  isWaiting: (item: Item) => boolean
  facts: (item: Item) => React.ReactNode
  answer: (item: Item, onDecided: () => void) => React.ReactNode
  again: () => void
}

/** What waits for a privacy officer's yes, above what is to be judged afterwards: somebody waits for these. */
export function AskedQueue<Item>(props: Props<Item>) {
  const { id, title, items, keyOf, isWaiting, facts, answer, again } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const waiting = items.filter(isWaiting)
  const done = items.filter(item => !isWaiting(item))
  const decided = () => {
    heading.current?.focus()
    again()
  }
  return (
    <section className="app-stack" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className="app-reviews__title">
        {title} <span className="app-numbers app-quiet">{waiting.length}</span>
      </h2>
      {waiting.length > 0 ? (
        <ul className="app-stack">
          {waiting.map(item => (
            <li key={keyOf(item)} className="app-access__review">
              {facts(item)}
              {answer(item, decided)}
            </li>
          ))}
        </ul>
      ) : null}
      {done.length > 0 ? (
        <details className="app-asked__decided">
          <summary>Decided, or no longer asked for ({done.length})</summary>
          <ul className="app-stack">
            {done.map(item => (
              <li key={keyOf(item)} className="app-access__review">
                {facts(item)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
