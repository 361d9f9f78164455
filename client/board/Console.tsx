import { useCallback, useState } from 'react'
import { CallWorkspace } from '#client/calls/CallWorkspace.tsx'
import { RingingCall } from '#client/calls/RingingCall.tsx'
import { useTakeCall } from '#client/calls/useTakeCall.ts'
import { TaskPanel } from '#client/dispatch/TaskPanel.tsx'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { SoftphoneProvider } from '#client/softphone/SoftphoneProvider.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { CallId, TaskId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import { Banners } from './Banners.tsx'
import { BoardColumn } from './BoardColumn.tsx'
import './Console.css'
import { callOf, isFree } from './core/lists.ts'
import { EmptyDesk } from './EmptyDesk.tsx'
import { Strip } from './Strip.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useOnlyTab } from './useOnlyTab.ts'
import { useQuietAlarms } from './useQuietAlarms.ts'
import { useRinging } from './useRinging.ts'

/** What the nurse is looking at while she has no call of her own. */
export type Looking = { kind: 'call'; callId: CallId } | { kind: 'task'; taskId: TaskId } | null

type Props = { me: Me; onLeave: () => void }

export function Console(props: Props) {
  return (
    <SoftphoneProvider>
      <Desk {...props} />
    </SoftphoneProvider>
  )
}

function Desk({ me, onLeave }: Props) {
  const { board, failure } = useLive()
  const isStale = useHearing() === 'stale'
  const { isOnlooker, takeOver } = useOnlyTab()
  const [looking, look] = useState<Looking>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const ringing = useRinging(board, me, isOnlooker)
  const take = useTakeCall(look, board?.nurses.get(me.staffId)?.answersBy)
  useAnnouncements(me)
  useQuietAlarms(board, board !== null && callOf(board.calls, me.staffId) !== undefined)

  const closed = useCallback((words: string) => {
    setSaved(words)
    look(null)
  }, [])
  const lookAt = useCallback((next: Looking) => {
    setSaved(null)
    look(next)
  }, [])

  if (!board)
    return (
      <main className="app-console app-console--opening">
        <h1 className="nhsuk-u-visually-hidden">Console</h1>
        <Skeleton lines={6} label="Opening the board…" />
        <Skeleton lines={9} label="" />
        <Skeleton lines={6} label="" />
        {failure ? (
          <Notice tone="danger" title="We cannot open the board.">
            {failure.message}
          </Notice>
        ) : null}
      </main>
    )

  const mine = callOf(board.calls, me.staffId)
  const shown = mine ? null : looking
  // A ringing call shows itself, unless the nurse is looking at something that still wants her.
  const isLookingElsewhere =
    looking !== null && (looking.kind === 'task' || isFree(board.calls, looking.callId))
  if (ringing && !isLookingElsewhere && !take.refused) look({ kind: 'call', callId: ringing.callId })
  return (
    <div
      className={`app-console ${mine || shown ? 'app-console--on-call' : ''} ${isStale || isOnlooker ? 'app-console--stale' : ''}`}
    >
      <Strip me={me} board={board} isOnlooker={isOnlooker} onLeave={onLeave} />
      <Banners me={me} isOnlooker={isOnlooker} onTakeOver={takeOver} isOnCall={mine !== undefined} />
      <div className="app-console__columns" inert={isOnlooker}>
        <BoardColumn board={board} me={me} looking={shown} onLook={lookAt} canLook={!mine} />
        {mine ? (
          <CallWorkspace key={mine.callId} call={mine} me={me} onClosed={closed} />
        ) : shown?.kind === 'call' ? (
          <RingingCall
            key={shown.callId}
            callId={shown.callId}
            me={me}
            take={take}
            saved={saved}
            onDone={() => lookAt(null)}
          />
        ) : shown?.kind === 'task' ? (
          <TaskPanel key={shown.taskId} taskId={shown.taskId} me={me} onDone={closed} take={take} />
        ) : (
          <EmptyDesk saved={saved} board={board} me={me} />
        )}
      </div>
    </div>
  )
}
