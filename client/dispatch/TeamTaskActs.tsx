import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask, HandleTeamTask } from '#shared/teamTasks.ts'
import { Urgency, urgencies } from '#shared/urgency.ts'

type Props = { task: BoardTeamTask; me: Me; isStale: boolean; onDone: (words: string) => void }
type Act = 'stand_down' | 'settle' | 'hold' | 'urgency' | 'one_goes'

const WORDS: Readonly<Record<Act, { press: string; label: string; done: string }>> = {
  stand_down: { press: 'Not needed any more…', label: 'Why it is not needed any more', done: 'Stood down.' },
  settle: {
    press: 'Settled by telephone…',
    label: 'How it was settled, and with whom',
    done: 'Settled, with how.',
  },
  hold: { press: 'Hold for an hour…', label: 'Why it has to wait', done: 'On hold for an hour.' },
  one_goes: { press: 'One may go…', label: 'Why one may go alone', done: 'One may go.' },
  urgency: { press: 'Change how soon…', label: 'Why it is sooner or later', done: 'Changed.' },
}
const OVER: readonly Act[] = ['stand_down', 'settle']
const HOLD_MS = 3_600_000

/** What a nurse does about it. Every act but one's own name says why, and is in what happened. */
export function TeamTaskActs({ task, me, isStale, onDone }: Props) {
  const [act, setAct] = useState<Act | null>(null)
  const [words, setWords] = useState('')
  const [urgency, setUrgency] = useState<Urgency | ''>('')
  const { isBusy, refused, refusals, forget, send } = useSend()
  const isHers = task.owner.kind === 'nurse' && task.owner.staffId === me.staffId
  const isWithTeam = task.owner.kind === 'responder'
  const { teamTaskId, version } = task
  const isTwo = task.two !== undefined && !task.two.isWaived && task.two.second === null

  async function handle(body: HandleTeamTask, done: string) {
    const isSaid = await send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))
    if (!isSaid) return
    setAct(null)
    setWords('')
    if (act && OVER.includes(act)) onDone(done)
  }

  function bodyOf(chosen: Act): HandleTeamTask | null {
    const of = { commandId: newCommandId(), version }
    if (chosen === 'stand_down') return { act: 'stand_down', ...of, because: words }
    if (chosen === 'settle') return { act: 'settle', ...of, how: words }
    if (chosen === 'hold')
      return { act: 'hold', ...of, because: words, until: new Date(Date.now() + HOLD_MS).toISOString() }
    if (chosen === 'one_goes') return { act: 'one_goes', ...of, because: words }
    return urgency ? { act: 'urgency', ...of, because: words, urgency } : null
  }

  const choose = (chosen: Act) => {
    forget()
    setAct(chosen)
  }
  const body = act && bodyOf(act)
  return (
    <>
      <div className="app-row">
        {isHers || isWithTeam ? null : (
          <Button
            look="primary"
            disabled={isStale || isBusy}
            onClick={() => void handle({ act: 'take', commandId: newCommandId(), version }, 'Yours.')}
          >
            I see to it
          </Button>
        )}
        {task.state === 'on_hold' ? (
          <Button
            disabled={isStale || isBusy}
            onClick={() => void handle({ act: 'resume', commandId: newCommandId(), version }, 'Off hold.')}
          >
            Off hold
          </Button>
        ) : null}
        {(Object.keys(WORDS) as Act[]) // keys of the table
          .filter(one => !(isWithTeam && one === 'hold') && !(task.state === 'on_hold' && one === 'hold'))
          .filter(one => one !== 'one_goes' || (me.role === 'shift_lead' && isTwo))
          .map(one => (
            <Button
              key={one}
              look="quiet"
              disabled={isStale}
              onClick={() => choose(one)}
              aria-expanded={act === one}
            >
              {WORDS[one].press}
            </Button>
          ))}
      </div>
      {refused && !act ? <ErrorSummary errors={refusals} title="Nothing was changed" /> : null}
      {act ? (
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (body) void handle(body, WORDS[act].done)
          }}
        >
          <ErrorSummary errors={refusals} title="Nothing was changed" />
          {act === 'urgency' ? (
            <Select
              label="How soon"
              value={urgency}
              choices={Urgency.options
                .filter(one => one !== 'U6')
                .map(value => ({ value, says: `${value}: ${urgencies[value].text}` }))}
              onChange={setUrgency}
            />
          ) : null}
          <TextArea label={WORDS[act].label} value={words} onChange={setWords} maxLength={500} />
          <div className="app-row">
            <Button type="submit" look="primary" disabled={isStale || isBusy}>
              Save
            </Button>
            <Button look="quiet" onClick={() => setAct(null)}>
              Leave it
            </Button>
          </div>
        </form>
      ) : null}
    </>
  )
}
