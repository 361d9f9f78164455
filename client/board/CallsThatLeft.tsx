import { useState } from 'react'
import { LeftBehind } from '#client/outcomes/LeftBehind.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { LeftBehind as Left } from '#shared/movedOutcome.ts'
import type { Instant } from '#shared/time.ts'
import { leftStanding } from './core/aboutNobody.ts'
import { showFrom } from './core/words.ts'
import { SavedCallRow } from './SavedCallRow.tsx'

type Props = { calls: readonly Left[]; now: Instant; isStale: boolean; again: () => void }

/** Calls that wrote on a record which they left. The line stays until each thing was struck out there, or said to be right. */
export function CallsThatLeft({ calls, now, isStale, again }: Props) {
  const [opened, setOpened] = useState<Left | null>(null)
  if (calls.length === 0 && !opened) return null
  return (
    <section className="app-stack app-about-nobody" aria-labelledby="calls-that-left">
      <h3 id="calls-that-left">
        {calls.length === 1
          ? 'What a call wrote is still on a record that it left'
          : 'What calls wrote is still on records that they left'}
      </h3>
      <ul className="app-about-nobody__calls">
        {calls.map(left => (
          <SavedCallRow
            key={left.callId}
            call={left}
            now={now}
            standing={leftStanding(left, now)}
            acts={which => (
              <Button
                size="small"
                disabled={isStale}
                aria-label={`Show what, and on whose record: ${which}`}
                onClick={() => setOpened(left)}
              >
                Show what, and on whose record…
              </Button>
            )}
          />
        ))}
      </ul>
      {opened ? (
        <Dialog
          title="Written on a record that the call left"
          look="wide"
          onClose={() => {
            setOpened(null)
            again()
          }}
        >
          <div className="app-stack">
            <p>
              <b>
                Saved {showMoment(opened.at, now)} by {opened.nurse} · {showFrom(opened.from)}
              </b>
            </p>
            <p>
              Strike out what is not true of the person whose record it is on. That you looked is in their
              access log.
            </p>
            <LeftBehind callId={opened.callId} isStale={isStale} />
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}
