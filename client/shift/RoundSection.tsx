import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { TASK_RESULT_WORDS } from '#client/board/core/words.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showLongDate } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { ReasonDialog } from '#client/ui/ReasonDialog.tsx'
import { Select } from '#client/ui/Select.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { TaskResult } from '#shared/dispatch.ts'
import { StaffId } from '#shared/ids.ts'
import { type ChangeRound, type Round, type RoundCall, roundReasons } from '#shared/rounds.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { nameOf } from './core/nameOf.ts'

/** Who is to be rung before surgeries shut: drawn up by rules, rung from the console, or skipped with a reason. */
export function RoundSection({ me, isStale }: { me: Me; isStale: boolean }) {
  const loaded = useLoad('round', signal => call(routes.round, { signal }))
  const again = loaded.kind === 'here' ? loaded.again : undefined
  const [commandId, setCommandId] = useState(newCommandId)
  const { isBusy, refusals, send } = useSend()
  const [skipping, skip] = useState<RoundCall | null>(null)
  useFocusIfGone('shift-round')

  async function say(change: ChangeRound) {
    await send(async () => {
      const reply = await call(routes.changeRound, { body: change })
      setCommandId(newCommandId())
      return reply
    })
    again?.()
  }
  const calls = loaded.kind === 'here' ? loaded.value.calls : []
  const left = calls.filter(one => !one.skipped && !one.task?.isDone).length
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
          {calls.length === 0 ? (
            <p className="app-quiet">
              Not drawn up for today. The next days on which surgeries are shut end with{' '}
              {showLongDate(loaded.value.closedUntil)}: whoever is unstable or dying, or whose chart or
              medicines end by then, is on it.
            </p>
          ) : null}
          <div className="app-row">
            <Button disabled={isStale || isBusy} onClick={() => void say({ act: 'draw', commandId })}>
              {calls.length === 0 ? 'Draw up the ring-round' : 'Look once more who is to be rung'}
            </Button>
          </div>
          <ul className="app-shift__rows">
            {calls.map(one => (
              <RoundRow
                key={one.roundCallId}
                one={one}
                round={loaded.value}
                me={me}
                isOff={isStale || isBusy}
                onSay={change => void say({ ...change, commandId })}
                onSkip={() => skip(one)}
              />
            ))}
          </ul>
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

type Said =
  | { act: 'ring'; roundCallId: RoundCall['roundCallId'] }
  | { act: 'assign'; roundCallId: RoundCall['roundCallId']; staffId: StaffId }
type RowProps = {
  one: RoundCall
  round: Round
  me: Me
  isOff: boolean
  onSay: (change: Said) => void
  onSkip: () => void
}

function RoundRow({ one, round, me, isOff, onSay, onSkip }: RowProps) {
  const { roundCallId, why, assigned, task, skipped } = one
  const [isChoosing, choose] = useState(false)
  const standsId = `round-${roundCallId}`
  useFocusIfGone(standsId, 'li')
  const name = nameOf(one)
  return (
    <li className="app-shift__row">
      <div className="app-shift__head" id={standsId} tabIndex={-1}>
        <b>{name}</b>
        {skipped ? (
          <Tag>Skipped</Tag>
        ) : task ? (
          <Tag tone={task.isDone ? 'well' : 'action'}>{taskStands(task, me)}</Tag>
        ) : (
          <Tag tone="caution">To ring</Tag>
        )}
      </div>
      <p className="app-small">{why.map(reason => roundReasons[reason].text).join(' · ')}</p>
      {skipped ? (
        <p className="app-small">
          {skipped.because} <span className="app-quiet">{skipped.by}</span>
        </p>
      ) : null}
      {task?.isDone ? <p className="app-small">{resultWords(task.result)}</p> : null}
      {task && !task.isDone ? (
        <a
          href={`/#look=task/${task.taskId}`}
          target="goldthread-console"
          aria-label={`Open on the console: ${name}`}
        >
          Open on the console
        </a>
      ) : null}
      {!task && !skipped ? (
        <>
          {isChoosing ? (
            <Select
              label={`Who rings ${name}`}
              value={assigned?.staffId ?? ''}
              choices={round.nurses.map(nurse => ({
                value: nurse.staffId as string,
                says: nurse.staffId === me.staffId ? `${nurse.name} (you)` : nurse.name,
              }))}
              onChange={staffId => {
                if (staffId && !isOff) onSay({ act: 'assign', roundCallId, staffId: StaffId.parse(staffId) })
              }}
            />
          ) : null}
          <div className="app-row">
            <Button
              size="small"
              look="primary"
              disabled={isOff}
              aria-label={`Put it on the board: ${name}`}
              onClick={() => onSay({ act: 'ring', roundCallId })}
            >
              Put it on the board
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-expanded={isChoosing}
              aria-label={`Who rings: ${name}`}
              onClick={() => choose(!isChoosing)}
            >
              {assigned
                ? assigned.staffId === me.staffId
                  ? 'You ring…'
                  : `${assigned.name} rings…`
                : 'Who rings…'}
            </Button>
            <Button size="small" look="quiet" disabled={isOff} aria-label={`Skip: ${name}`} onClick={onSkip}>
              Skip…
            </Button>
          </div>
        </>
      ) : null}
    </li>
  )
}

function taskStands({ isDone, isCalled, owner }: NonNullable<RoundCall['task']>, me: Me): string {
  if (isDone) return 'Closed'
  if (isCalled) return 'Being rung'
  return `To be rung by ${owner ? nameTo(owner, me) : 'the desk'}`
}

function nameTo({ staffId, name }: { staffId: StaffId; name: string }, me: Me): string {
  return staffId === me.staffId ? 'you' : name
}

function resultWords(result: string | null): string {
  const known = TaskResult.safeParse(result)
  return known.success ? TASK_RESULT_WORDS[known.data] : 'Closed'
}
