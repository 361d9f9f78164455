import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import type { HandOver, HandOverDraft } from '#shared/handOver.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { groupsOf, itemWords } from './itemWords.ts'

type Props = {
  of: Pick<HandOverDraft, 'items' | 'names'>
  /** As it stood then. */
  at: Instant
  me: Me
  seen?: HandOver['seen']
  /** Absent where there is nothing to be known: one's own, or what is over. */
  onSee?: ((keys: string[]) => void) | undefined
  isBusy?: boolean
}

/** What is handed over, in groups: each thing with who knows it. */
export function HandOverItems({ of, at, me, seen = {}, onSee, isBusy = false }: Props) {
  const groups = groupsOf(of.items, at)
  if (groups.length === 0) return <p className="app-quiet">Nothing is open, and nobody is watched.</p>
  return (
    <div className="app-hand-over__groups">
      {groups.map(({ title, items }) => (
        <section key={title} className="app-stack">
          <h3>
            {title} <span className="app-numbers app-quiet">{items.length}</span>
          </h3>
          <ul className="app-hand-over__items">
            {items.map(item => {
              const words = itemWords(item, { at, names: of.names, me: me.staffId })
              const known = seen[item.key]
              return (
                <li key={item.key}>
                  <div className="app-hand-over__words">
                    <p className="app-shift__words">
                      {words.isLate ? <span aria-hidden="true">■ </span> : null}
                      <b>{words.title}</b>
                    </p>
                    {words.more.map(more => (
                      <p key={more} className="app-small">
                        {more}
                      </p>
                    ))}
                    {words.look ? (
                      <a
                        href={`/#look=${words.look}`}
                        target="goldthread-console"
                        aria-label={`Open on the console: ${words.title}`}
                      >
                        Open on the console
                      </a>
                    ) : null}
                  </div>
                  {known ? (
                    <p className="app-small app-hand-over__known">
                      <span aria-hidden="true">✓ </span>
                      {known.by}, {showTime(known.at)}
                    </p>
                  ) : onSee ? (
                    <Button
                      size="small"
                      disabled={isBusy}
                      aria-label={`I know: ${words.title}`}
                      onClick={() => onSee([item.key])}
                    >
                      I know
                    </Button>
                  ) : null}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
