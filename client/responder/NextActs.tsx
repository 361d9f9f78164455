import { type FormEvent, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { MyTeamTask, ProgressTeamTask, TeamTaskState } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import type { Stands } from './core/standsAs.ts'

type WithoutWhen<One> = One extends unknown ? Omit<One, 'commandId' | 'at'> : never
export type Progress = WithoutWhen<ProgressTeamTask>
type WithWords = 'no_access' | 'hand_on' | 'failed' | 'unsafe'

type Props = {
  task: MyTeamTask
  stands: Stands
  onPress: (step: Progress) => void
  onEnd: () => void
  onBack: () => void
}

/** Whoever has it says how it goes on; who goes with them may only not go. */
const SECOND: readonly (WithWords | 'later')[] = ['unsafe', 'hand_on']

const MINUTES = [10, 20, 30, 45, 60, 90] as const

const WORDS: Readonly<Record<WithWords, { press: string; label: string; save: string }>> = {
  no_access: {
    press: 'Could not get in…',
    label: 'What you tried, and who you rang',
    save: 'Could not get in',
  },
  hand_on: { press: 'Hand back to the line…', label: 'Why it goes back', save: 'Hand it back' },
  unsafe: {
    press: 'Not safe…',
    label: 'What is not safe',
    save: 'I withdraw',
  },
  failed: { press: 'Cannot be done…', label: 'Why it cannot be done', save: 'It cannot be done' },
}

/** Always at the bottom, under the thumb: the next act, large; what is rarer, behind it. */
export function NextActs({ task, stands: { state }, onPress, onEnd, onBack }: Props) {
  const [asks, setAsks] = useState<'minutes' | 'more' | WithWords | null>(null)
  const isRemote = 'isRemote' in workKinds[task.kind]
  useFocusIfGone('task-next', 'footer')
  useFocusIfGone('task-asks', 'footer')
  const press = (step: Progress) => {
    setAsks(null)
    onPress(step)
    if (step.step === 'hand_on' || step.step === 'failed') onBack()
  }
  if (state === 'on_hold')
    return (
      <footer className="app-phone__acts">
        <p role="status">The line has put this on hold. You are told when it goes on.</p>
      </footer>
    )
  return (
    <footer className="app-phone__acts">
      {asks === 'minutes' ? (
        <fieldset id="task-asks" tabIndex={-1} className="app-phone__minutes">
          <legend>There in how many minutes?</legend>
          {MINUTES.map(minutes => (
            <Button key={minutes} size="large" onClick={() => press({ step: 'set_out', minutes })}>
              {minutes}
            </Button>
          ))}
          {/* Where “On my way…” stood: pressed twice in a hurry it tells nobody that somebody has set out. */}
          <Button look="quiet" size="large" onClick={() => setAsks(null)}>
            Back
          </Button>
          <Button size="large" onClick={() => press({ step: 'set_out', minutes: null })}>
            Not known
          </Button>
        </fieldset>
      ) : null}
      {asks === 'more' ? (
        <div id="task-asks" tabIndex={-1} className="app-phone__minutes">
          {(task.goesSecond ? SECOND : moreFor(state, isRemote)).map(one =>
            one === 'later' ? (
              <Button key={one} size="large" onClick={() => setAsks('minutes')}>
                Another time of arrival…
              </Button>
            ) : (
              <Button key={one} size="large" onClick={() => setAsks(one)}>
                {WORDS[one].press}
              </Button>
            ),
          )}
          <Button look="quiet" onClick={() => setAsks(null)}>
            Back
          </Button>
        </div>
      ) : null}
      {asks !== null && asks in WORDS ? (
        <Why
          key={asks}
          act={asks as WithWords} // `in WORDS` says so
          onLeave={() => setAsks(null)}
          onSay={(act, words) =>
            press(
              act === 'no_access'
                ? { step: act, words }
                : act === 'failed'
                  ? { step: act, because: words }
                  : {
                      step: 'hand_on',
                      because: words,
                      ...(act === 'unsafe' ? { isUnsafe: true as const } : {}),
                    },
            )
          }
        />
      ) : null}
      {asks === null ? (
        <div className="app-phone__answers">
          {task.goesSecond ? null : (
            <Next
              state={state}
              isRemote={isRemote}
              press={press}
              askMinutes={() => setAsks('minutes')}
              onEnd={onEnd}
            />
          )}
          <Button size="large" onClick={() => setAsks('more')}>
            More…
          </Button>
        </div>
      ) : null}
    </footer>
  )
}

type NextProps = {
  state: TeamTaskState
  isRemote: boolean
  press: (step: Progress) => void
  askMinutes: () => void
  onEnd: () => void
}

function Next({ state, isRemote, press, askMinutes, onEnd }: NextProps) {
  const next =
    isRemote || state === 'arrived'
      ? { says: 'Done…', act: onEnd }
      : state === 'en_route'
        ? { says: 'I have arrived', act: () => press({ step: 'arrived' }) }
        : state === 'no_access'
          ? { says: 'I am in now', act: () => press({ step: 'arrived' }) }
          : { says: 'On my way…', act: askMinutes }
  return (
    <Button id="task-next" look="primary" size="large" onClick={next.act}>
      {next.says}
    </Button>
  )
}

function moreFor(state: TeamTaskState, isRemote: boolean): readonly (WithWords | 'later')[] {
  if (isRemote) return ['hand_on', 'failed']
  if (state === 'accepted') return ['unsafe', 'hand_on', 'failed']
  return state === 'en_route'
    ? ['later', 'no_access', 'unsafe', 'hand_on', 'failed']
    : ['no_access', 'unsafe', 'hand_on', 'failed']
}

type WhyProps = { act: WithWords; onLeave: () => void; onSay: (act: WithWords, words: string) => void }

function Why({ act, onLeave, onSay }: WhyProps) {
  const [words, setWords] = useState('')
  const [wrongs, setWrongs] = useState<{ id: string; says: string }[]>([])
  function say(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '') return setWrongs([{ id: 'task-why', says: 'Say it in a few words.' }])
    onSay(act, words.trim())
  }
  return (
    <form className="app-stack" noValidate onSubmit={say}>
      <ErrorSummary errors={wrongs} />
      <TextArea
        id="task-why"
        label={WORDS[act].label}
        value={words}
        onChange={setWords}
        maxLength={500}
        rows={3}
        autoFocus
      />
      <div className="app-phone__answers">
        <Button type="submit" look="primary" size="large">
          {WORDS[act].save}
        </Button>
        <Button size="large" onClick={onLeave}>
          Back
        </Button>
      </div>
    </form>
  )
}
