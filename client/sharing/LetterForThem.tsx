import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import '#client/ui/printedAlone.css'
import { dayInBritain } from '#shared/days.ts'
import type { LineSummary } from '#shared/staff.ts'
import { letterOf } from './core/letter.ts'
import './LetterForThem.css'
import type { SharingWay } from './sharingWay.ts'
import { useSharing } from './useSharing.ts'

type Props = { way: SharingWay; name: string; line: LineSummary; isStale: boolean; onClose: () => void }

/** What the person agreed to, as a letter that they keep: on the screen as it comes out on paper. */
export function LetterForThem({ way, name, line, isStale, onClose }: Props) {
  const loaded = useSharing(way)
  const letter =
    loaded.kind === 'here'
      ? letterOf(loaded.value.sharing, { name, line, on: dayInBritain(new Date().toISOString()) })
      : null
  return (
    <Dialog title="A letter for them" onClose={onClose}>
      {loaded.kind === 'loading' ? <Skeleton lines={8} label="Writing the letter…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The letter could not be written." failed={loaded} />
      ) : null}
      {letter ? (
        <div className="app-stack">
          <div className="app-row">
            <Button look="primary" disabled={isStale} onClick={() => window.print()}>
              Print the letter
            </Button>
            <span className="app-quiet app-small">
              It names no illness, nobody of the family, and nothing that is kept back. Give it to them by
              hand where others open their post.
            </span>
          </div>
          <article className="app-card app-letter app-printed-alone" lang="en">
            <header>
              <h3 className="app-letter__title">{letter.title}</h3>
              {letter.head.map(words => (
                <p key={words}>{words}</p>
              ))}
            </header>
            <ul className="app-letter__short">
              {letter.inShort.map(words => (
                <li key={words}>{words}</li>
              ))}
            </ul>
            {letter.parts.map(({ title, says }) => (
              <section key={title}>
                <h4>{title}</h4>
                {says.map(words => (
                  <p key={words}>{words}</p>
                ))}
              </section>
            ))}
            <footer>{letter.foot}</footer>
          </article>
        </div>
      ) : null}
    </Dialog>
  )
}
