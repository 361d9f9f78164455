import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Asking, judgeAsking, kindChoices, skillChoices, urgencyChoices } from './core/asking.ts'
import { TeamChoice } from './TeamChoice.tsx'
import { whereItIs } from './teamTaskWords.ts'

type Props = {
  callId: CallId
  epoch: number
  hasDied: boolean
  isStale: boolean
  away: string | null
  asking: Asking
  onChange: (asking: Asking) => void
  onSent: (words: string) => void
}

/** What is needed, how soon, why, and who could come. The first that suits is asked; if they cannot, the next is, by itself. */
export function SendTeamForm({ callId, epoch, hasDied, isStale, away, asking, onChange, onSent }: Props) {
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [commandId, setCommandId] = useState(newCommandId)
  const [open, setOpen] = useState<BoardTeamTask | null>(null)
  const { isBusy, refusals, send } = useSend()
  const { kind, urgency, skill, first } = asking
  const teams = useLoad(kind ? `teams ${callId} ${epoch} ${kind}` : null, signal =>
    call(routes.teamsForCall, {
      params: { callId },
      query: { epoch, kind: kind || 'symptom_visit' },
      signal,
    }),
  )
  useFocusOnError(errors)
  const set = (given: Partial<Asking>) => {
    onChange({ ...asking, ...given })
    setErrors(before => before.filter(({ id }) => !Object.keys(given).includes(id.replace('ask-', ''))))
  }
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says

  async function ask(event: FormEvent) {
    event.preventDefault()
    const wrong = judgeAsking(asking, open !== null)
    setErrors(wrong)
    if (wrong.length > 0 || !kind || !urgency) return
    const isSent = await send(async () => {
      const reply = await call(routes.raiseTeamTask, {
        params: { callId },
        body: {
          epoch,
          commandId,
          kind,
          urgency,
          skills: skill ? [skill] : [],
          why: asking.why,
          dueAt: null,
          first: first || null,
          againBecause: open ? asking.againBecause : null,
        },
      })
      // Refused for another reason it is another intention, and needs a name of its own.
      if (reply.kind === 'refused') {
        setOpen(reply.open)
        setCommandId(newCommandId())
      }
      return reply
    })
    if (isSent) onSent(`Asked for: ${workKinds[kind].text}. It is on the board until it is done.`)
  }

  return (
    <form className="app-stack" onSubmit={ask} noValidate>
      <ErrorSummary errors={[...refusals, ...errors]} title="Nobody was asked yet" />
      {away ? (
        <Notice tone="caution" title={`${away}.`}>
          A team that is asked goes to where the record says they live. Ask where they are first.
        </Notice>
      ) : null}
      {open ? (
        <Notice tone="caution" title={`${workKinds[open.kind].text} is asked for already.`}>
          {whereItIs(open, new Date().toISOString())}
        </Notice>
      ) : null}
      <Select
        id="ask-kind"
        label="What is needed"
        error={errorOf('ask-kind')}
        value={kind}
        choices={kindChoices(hasDied)}
        onChange={chosen => {
          setOpen(null)
          set({ kind: chosen, urgency: '', skill: '', first: '' })
        }}
      />
      <Select
        id="ask-urgency"
        label="How soon"
        error={errorOf('ask-urgency')}
        value={urgency}
        choices={urgencyChoices(kind)}
        onChange={chosen => set({ urgency: chosen })}
      />
      {skillChoices(kind).length > 0 ? (
        <Select
          id="ask-skill"
          label="Whoever comes must be able to (if anything)"
          value={skill}
          choices={skillChoices(kind)}
          onChange={chosen => set({ skill: chosen })}
        />
      ) : null}
      <TextField
        id="ask-why"
        label="Why now, in one line"
        hint="The caller’s own words, and no name: whoever is asked reads this before they say yes."
        error={errorOf('ask-why')}
        value={asking.why}
        maxLength={300}
        onChange={why => set({ why })}
      />
      {open ? (
        <TextArea
          id="ask-again"
          label="Why a second one is needed"
          error={errorOf('ask-again')}
          value={asking.againBecause}
          onChange={againBecause => set({ againBecause })}
          maxLength={500}
        />
      ) : null}
      {kind ? <TeamChoice teams={teams} first={first} onChange={chosen => set({ first: chosen })} /> : null}
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          {isBusy ? 'Asking…' : 'Ask'}
        </Button>
        <span className="app-quiet">If the first cannot come, the next is asked by itself.</span>
      </div>
    </form>
  )
}
