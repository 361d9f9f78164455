import { useCallback, useEffect, useRef, useState } from 'react'
import { useWordsLeft } from '#client/access/useWordsLeft.ts'
import { WordsLeft } from '#client/access/WordsLeft.tsx'
import { answeredBy, nearness } from '#client/board/core/lists.ts'
import { happened, taskWords, toWhom } from '#client/board/core/words.ts'
import type { TakeCall } from '#client/calls/useTakeCall.ts'
import { BereavementForm } from '#client/deaths/BereavementForm.tsx'
import { TaskAfterDeath } from '#client/deaths/TaskAfterDeath.tsx'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { type BoardTask, isBereavement, type TaskKind } from '#shared/dispatch.ts'
import type { PatientId, TaskId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import { secondsBetween } from '#shared/time.ts'
import { CloseTaskForm } from './CloseTaskForm.tsx'
import { HowItEnded } from './HowItEnded.tsx'
import './TaskPanel.css'
import { TalkedBefore } from './TalkedBefore.tsx'
import { TaskRecord } from './TaskRecord.tsx'
import { useTakeTask } from './useTakeTask.ts'
import { Voicemail } from './Voicemail.tsx'

type Props = {
  taskId: TaskId
  isAsked?: boolean | undefined
  me: Me
  take: TakeCall
  onDone: (words: string) => void
}

/** What a call owes by itself: it may have been answered, and lost. */
const OF_A_CALL: readonly TaskKind[] = ['call_back_abandoned', 'call_back_requested', 'hear_voicemail']

/** Something that is owed to somebody: whose it is, by when, and how it is made good. */
export function TaskPanel({ taskId, isAsked, me, take, onDone }: Props) {
  const { board } = useLive()
  const isStale = useHearing() === 'stale'
  const now = new Date(useServerNow()).toISOString()
  const task = board?.tasks.get(taskId)
  const mine = useTakeTask()
  /** Which record she reads beside it: that of whom the task is about, or the other of the same person. */
  const [read, setRead] = useState<{ about: PatientId; at: PatientId } | null>(null)
  const typed = useWordsLeft()
  const { closesByHand } = typed
  /** Half-written on the record that is open here, or was until she closed it by hand: they come back by this task alone. */
  const [halfWritten, setHalfWritten] = useState<readonly string[]>([])
  const isByHand = useRef(false)
  const keepHalfWritten = useCallback((titles: readonly string[]) => {
    if (!isByHand.current) setHalfWritten(titles)
  }, [])
  const readByHand = (next: typeof read) => {
    closesByHand(true)
    isByHand.current = true
    setRead(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them anew
  useEffect(() => {
    closesByHand(false)
    isByHand.current = false
  }, [closesByHand, read])
  const isToRing = task?.kind !== 'verify_death' && task?.kind !== 'tell_services'
  const isMine = task?.owner.kind === 'nurse' && task.owner.staffId === me.staffId
  const about = isMine ? (task.patientId ?? null) : null
  if (read && read.about !== about) setRead(null) // it stays open no longer than the task is hers and about them
  const press = useCallback(() => {
    if (task) void mine.take(task)
  }, [mine.take, task])
  const callBack = useCallback(() => void take.callBack(taskId), [take.callBack, taskId])
  const refused = take.refusedOf(taskId)
  const canCall = isMine && isToRing && !isStale && !take.isBusy && task.from !== null
  useShortcut('T', 'Take this task', task && !isMine && !isStale ? press : null)
  useShortcut('B', 'Call back', canCall ? callBack : null)
  useFocusAtFirst('task-title', isAsked)
  // The button that took it has gone: the next thing to press is this one.
  useFocusIfLost(isToRing && task?.from ? 'task-call-back' : 'task-title', isMine)
  useFocusIfLost('task-record-open', about !== null && read === null)
  useFocusIfGone('task-title', 'main')

  if (!task)
    return (
      <main className="app-console__centre app-console__centre--wide">
        <div className="app-stack">
          <Notice tone="plain" role="status" title="This is no longer owed.">
            It was done, or is not to be done any more. Choose another on the left.
          </Notice>
          <WordsLeft {...typed} />
        </div>
      </main>
    )
  const left = secondsBetween(now, task.dueAt)
  const near = nearness(task.dueAt, now)
  const words = taskWords(task)
  const also = answeredBy(board?.tasks ?? new Map(), task)
  return (
    <main className="app-console__centre app-console__centre--wide app-task">
      <section className="app-task__card" aria-labelledby="task-title">
        <h2 id="task-title" className="app-task__title" tabIndex={-1}>
          {words.act}
        </h2>
        {isToRing ? <p className="app-task__number">{words.number}</p> : null}
        <div className="app-row">
          <Tag tone={near === 'broken' ? 'danger' : near === 'soon' ? 'caution' : 'plain'}>
            {near === 'broken' ? `${inWordsDuration(-left)} late` : `Due in ${inWordsDuration(left)}`}
          </Tag>
          <span className="app-numbers">by {showMoment(task.dueAt, now)}</span>
          <span className="app-quiet app-numbers">raised {showMoment(task.raisedAt, now)}</span>
          {task.tries > 0 ? <span>tried {task.tries === 1 ? 'once' : `${task.tries} times`}</span> : null}
        </div>
        <p>
          {happened(task, now)} {ownerWords(task, isMine)}
        </p>
        {words.instead ? <p>{words.instead}</p> : null}
        {also.map(promise => (
          <p key={promise.taskId}>
            It is to answer another call about this person too: {promise.answeredBy?.promisedBy} promised{' '}
            <span className="app-numbers">{toWhom(promise)}</span> a call back (
            {showMoment(promise.raisedAt, now)}).
          </p>
        ))}
        {mine.refused || refused ? (
          <Notice tone="caution" role="alert" title={mine.refused ?? refused ?? ''} />
        ) : null}
        <div className="app-row">
          {isMine ? null : (
            <Button look="primary" shortcut="T" disabled={isStale || mine.isBusy} onClick={press}>
              {task.owner.kind === 'desk' ? 'Take this' : 'Take over'}
            </Button>
          )}
          {isToRing && task.from !== null ? (
            <>
              <Button
                id="task-call-back"
                look={isMine ? 'primary' : 'secondary'}
                disabled={!canCall}
                onClick={callBack}
                {...(canCall ? { shortcut: 'B' } : {})}
              >
                {take.isBusy ? 'Calling…' : 'Call back'}
              </Button>
              <span className="app-quiet">
                {isMine ? null : 'Take it first: then nobody else rings as well.'}
              </span>
            </>
          ) : null}
          {about && !read ? (
            <Button id="task-record-open" onClick={() => setRead({ about, at: about })}>
              Open the record
            </Button>
          ) : null}
        </div>
      </section>
      {OF_A_CALL.includes(task.kind) ? <TalkedBefore task={task} isMine={isMine} now={now} /> : null}
      {task.afterTeamTask ? <HowItEnded teamTaskId={task.afterTeamTask} now={now} /> : null}
      {task.hasDied ? <TaskAfterDeath task={task} isMine={isMine} isStale={isStale} onDone={onDone} /> : null}
      {task.recordingSid || task.kind === 'hear_voicemail' ? <Voicemail taskId={taskId} /> : null}
      {isMine && isBereavement(task.kind) ? (
        <BereavementForm {...{ task, halfWritten, isStale, onDone }} />
      ) : isMine ? (
        <CloseTaskForm {...{ task, also, halfWritten, isStale, onDone }} />
      ) : null}
      {about && read ? (
        <TaskRecord
          patientId={read.at}
          me={me}
          words={typed}
          onHalfWritten={keepHalfWritten}
          onClose={() => readByHand(null)}
          onOther={at => readByHand({ about, at })}
        />
      ) : (
        <WordsLeft {...typed} />
      )}
    </main>
  )
}

function ownerWords({ owner }: BoardTask, isMine: boolean): string {
  if (owner.kind === 'desk') return 'Nobody has taken this yet.'
  return isMine ? 'You have taken this.' : `${owner.name} has taken this.`
}
