import { useId } from 'react'
import { Button } from '#client/ui/Button.tsx'
import type { ProtocolInForce } from '#shared/protocols.ts'
import type { Prompt } from '#shared/triage.ts'
import { colours, type Ticked } from '#shared/triageTaken.ts'
import { wordsId } from './core/keys.ts'
import { describe, turn } from './core/taken.ts'
import { Sourced } from './Sourced.tsx'
import type { Triage } from './useTriage.ts'

type Props = {
  prompt: Prompt
  shortcut: string
  tick: Ticked | undefined
  /** The record that is open says the same. */
  isOnRecord: boolean
  protocol: ProtocolInForce
  triage: Triage
  onSee: (name: string) => void
}

/** Colour is never alone: each has its shape and its word. */
const SHAPE = { red: '■', amber: '▲', green: '●' } as const

/** One prompt: what it is, how to have it described; ticked, what they said, and what a red asks for. */
export function PromptRow({ prompt, shortcut, tick, isOnRecord, protocol, triage, onSee }: Props) {
  const id = useId()
  const { taken, change } = triage
  const { key, colour, sign, see } = prompt
  return (
    <div className={`app-prompts__prompt app-prompts__prompt--${colour}`}>
      <label className="app-prompts__row">
        <input
          className="app-choice__box"
          type="checkbox"
          checked={tick !== undefined}
          aria-describedby={id}
          onChange={() => change(turn(taken, protocol, prompt))}
        />
        <span className="app-prompts__key" aria-hidden="true">
          {shortcut}
        </span>
        <span>
          <span className="app-prompts__colour">
            <span aria-hidden="true">{SHAPE[colour]}</span> {colours[colour].text}
          </span>{' '}
          {sign}
        </span>
      </label>
      <p id={id} className="app-prompts__describe">
        {isOnRecord ? <b>The record counts so. </b> : null}
        {prompt.describe} <Sourced source={prompt.source} />
      </p>
      {tick ? (
        <div className="app-prompts__said">
          {prompt.colour === 'red' ? <p className="app-small">{prompt.action}</p> : null}
          <label className="nhsuk-u-visually-hidden" htmlFor={wordsId(key)}>
            In their words: {sign}
          </label>
          <input
            id={wordsId(key)}
            className="nhsuk-input app-input"
            autoComplete="off"
            placeholder="In their words"
            maxLength={600}
            value={tick.said}
            onChange={event => change(describe(taken, protocol, key, event.target.value))}
          />
          {see ? (
            <Button look="quiet" size="small" onClick={() => onSee(see)}>
              Go on with it…
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
