import { type KeyboardEvent, useId } from 'react'
import { Button } from '#client/ui/Button.tsx'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'
import { PROMPT_KEYS, PROMPTS, WORRY_KEY, wordsId } from './core/keys.ts'
import { pointersOf } from './core/pointers.ts'
import { answer, readOut, turn } from './core/taken.ts'
import { PromptRow } from './PromptRow.tsx'
import { SignedBy } from './SignedBy.tsx'
import { Sourced } from './Sourced.tsx'
import type { Triage } from './useTriage.ts'

type Props = {
  protocol: ProtocolInForce
  triage: Triage
  opened: OpenedForCall | null
  onSee: (name: string) => void
}

/** One protocol: what to ask first, what to tick, what to read out. */
export function ProtocolPrompts({ protocol, triage, opened, onSee }: Props) {
  const { taken, change } = triage
  const { content } = protocol
  const used = taken.used.find(one => one.protocolId === protocol.protocolId)
  const ticked = new Map(used?.ticks.map(tick => [tick.key, tick]))
  const told = opened ? pointersOf(opened, '', opened.record.asOf).map(({ trigger }) => trigger) : []
  const name = useId()

  function press(event: KeyboardEvent<HTMLElement>) {
    const { target } = event
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return
    const isTyping = target.matches('textarea, select, input:not([type="checkbox"])')
    if (isTyping) {
      if (event.key !== 'Escape' && event.key !== 'Enter') return
      event.preventDefault()
      document.getElementById(PROMPTS)?.focus()
      return
    }
    if (event.key === 'Enter' && target.id === PROMPTS) {
      const last = content.prompts.findLast(({ key }) => ticked.has(key))
      if (last) document.getElementById(wordsId(last.key))?.focus()
      event.preventDefault()
      return
    }
    if (event.key === WORRY_KEY) {
      event.preventDefault()
      return change({ ...taken, isCallerWorried: !taken.isCallerWorried })
    }
    const prompt = event.key.length === 1 ? content.prompts[PROMPT_KEYS.indexOf(event.key)] : undefined
    if (!prompt) return
    event.preventDefault()
    change(turn(taken, protocol, prompt))
  }

  return (
    // The keys are for whoever has the focus in here; each prompt is a checkbox as well.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className="app-prompts__body" onKeyDown={press}>
      <SignedBy protocol={protocol} />
      {content.forTheNurse ? <p className="app-small">{content.forTheNurse}</p> : null}
      <ul className="app-prompts__questions">
        {content.questions.map(question => {
          const id = `${name} ${question.key}`
          return (
            <li key={question.key}>
              <label htmlFor={id}>{question.ask}</label>
              <input
                id={id}
                className="nhsuk-input app-input"
                autoComplete="off"
                maxLength={600}
                value={used?.answers.find(({ key }) => key === question.key)?.said ?? ''}
                onChange={event => change(answer(taken, protocol, question, event.target.value))}
              />
            </li>
          )
        })}
      </ul>
      <fieldset id={PROMPTS} className="app-prompts__list" tabIndex={-1} aria-describedby={`${name} keys`}>
        <legend className="app-prompts__legend">What they describe</legend>
        <p id={`${name} keys`} className="app-quiet app-small">
          Tick by its key; Enter to write their words, Enter again to go on.
        </p>
        {content.prompts.map((prompt, place) => (
          <PromptRow
            key={prompt.key}
            prompt={prompt}
            shortcut={PROMPT_KEYS[place] ?? ''}
            tick={ticked.get(prompt.key)}
            isOnRecord={prompt.fromRecord !== undefined && told.includes(prompt.fromRecord)}
            protocol={protocol}
            triage={triage}
            onSee={onSee}
          />
        ))}
        <label className="app-prompts__row">
          <input
            className="app-choice__box"
            type="checkbox"
            checked={taken.isCallerWorried}
            onChange={event => change({ ...taken, isCallerWorried: event.target.checked })}
          />
          <span className="app-prompts__key" aria-hidden="true">
            {WORRY_KEY}
          </span>
          <span>The caller is worried: it counts as an amber</span>
        </label>
      </fieldset>
      {content.advice.length > 0 ? (
        <fieldset className="app-prompts__list">
          <legend className="app-prompts__legend">Advice to read out; tick what you said</legend>
          {content.advice.map(advice => (
            <label className="app-prompts__row" key={advice.key}>
              <input
                className="app-choice__box"
                type="checkbox"
                checked={used?.advice.some(({ key }) => key === advice.key) ?? false}
                onChange={() => change(readOut(taken, protocol, advice))}
              />
              <span>
                {advice.say} <Sourced source={advice.source} />
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {triage.isWrittenOver ? (
        <p className="app-small">
          You changed what was written into the outcome, so it stays yours.{' '}
          <Button look="quiet" size="small" onClick={triage.writeAgain}>
            Write it again beside
          </Button>
        </p>
      ) : null}
    </div>
  )
}
