import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { answerKinds } from '#shared/answers.ts'
import type { AnswerId, TeamTaskId } from '#shared/ids.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import { workKinds } from '#shared/teamWork.ts'
import './TaskPanel.css'

type Props = {
  answerId: AnswerId
  isAsked?: boolean | undefined
  onLookAtTask: (teamTaskId: TeamTaskId) => void
  onDone: (words: string) => void
}

/** A text or a key that no rule could use: its words, whom to ring, what it may be about, and what was done about it. */
export function AnswerPanel({ answerId, isAsked, onLookAtTask, onDone }: Props) {
  const { board } = useLive()
  const isStale = useHearing() === 'stale'
  const now = new Date(useServerNow()).toISOString()
  const answer = board?.answers.get(answerId)
  const detail = useLoad(answer ? `answer ${answerId}` : null, signal =>
    call(routes.answer, { params: { answerId }, signal }),
  )
  const [done, setDone] = useState('')
  const [commandId] = useState(newCommandId)
  const { isBusy, refusals, send } = useSend()
  useFocusAtFirst('answer-title', isAsked)
  if (!answer)
    return (
      <main className="app-console__centre app-console__centre--wide">
        <Notice tone="plain" role="status" title="Somebody has seen to it.">
          Choose another on the left.
        </Notice>
      </main>
    )
  const task = answer.teamTaskId ? board?.teamTasks.get(answer.teamTaskId) : undefined

  async function take() {
    if (await send(() => call(routes.takeAnswer, { params: { answerId }, body: { commandId, done } })))
      onDone('Seen to, with what was done.')
  }

  return (
    <main className="app-console__centre app-console__centre--wide app-task">
      <section className="app-task__card" aria-labelledby="answer-title">
        <h2 id="answer-title" className="app-task__title" tabIndex={-1}>
          {answerKinds[answer.kind].text}
        </h2>
        <p>
          {answer.from ?? 'Somebody else'}{' '}
          <span className="app-numbers app-quiet">{showMoment(answer.at, now)}</span>
        </p>
        {detail.kind === 'loading' ? <Skeleton lines={2} label="Looking what was written…" /> : null}
        {detail.kind === 'failed' ? (
          <NotLoaded title="We could not read what was written." failed={detail}>
            It stays on the board until somebody has seen to it.
          </NotLoaded>
        ) : null}
        {detail.kind === 'here' ? (
          <>
            {detail.value.words ? <p className="app-task__words">“{detail.value.words}”</p> : null}
            <p>
              Ring{' '}
              <a className="app-numbers" href={`tel:${detail.value.number}`}>
                {showPhoneNumber(detail.value.number)}
              </a>
              : nobody is taken to have accepted anything by this.
            </p>
          </>
        ) : null}
        {task ? (
          <p>
            They were last texted about: {task.urgency} {workKinds[task.kind].text}.{' '}
            <Button look="quiet" onClick={() => onLookAtTask(task.teamTaskId)}>
              Look at the task
            </Button>
          </p>
        ) : null}
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void take()
          }}
        >
          <ErrorSummary errors={refusals} title="Nothing was changed" />
          <TextArea label="What you did about it" value={done} onChange={setDone} maxLength={500} />
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            Seen to
          </Button>
        </form>
      </section>
    </main>
  )
}
