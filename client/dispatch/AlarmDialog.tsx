import { useEffect } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { SafetyOfTask } from './SafetyOfTask.tsx'
import './TaskPanel.css'

type Props = { teamTaskId: TeamTaskId; me: Me; onClose: () => void }

/**
 * Somebody who is not known to be safe, over whatever the nurse is doing: her call, and what she has half written, stay as they are. It is
 * the same look at the task as from the board, and in the log as that.
 */
export function AlarmDialog({ teamTaskId, me, onClose }: Props) {
  const { board } = useLive()
  const isStale = useHearing() === 'stale'
  const now = new Date(useServerNow()).toISOString()
  const task = board?.teamTasks.get(teamTaskId)
  const detail = useLoad(task ? `team task ${teamTaskId} ${task.version}` : null, signal =>
    call(routes.teamTask, { params: { teamTaskId }, signal }),
  )
  useFocusIfGone('nobody-out', 'dialog')
  useEffect(() => backToTheCall, [])
  const isOver = (task?.outs ?? []).length === 0
  return (
    <Dialog title="Not known to be safe" look="wide" atTitle onClose={onClose}>
      <div className="app-stack">
        {task && !isOver ? (
          <SafetyOfTask
            task={task}
            where={detail.kind === 'here' ? detail.value.whereTheyAre : []}
            me={me}
            now={now}
            isStale={isStale}
          />
        ) : (
          <p id="nobody-out" tabIndex={-1}>
            They are known to be safe. Nothing more is asked about them.
          </p>
        )}
        {task && !isOver && detail.kind === 'loading' ? (
          <Skeleton lines={3} label="Looking where they are…" />
        ) : null}
        {task && !isOver && detail.kind === 'failed' ? (
          <NotLoaded title="We could not read where they are." failed={detail}>
            Ring their team, and 999.
          </NotLoaded>
        ) : null}
      </div>
    </Dialog>
  )
}

/** What was pressed to open this has gone with the alarm: her notes of the call are where the work goes on. */
function backToTheCall() {
  if (document.activeElement === null || document.activeElement === document.body)
    document.getElementById('notes')?.focus({ preventScroll: true })
}
