import { type FormEvent, use, useCallback, useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { resultsOf, TASK_RESULT_WORDS, toWhom } from '#client/board/core/words.ts'
import { useOutcomeKey } from '#client/outcomes/useOutcomeKey.ts'
import { HALF_WRITTEN, stillHalfWritten } from '#client/patients/core/stillHalfWritten.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { BoardTask, TaskResult } from '#shared/dispatch.ts'
import { routes } from '#shared/routes.ts'
import { KeptEndings } from './keptEndings.ts'

type Props = {
  task: BoardTask
  /** What it is to answer too. */
  also: readonly BoardTask[]
  /** Half-written on the record of the task, by their titles. */
  halfWritten: readonly string[]
  isStale: boolean
  onDone: (words: string) => void
}

/** How a task ends: by reaching somebody, or by a reason that is kept. */
export function CloseTaskForm({ task, also, halfWritten, isStale, onDone }: Props) {
  const kept = use(KeptEndings).closing
  const begun = kept.get(task.taskId)
  const [result, setResult] = useState<TaskResult | ''>(begun?.result ?? '')
  const [note, setNote] = useState(begun?.note ?? '')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    kept.set(task.taskId, { result, note })
  }, [kept, task.taskId, result, note])
  useUnsaved(useCallback(() => note.trim() !== '', [note]))
  useOutcomeKey('task-result')
  useFocusOnError(errors)

  async function close(event: FormEvent) {
    event.preventDefault()
    const wrong = [
      ...(result ? [] : [{ id: 'task-result', says: 'Choose how it ended.' }]),
      ...stillHalfWritten(halfWritten),
    ]
    setErrors(wrong)
    if (!result || wrong.length > 0) return
    setBusy(true)
    try {
      const reply = await call(routes.closeTask, {
        params: { taskId: task.taskId },
        body: { version: task.version, result, note },
      })
      if (reply.kind === 'done') {
        kept.delete(task.taskId)
        return onDone('The task is closed, with how it ended.')
      }
      setErrors([{ id: '', says: reply.because }])
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setErrors([{ id: '', says: error.message }])
    }
    setBusy(false)
  }

  return (
    <section className="app-task__card app-task__end" aria-label="Close this task">
      <form className="app-stack" onSubmit={close} noValidate>
        {/* What is wrong in its one field is said there, where the focus goes. */}
        <ErrorSummary
          errors={errors.filter(({ id }) => id === '' || (id === HALF_WRITTEN && halfWritten.length > 0))}
          title="The task was not closed"
        />
        {also.length > 0 ? (
          <p>
            A call back promised to {also.map(toWhom).join(' and ')} is to be answered by this one. “
            {TASK_RESULT_WORDS.reached}” closes that promise as well; with any other ending it is owed by
            itself.
          </p>
        ) : null}
        <Select
          id="task-result"
          label="How it ended"
          error={errors.find(({ id }) => id === 'task-result')?.says}
          value={result}
          choices={resultsOf(task).map(value => ({ value, says: TASK_RESULT_WORDS[value] }))}
          hint={
            task.kind === 'verify_death'
              ? 'A verification is recorded above. Else say why there is none.'
              : undefined
          }
          onChange={chosen => {
            setResult(chosen)
            setErrors([])
          }}
        />
        <TextArea label="A note, if any" value={note} onChange={setNote} maxLength={2_000} />
        <Button type="submit" disabled={isStale || isBusy}>
          {isBusy ? 'Saving…' : 'Close this task'}
        </Button>
      </form>
    </section>
  )
}
