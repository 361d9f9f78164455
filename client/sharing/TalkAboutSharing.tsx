import { type FormEvent, useRef, useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { SharingView } from '#shared/sharing.ts'
import type { LineSummary } from '#shared/staff.ts'
import { Answers } from './Answers.tsx'
import { answersInWords } from './core/answers.ts'
import { answersOf, emptyTalk, guideOf, saidIn, type Talk, wantingOf } from './core/talk.ts'
import { DeciderFields } from './Decider.tsx'
import { Guide } from './Guide.tsx'
import { Receipt } from './Receipt.tsx'
import type { SharingWay } from './sharingWay.ts'
import './Talk.css'
import { useChange, useSharing } from './useSharing.ts'

type Props = {
  way: SharingWay
  isStale: boolean
  callerName: string
  line: LineSummary
  onSaved: () => void
  onClose: () => void
}

/** Sharing talked through: what to say on one side, what was answered on the other, and what it came to at the end. */
export function TalkAboutSharing(props: Props) {
  const loaded = useSharing(props.way)
  return (
    <Dialog title="Talk about sharing" look="wide" onClose={props.onClose}>
      {loaded.kind === 'loading' ? <Skeleton lines={8} label="Opening the guide…" /> : null}
      {loaded.kind === 'failed' ? <NotLoaded title="The guide could not be opened." failed={loaded} /> : null}
      {loaded.kind === 'here' ? (
        <Talking
          {...props}
          isStale={props.isStale || loaded.isAsking}
          view={loaded.value.sharing}
          again={loaded.again}
        />
      ) : null}
    </Dialog>
  )
}

function Talking({
  way,
  isStale,
  callerName,
  line,
  onSaved,
  onClose,
  view,
  again,
}: Props & { view: SharingView; again: () => void }) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [talk, setTalk] = useState<Talk>({ ...emptyTalk, how: way.how })
  const [isTried, setTried] = useState(false)
  const { isBusy, problem, change: saved, send } = useChange(way, onSaved, again)
  const items = useRef(new Map<string, string>())
  const change = (part: Partial<Talk>) => setTalk(before => ({ ...before, ...part }))
  // Something new keeps its id however often it is sent.
  const newItem = (key: string) => {
    const id = items.current.get(key) ?? crypto.randomUUID()
    items.current.set(key, id)
    return id
  }
  const answers = answersOf(talk, view, newItem)
  const wants = isTried ? wantingOf(talk, answers) : []

  async function save(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (wantingOf(talk, answers).length > 0) return
    const sent = await send(() =>
      way.settle({ commandId, said: saidIn(talk, guideOf(talk, view).version), answers: [...answers] }),
    )
    if (sent !== 'unanswered') setCommandId(newCommandId())
  }

  if (saved)
    return (
      <div className="app-stack">
        <Notice tone="well" role="status" title="Saved, and in force.">
          Read it to them, if they want to hear it.
        </Notice>
        <ul className="app-talk__answered" aria-label="What was answered">
          {answersInWords(answers, view).map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Receipt change={saved} openInEmergency={view.openInEmergency} />
        <div className="app-row">
          <Button look="primary" onClick={onClose} autoFocus>
            Done
          </Button>
        </div>
      </div>
    )
  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <ErrorSummary errors={wants} title="This is still needed" />
      {problem ? (
        <Notice tone="danger" role="alert" title="It is not saved.">
          {problem}
        </Notice>
      ) : null}
      <div className="app-talk">
        <Guide view={view} talk={talk} line={line} change={change} />
        <section className="app-stack" aria-label="What was answered">
          <Answers view={view} talk={talk} change={change} />
          <DeciderFields talk={talk} callerName={callerName} wants={wants} change={change} />
        </section>
      </div>
      <div className="app-row app-talk__foot">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          {isBusy ? 'Saving…' : 'Save what was answered'}
        </Button>
        <span className="app-quiet app-small">
          {answers.length === 0
            ? 'Nothing is chosen yet.'
            : `${answers.length} chosen. In force when it is saved.`}
        </span>
      </div>
    </form>
  )
}
