import { useCallback, useState } from 'react'
import { CallWorkspace } from '#client/calls/CallWorkspace.tsx'
import { RingingBar } from '#client/calls/RingingBar.tsx'
import { RingingCall } from '#client/calls/RingingCall.tsx'
import { useTakeCall } from '#client/calls/useTakeCall.ts'
import { AlarmDialog } from '#client/dispatch/AlarmDialog.tsx'
import { AnswerPanel } from '#client/dispatch/AnswerPanel.tsx'
import { emptyEndings, KeptEndings } from '#client/dispatch/keptEndings.ts'
import { TaskPanel } from '#client/dispatch/TaskPanel.tsx'
import { TeamTaskPanel } from '#client/dispatch/TeamTaskPanel.tsx'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import type { SavedCall } from '#client/outcomes/useMoveCall.ts'
import { SigningInAgain } from '#client/signIn/SigningInAgain.tsx'
import { SoftphoneProvider } from '#client/softphone/SoftphoneProvider.tsx'
import { isUnderDialog } from '#client/ui/Shortcuts.tsx'
import { WholePage } from '#client/ui/WholePage.tsx'
import type { AnswerId, CallId, TaskId, TeamTaskId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import { AlarmBar } from './AlarmBar.tsx'
import { BoardColumn } from './BoardColumn.tsx'
import './Console.css'
import { callOf, isFree } from './core/lists.ts'
import { outOnVisits } from './core/outOnVisits.ts'
import { EmptyDesk, type Saved } from './EmptyDesk.tsx'
import { LostCall } from './LostCall.tsx'
import { LostWords } from './LostWords.tsx'
import { OnlookerBanner } from './OnlookerBanner.tsx'
import { OpeningConsole } from './OpeningConsole.tsx'
import { Strip } from './Strip.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useHelpAlarm } from './useHelpAlarm.ts'
import { useLookAsked } from './useLookAsked.ts'
import { useLostCall } from './useLostCall.ts'
import { useOnlyTab } from './useOnlyTab.ts'
import { useQuietAlarms } from './useQuietAlarms.ts'
import { useRinging } from './useRinging.ts'
import { useSound } from './useSound.ts'
import { useSoundsHere } from './useSoundsHere.ts'

/** What the nurse is looking at while she has no call of her own. */
export type Looking =
  /** `after`: the call that was looked at until it went, and in whose place this one stands. */
  | ({ kind: 'call'; callId: CallId; after?: CallId } & Asked)
  | ({ kind: 'task'; taskId: TaskId } & Asked)
  | ({ kind: 'team_task'; teamTaskId: TeamTaskId } & Asked)
  | ({ kind: 'answer'; answerId: AnswerId } & Asked)
  | null
/** She chose it on the board: then the focus goes with her. What shows itself takes no focus from anybody. */
type Asked = { isAsked?: true }

type Props = { me: Me; onLeave: () => void }

export function Console({ onOther, ...props }: Props & { onOther: (me: Me) => void }) {
  return (
    <SoftphoneProvider>
      <SigningInAgain me={props.me} onOther={onOther}>
        <Desk {...props} />
      </SigningInAgain>
    </SoftphoneProvider>
  )
}

function Desk({ me, onLeave }: Props) {
  const { board, failure } = useLive()
  const isStale = useHearing() === 'stale'
  const { isOnlooker, takeOver } = useOnlyTab()
  const [looking, look] = useState<Looking>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const [endings] = useState(emptyEndings)
  /** Looked at over her own call. */
  const [alarm, showAlarm] = useState<TeamTaskId | null>(null)
  const [lost, setLost] = useState<readonly string[]>([])
  const ringing = useRinging(board, me, isOnlooker)
  const take = useTakeCall(look, board?.nurses.get(me.staffId)?.answersBy)
  const mine = board ? callOf(board.calls, me.staffId) : undefined
  const [lostCall, forgetLost] = useLostCall(mine)
  useAnnouncements(board, me)
  const { sound } = useSound()
  useSoundsHere(sound === 'works' && !isOnlooker, true)
  useHelpAlarm(board && !isOnlooker ? outOnVisits(board.teamTasks) : [])
  useQuietAlarms(board, me)

  const closed = useCallback((words: string, call?: SavedCall, during?: CallId) => {
    setSaved({ words, call, during, at: new Date().toISOString() })
    look(null)
  }, [])
  const left = useCallback((hasLeft: boolean) => setSaved(before => before && { ...before, hasLeft }), [])
  const keepLost = useCallback((words: string) => setLost(before => [...before, words]), [])
  const lookAt = useCallback((next: Looking) => {
    setSaved(null)
    look(next)
  }, [])

  const lookOver = useCallback(
    (teamTaskId: TeamTaskId) => {
      const isSomebodyOut = (board?.teamTasks.get(teamTaskId)?.outs ?? []).length > 0
      if (isSomebodyOut) showAlarm(teamTaskId)
      return isSomebodyOut
    },
    [board],
  )
  useLookAsked(board !== null && !isOnlooker, mine !== undefined, lookAt, lookOver)

  if (!board)
    return failure ? (
      <WholePage title="We cannot open the board yet">
        {failure.message} This page keeps trying by itself.
      </WholePage>
    ) : (
      <OpeningConsole />
    )

  const shown = mine ? null : looking
  // What was saved of the call before is not said of this one, whatever becomes of it.
  if (mine && saved && saved.during !== mine.callId) setSaved(null)
  // A ringing call shows itself, unless the nurse is looking at something that still wants her, or writes in a window over the desk.
  const isLookingElsewhere =
    looking === null ? isUnderDialog() : looking.kind !== 'call' || isFree(board.calls, looking.callId)
  const isBeside = ringing && !mine && !(shown?.kind === 'call' && shown.callId === ringing.callId)
  if (ringing && !isLookingElsewhere)
    look({
      kind: 'call',
      callId: ringing.callId,
      ...(looking?.kind === 'call' ? { after: looking.callId } : {}),
    })
  return (
    <div
      className={`app-console ${mine || shown ? 'app-console--on-call' : ''} ${isStale || isOnlooker ? 'app-console--stale' : ''}`}
    >
      <Strip me={me} board={board} isOnlooker={isOnlooker} onLeave={onLeave} />
      <AlarmBar
        rows={outOnVisits(board.teamTasks)}
        isInert={isOnlooker}
        onOpen={teamTaskId =>
          mine ? showAlarm(teamTaskId) : lookAt({ kind: 'team_task', teamTaskId, isAsked: true })
        }
      />
      {alarm ? <AlarmDialog key={alarm} teamTaskId={alarm} me={me} onClose={() => showAlarm(null)} /> : null}
      {isOnlooker ? <OnlookerBanner onTakeOver={takeOver} /> : null}
      <LostWords lost={lost} onDone={() => setLost([])} />
      {isBeside && isLookingElsewhere ? (
        <RingingBar call={ringing} take={take} isStale={isStale} hasKey={shown?.kind !== 'call'} />
      ) : null}
      <div className="app-console__columns" inert={isOnlooker}>
        <BoardColumn board={board} me={me} looking={shown} onLook={lookAt} canLook={!mine} />
        {mine ? (
          <CallWorkspace
            key={mine.callId}
            call={mine}
            me={me}
            isOnlooker={isOnlooker}
            onClosed={closed}
            onLeft={left}
            onLost={keepLost}
          />
        ) : shown?.kind === 'call' ? (
          <RingingCall
            key={shown.callId}
            callId={shown.callId}
            after={shown.after}
            isAsked={shown.isAsked}
            me={me}
            take={take}
            saved={saved}
            onDone={() => lookAt(null)}
          />
        ) : shown?.kind === 'task' ? (
          <KeptEndings value={endings}>
            <TaskPanel
              key={shown.taskId}
              taskId={shown.taskId}
              isAsked={shown.isAsked}
              me={me}
              onDone={closed}
              take={take}
            />
          </KeptEndings>
        ) : shown?.kind === 'team_task' ? (
          <TeamTaskPanel
            key={shown.teamTaskId}
            teamTaskId={shown.teamTaskId}
            isAsked={shown.isAsked}
            me={me}
            onDone={closed}
          />
        ) : shown?.kind === 'answer' ? (
          <AnswerPanel
            key={shown.answerId}
            answerId={shown.answerId}
            isAsked={shown.isAsked}
            onLookAtTask={teamTaskId => lookAt({ kind: 'team_task', teamTaskId, isAsked: true })}
            onDone={closed}
          />
        ) : (
          <EmptyDesk
            saved={saved}
            lost={
              lostCall ? <LostCall call={lostCall} board={board} me={me.staffId} onDone={forgetLost} /> : null
            }
            isStale={isStale}
            board={board}
            me={me}
            onMoved={setSaved}
          />
        )}
      </div>
    </div>
  )
}
