import { type FormEvent, use, useCallback, useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { KeptEndings } from '#client/dispatch/keptEndings.ts'
import { useOutcomeKey } from '#client/outcomes/useOutcomeKey.ts'
import { HALF_WRITTEN, stillHalfWritten } from '#client/patients/core/stillHalfWritten.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { routes } from '#shared/routes.ts'

type Response = 'accepted' | 'declined' | 'not_reached'
const RESPONSES: readonly { value: Response; says: string }[] = [
  { value: 'accepted', says: 'We spoke' },
  { value: 'declined', says: 'They do not want it' },
  { value: 'not_reached', says: 'Tried three times, not reached' },
]

type Props = {
  task: BoardTask
  /** Half-written on the record of the task, by their titles. */
  halfWritten: readonly string[]
  isStale: boolean
  onDone: (words: string) => void
}

const NOTHING: readonly { id: string; says: string }[] = []
const CHOOSE = { id: 'bereavement-response', says: 'Choose how it went.' }

/** How a bereavement call went. It goes on the record, where the next one who rings reads it. */
export function BereavementForm({ task, halfWritten, isStale, onDone }: Props) {
  const { isBusy, refusals, send } = useSend()
  const kept = use(KeptEndings).bereavement
  const begun = kept.get(task.taskId)
  const [response, setResponse] = useState<Response | ''>(begun?.response ?? '')
  const [riskNoted, setRisk] = useState(begun?.riskNoted ?? '')
  const [wanting, setWanting] = useState(NOTHING)

  useEffect(() => {
    kept.set(task.taskId, { response, riskNoted })
  }, [kept, task.taskId, response, riskNoted])
  useUnsaved(useCallback(() => riskNoted.trim() !== '', [riskNoted]))
  useOutcomeKey('bereavement-response')
  useFocusOnError(wanting)

  async function close(event: FormEvent) {
    event.preventDefault()
    const wrong = [...(response ? [] : [CHOOSE]), ...stillHalfWritten(halfWritten)]
    setWanting(wrong)
    if (!response || wrong.length > 0) return
    const { taskId, version } = task
    const body = { version, response, ...(riskNoted.trim() ? { riskNoted } : {}) }
    if (!(await send(() => call(routes.closeBereavement, { params: { taskId }, body })))) return
    kept.delete(taskId)
    onDone('The bereavement call is on the record.')
  }
  return (
    <section className="app-task__card app-task__end" aria-label="Put the bereavement call on the record">
      <form className="app-stack" onSubmit={close} noValidate>
        {/* What is wrong in its one field is said there, where the focus goes. */}
        <ErrorSummary
          errors={[
            ...refusals,
            ...(halfWritten.length > 0 ? wanting.filter(({ id }) => id === HALF_WRITTEN) : []),
          ]}
          title="It was not put on the record"
        />
        <Radios
          id="bereavement-response"
          label="How it went"
          error={wanting.includes(CHOOSE) ? CHOOSE.says : undefined}
          value={response}
          choices={RESPONSES}
          onChange={chosen => {
            setResponse(chosen)
            setWanting(NOTHING)
          }}
        />
        <TextArea
          label="What to look out for"
          hint="For whoever rings next; may stay empty"
          value={riskNoted}
          maxLength={1000}
          onChange={setRisk}
        />
        <Button type="submit" disabled={isStale || isBusy}>
          {isBusy ? 'Saving…' : 'Put it on the record'}
        </Button>
      </form>
    </section>
  )
}
