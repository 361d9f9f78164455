import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { MoveCall } from '#client/outcomes/MoveCall.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import type { AboutNobody as Calls } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import { showFrom } from './core/words.ts'

type SavedCall = Calls['calls'][number]
/** `moved`: the call that was moved last on this desk, after which the list is another. */
type Props = { isStale: boolean; moved: string }

/** Saved calls that were taken off a record, or put right after they were saved: each waits for whoever says onto whose record it goes. */
export function AboutNobody({ isStale, moved }: Props) {
  const loaded = useLoad(`about nobody ${moved}`, signal => call(routes.callsAboutNobody, { signal }))
  const [opened, setOpened] = useState<SavedCall | null>(null)
  const now = new Date(useServerNow()).toISOString()
  if (loaded.kind !== 'here' || (loaded.value.calls.length === 0 && !opened)) return null
  const { calls } = loaded.value
  return (
    <section className="app-stack app-about-nobody" aria-labelledby="about-nobody">
      <h3 id="about-nobody">
        {calls.length === 1
          ? 'One saved call is on nobody’s record yet'
          : `${calls.length} saved calls are on nobody’s record yet`}
      </h3>
      <p className="app-quiet">Find out who each was about, and move it onto that person’s record.</p>
      <ul className="app-about-nobody__calls">
        {calls.map(saved => (
          <li key={saved.callId}>
            <Button size="small" disabled={isStale} onClick={() => setOpened(saved)}>
              {showMoment(saved.at, now)} · {showFrom(saved.from)} · {saved.nurse}
            </Button>
          </li>
        ))}
      </ul>
      {opened ? (
        <MoveCall
          saved={opened}
          isStale={isStale}
          onClose={done => {
            setOpened(null)
            if (!done) return
            loaded.again()
            // Its button is gone, and with it what had the focus.
            document.getElementById('desk-title')?.focus()
          }}
        />
      ) : null}
    </section>
  )
}
