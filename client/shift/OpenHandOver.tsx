import { useEffect, useRef, useState } from 'react'
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
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { ChangeHandOver, HandOver } from '#shared/handOver.ts'
import type { CommandId, HandOverId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { HandOverItems } from './HandOverItems.tsx'
import { notKnown } from './itemWords.ts'

type Props = {
  handOverId: HandOverId
  me: Me
  isStale: boolean
  onChanged: () => void
  onClose: () => void
}

/** How it stands: after a press that takes its own button away, the keyboard is there. */
const STANDS = 'hand-over-stands'

/** One hand-over: read item by item or as a whole, and acknowledged. */
export function OpenHandOver({ handOverId, me, isStale, onChanged, onClose }: Props) {
  const loaded = useLoad(`hand-over ${handOverId}`, signal =>
    call(routes.handOver, { params: { handOverId }, signal }),
  )
  const [commandId, setCommandId] = useState(newCommandId)
  const { isBusy, refusals, send } = useSend()
  const here = loaded.kind === 'here' ? loaded.value : null
  const [isAsked, ask] = useState(false)
  useFocusIfGone(STANDS, 'dialog')
  const taking = useRef<HTMLDivElement>(null)
  // What is asked moves the button down, perhaps out of sight.
  useEffect(() => {
    if (isAsked) taking.current?.scrollIntoView({ block: 'nearest' })
  }, [isAsked])
  const isOwn = here?.givenBy.staffId === me.staffId
  const left = here ? notKnown(here, me.staffId) : 0

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
            <div id={STANDS} tabIndex={-1}>
              <HowItStands handOver={here} me={me} />
            </div>
            <p className="app-numbers" role="status">
              {here.items.length === 1 ? '1 item' : `${here.items.length} items`},{' '}
              {here.items.filter(({ key }) => here.seen[key]).length} known
            </p>
            {isWaiting(here) && isOwn ? (
              <div className="app-row">
                <Button
                  disabled={isStale || isBusy}
                  onClick={() =>
                    void say(id => ({ act: 'withdraw', commandId: id, handOverId, version: here.version }))
                  }
                >
                  Take it back
                </Button>
              </div>
            ) : null}
            <HandOverItems
              of={here}
              at={here.givenAt}
              me={me}
              seen={here.seen}
              onSee={here.withdrawnAt || isOwn || isStale ? undefined : see}
              isBusy={isBusy}
            />
            {/* Below all that is to be read. */}
            {isWaiting(here) && !isOwn ? (
              <>
                {isAsked && left > 0 ? (
                  <Notice tone="caution" role="alert" title={`${left} not pressed “I know”.`}>
                    They are late, watched, or about somebody who is not known to be safe. Read them, or take
                    over all the same.
                  </Notice>
                ) : null}
                <div className="app-row" ref={taking}>
                  <Button
                    look="primary"
                    disabled={isStale || isBusy}
                    onClick={() => {
                      if (left > 0 && !isAsked) return ask(true)
                      void say(id => ({ act: 'take', commandId: id, handOverId, version: here.version }))
                    }}
                  >
                    {isBusy
                      ? 'Saving…'
                      : isAsked && left > 0
                        ? 'Take over all the same'
                        : 'I have read it, and take over'}
                  </Button>
                </div>
              </>
            ) : null}
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
