import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { ChangeHandOver, HandOver } from '#shared/handOver.ts'
import type { CommandId, HandOverId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { HandOverItems } from './HandOverItems.tsx'

type Props = {
  handOverId: HandOverId
  me: Me
  isStale: boolean
  onChanged: () => void
  onClose: () => void
}

/** One hand-over: read item by item or as a whole, and acknowledged. */
export function OpenHandOver({ handOverId, me, isStale, onChanged, onClose }: Props) {
  const loaded = useLoad(`hand-over ${handOverId}`, signal =>
    call(routes.handOver, { params: { handOverId }, signal }),
  )
  const [commandId, setCommandId] = useState(newCommandId)
  const { isBusy, refusals, send } = useSend()
  const here = loaded.kind === 'here' ? loaded.value : null

  async function say(body: (commandId: CommandId) => ChangeHandOver): Promise<boolean> {
    const isDone = await send(async () => {
      const reply = await sent(body(commandId))
      setCommandId(newCommandId())
      return reply
    })
    if (loaded.kind === 'here') loaded.again()
    onChanged()
    return isDone
  }
  const see = (keys: string[]) => void say(id => ({ act: 'see', commandId: id, handOverId, keys }))

  return (
    <Dialog title="Hand-over" look="wide" onClose={onClose}>
      <div className="app-stack">
        <ErrorSummary errors={refusals} title="That was not done" />
        {loaded.kind === 'loading' ? <Skeleton lines={6} label="Opening the hand-over…" /> : null}
        {loaded.kind === 'failed' ? (
          <NotLoaded title="The hand-over could not be shown." failed={loaded} />
        ) : null}
        {here ? (
          <>
            <HowItStands handOver={here} me={me} />
            {isWaiting(here) ? (
              <div className="app-row">
                {here.givenBy.staffId === me.staffId ? (
                  <Button
                    disabled={isStale || isBusy}
                    onClick={() =>
                      void say(id => ({
                        act: 'withdraw',
                        commandId: id,
                        handOverId,
                        version: here.version,
                      }))
                    }
                  >
                    Take it back
                  </Button>
                ) : (
                  <Button
                    look="primary"
                    disabled={isStale || isBusy}
                    onClick={() =>
                      void say(id => ({ act: 'take', commandId: id, handOverId, version: here.version }))
                    }
                  >
                    {isBusy ? 'Saving…' : 'I have read it, and take over'}
                  </Button>
                )}
              </div>
            ) : null}
            <HandOverItems
              of={here}
              at={here.givenAt}
              me={me}
              seen={here.seen}
              onSee={here.withdrawnAt || here.givenBy.staffId === me.staffId || isStale ? undefined : see}
              isBusy={isBusy}
            />
          </>
        ) : null}
      </div>
    </Dialog>
  )
}

function sent(body: ChangeHandOver) {
  return call(routes.changeHandOver, { body })
}

export function isWaiting({ taken, withdrawnAt }: Pick<HandOver, 'taken' | 'withdrawnAt'>): boolean {
  return taken === null && withdrawnAt === null
}

function HowItStands({ handOver, me }: { handOver: HandOver; me: Me }) {
  const { givenBy, givenAt, taken, withdrawnAt, at } = handOver
  const given = `${givenBy.staffId === me.staffId ? 'You' : givenBy.name}, ${showMoment(givenAt, at)}`
  if (taken)
    return (
      <Notice tone="well" title={`Acknowledged by ${taken.by}, ${showMoment(taken.at, at)}.`}>
        Given by {given}. It stands here as it was given.
      </Notice>
    )
  if (withdrawnAt)
    return (
      <Notice tone="plain" title={`Taken back, ${showMoment(withdrawnAt, at)}.`}>
        Given by {given}.
      </Notice>
    )
  return (
    <Notice tone="caution" title={`Given by ${given}, and not acknowledged yet.`}>
      Until somebody takes over, {givenBy.staffId === me.staffId ? 'you stand' : `${givenBy.name} stands`} as
      responsible. What {givenBy.staffId === me.staffId ? 'you' : 'they'} had in hand as it was given passes
      to whoever acknowledges it.
    </Notice>
  )
}
