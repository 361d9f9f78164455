import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { ProtocolAct, ProtocolVersion } from '#shared/protocols.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { LocalDate } from '#shared/time.ts'

type Props = { me: Me; version: ProtocolVersion; onDone: () => void }

/** What a lead does with a version as a whole. Another person than wrote it approves it. */
export function VersionActs({ me, version, onDone }: Props) {
  const { protocolId, version: number, revision, state, isStarter, isInForce, writers } = version
  const { isBusy, refusals, send } = useSend()
  const [because, say] = useState('')
  const [reviewOn, setReviewOn] = useState(version.reviewOn ?? inAYear())
  const done = async (ask: () => Promise<unknown>) => {
    if (!(await send(ask))) return
    say('')
    onDone()
  }
  const act = (given: ProtocolAct['act']) => {
    const body = { commandId: newCommandId(), revision, act: given }
    return done(() => call(routes.actOnProtocol, { params: { protocolId, version: number }, body }))
  }
  const isMine = writers.some(staffId => staffId === me.staffId)
  const day = LocalDate.safeParse(reviewOn)
  return (
    <div className="app-protocols__acts">
      <ErrorSummary errors={refusals} />
      {state === 'draft' ? (
        <div className="app-row">
          <Button look="primary" disabled={isBusy} onClick={() => void act({ kind: 'send' })}>
            Send for review
          </Button>
          <Button look="quiet" disabled={isBusy} onClick={() => void act({ kind: 'throw_away' })}>
            Throw this draft away
          </Button>
        </div>
      ) : null}
      {state === 'in_review' ? (
        <>
          {isMine ? (
            <p>You wrote in this version: another shift lead approves it.</p>
          ) : (
            <div className="app-row">
              <TextField
                label="Look at it again by"
                type="date"
                value={reviewOn}
                onChange={setReviewOn}
                error={day.success ? undefined : 'Give a day.'}
              />
              <Button
                look="primary"
                disabled={isBusy || !day.success}
                onClick={() => day.success && void act({ kind: 'approve', reviewOn: day.data })}
              >
                Approve: nurses are shown this
              </Button>
            </div>
          )}
          <div className="app-row">
            <TextField label="What is to be mended" value={because} maxLength={500} onChange={say} />
            <Button disabled={isBusy} onClick={() => void act({ kind: 'send_back', because })}>
              Send back
            </Button>
          </div>
        </>
      ) : null}
      {isInForce ? (
        <details>
          <summary>Withdraw it…</summary>
          <p>
            Nurses are shown no prompts for this then, and read why. Nothing older comes in its place by
            itself.
          </p>
          <div className="app-row">
            <TextField label="Why it is withdrawn" value={because} maxLength={500} onChange={say} />
            <Button
              look="danger"
              disabled={isBusy}
              onClick={() =>
                void done(() =>
                  call(routes.withdrawProtocol, {
                    params: { protocolId },
                    body: { commandId: newCommandId(), version: number, isStarter, because },
                  }),
                )
              }
            >
              Withdraw
            </Button>
          </div>
        </details>
      ) : null}
    </div>
  )
}

function inAYear(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear() + 1, now.getUTCMonth(), now.getUTCDate()))
    .toISOString()
    .slice(0, 10)
}
