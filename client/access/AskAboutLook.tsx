import { type FormEvent, useState } from 'react'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { type LookQuestion, verdicts } from '#shared/access.ts'
import type { Look } from './core/foldLooks.ts'

export type Ask = (question: LookQuestion) => Promise<unknown>
type Props = { look: Look; says: string; ask: Ask; onAsked: () => void }

/** "Why did she look at my record?": the question goes to a privacy officer, and the answer comes back to this line. */
export function AskAboutLook(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        look="quiet"
        size="small"
        onClick={() => setOpen(true)}
        aria-label={`They ask about this: ${props.says}`}
      >
        They ask about this…
      </Button>
      {isOpen ? <Asking {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const QUESTION = 'look-question'
const ASKED_BY = 'look-asked-by'

function Asking({ look, says, ask, onAsked, onClose }: Props & { onClose: () => void }) {
  const [commandId] = useState(newCommandId)
  const [question, setQuestion] = useState('')
  const [askedBy, setAskedBy] = useState('')
  const [answerTo, setAnswerTo] = useState('')
  const [wanting, setWanting] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, forget, send } = useSend()
  const errorAt = (id: string) => wanting.find(one => one.id === id)?.says

  async function hand(event: FormEvent) {
    event.preventDefault()
    forget()
    const missing = [
      ...(askedBy.trim() ? [] : [{ id: ASKED_BY, says: 'Say who asks.' }]),
      ...(question.trim() ? [] : [{ id: QUESTION, says: 'Write down what they ask, in their words.' }]),
    ]
    setWanting(missing)
    const lookIds = look.ids.slice(0, 50)
    if (
      missing.length > 0 ||
      !(await send(() =>
        ask({ commandId, lookIds, askedBy, question, ...(answerTo.trim() ? { answerTo } : {}) }),
      ))
    )
      return
    onAsked()
    onClose()
  }

  return (
    <Dialog title="They ask about this look" onClose={onClose}>
      <form className="app-stack" onSubmit={hand} noValidate>
        <ErrorSummary errors={wanting.length > 0 ? wanting : refusals} />
        <p>{says}</p>
        <p>
          A privacy officer asks whoever looked, and answers within five working days. The answer stands
          beside the look, for anybody to read to them.
        </p>
        <TextField
          id={ASKED_BY}
          label="Who asks"
          hint="The person, or who asks for them: “Angela Ashby, his wife”"
          error={errorAt(ASKED_BY)}
          value={askedBy}
          onChange={setAskedBy}
          maxLength={120}
          autoFocus
        />
        <TextArea
          id={QUESTION}
          label="What they ask, in their words"
          error={errorAt(QUESTION)}
          value={question}
          onChange={setQuestion}
          maxLength={1000}
          rows={3}
        />
        <TextField
          label="How they want to hear the answer"
          hint="A number and a time that suits them, or a letter. May stay empty."
          value={answerTo}
          onChange={setAnswerTo}
          maxLength={200}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? 'Handing it on…' : 'Hand it to a privacy officer'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What became of the question, beside the look. */
export function Asked({ asked }: { asked: NonNullable<Look['asked']>[number] }) {
  const { at, dueAt, answer } = asked
  return (
    <span className="app-looks__asked app-small">
      Asked about on {showDate(dayOf(at))}.{' '}
      {answer
        ? `A privacy officer answered on ${showDate(dayOf(answer.at))}. ${verdicts[answer.verdict].text}: “${answer.says}”`
        : `A privacy officer answers by ${showDate(dayOf(dueAt))}.`}
    </span>
  )
}
