import { useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showLongDate } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { ReasonDialog } from '#client/ui/ReasonDialog.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { ChangeRound, RoundCall } from '#shared/rounds.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { nameOf } from './core/nameOf.ts'
import { isLeft, roundGroups } from './core/roundGroups.ts'
import { RoundGroupRows } from './RoundGroupRows.tsx'
import { RoundRow } from './RoundRow.tsx'

/** Who is to be rung before surgeries shut: drawn up by rules, rung from the console, or skipped with a reason. */
export function RoundSection({ mark, me, isStale }: { mark: string; me: Me; isStale: boolean }) {
  const loaded = useLoad('round', signal => call(routes.round, { signal }))
  useAgainWhen(mark, loaded)
  const again = loaded.kind === 'here' ? loaded.again : undefined
  const [commandId, setCommandId] = useState(newCommandId)
  const { isBusy, refusals, send } = useSend()
  const [skipping, skip] = useState<RoundCall | null>(null)
  useFocusIfGone('shift-round')

  // A row that goes to another group is another element: the keyboard goes with it.
  const [moving, move] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the rows are others
  useEffect(() => {
    const row = moving ? document.getElementById(moving) : null
    const at = document.activeElement
    if (row && (at === document.body || at?.id === 'shift-round')) row.focus()
  }, [loaded, moving])

  async function say(change: ChangeRound) {
    await send(async () => {
      const reply = await call(routes.changeRound, { body: change })
      setCommandId(newCommandId())
      return reply
    })
    again?.()
  }
  const calls = loaded.kind === 'here' ? loaded.value.calls : []
  const left = calls.filter(isLeft).length
  // Whoever was discharged is there without anybody having drawn anything up.
  const isUndrawn = calls.every(({ why }) => why.every(reason => reason === 'discharged'))
  return (
    <section className="app-stack" aria-labelledby="shift-round">
      <h2 id="shift-round" tabIndex={-1}>
        Ring-round{' '}
        {calls.length > 0 ? (
          <span className="app-numbers app-quiet">
            {left} of {calls.length}
          </span>
        ) : null}
      </h2>
      <ErrorSummary errors={refusals} title="That was not done" />
      {loaded.kind === 'loading' ? <Skeleton lines={2} label="Opening the ring-round…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The ring-round could not be shown." failed={loaded} />
      ) : null}
      {loaded.kind === 'here' ? (
        <>
          {isUndrawn ? (
            <p className="app-quiet">
              Not drawn up for today. The next days on which surgeries are shut end with{' '}
              {showLongDate(loaded.value.closedUntil)}: whoever is unstable or dying, or whose chart or
              medicines end by then, is on it.
            </p>
          ) : null}
          <div className="app-row">
            <Button disabled={isStale || isBusy} onClick={() => void say({ act: 'draw', commandId })}>
              {isUndrawn ? 'Draw up the ring-round' : 'Look once more who is to be rung'}
            </Button>
          </div>
          {roundGroups(calls, me.staffId).map(group => (
            <RoundGroupRows key={group.title} group={group}>
              {one => (
                <RoundRow
                  key={one.roundCallId}
                  one={one}
                  round={loaded.value}
                  me={me}
                  isOff={isStale || isBusy}
                  onSay={change => {
                    move(`round-${one.roundCallId}`)
                    void say({ ...change, commandId })
                  }}
                  onSkip={() => skip(one)}
                />
              )}
            </RoundGroupRows>
          ))}
        </>
      ) : null}
      {skipping ? (
        <ReasonDialog
          title={`Not to ring ${nameOf(skipping)}`}
          explains="It is kept with your name, beside why they were to be rung."
          id="round-skip"
          label="Why they are not rung"
          least={3}
          wanting="Say in a few words why they are not rung."
          maxLength={300}
          act="Skip this call"
          busy="Saving…"
          look="primary"
          isStale={isStale}
          send={({ commandId: id, because }) =>
            call(routes.changeRound, {
              body: { act: 'skip', commandId: id, roundCallId: skipping.roundCallId, because },
            })
          }
          onDone={() => {
            skip(null)
            again?.()
          }}
          onClose={() => skip(null)}
        />
      ) : null}
    </section>
  )
}
