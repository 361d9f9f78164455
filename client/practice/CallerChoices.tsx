import { useState } from 'react'
import type { SuggestedCaller } from '#shared/practice.ts'
import './CallerChoices.css'
import { type Chosen, matching } from './core/choice.ts'
import { showNumber } from './core/words.ts'

type Props = { callers: readonly SuggestedCaller[]; chosen: Chosen; onChoose: (chosen: Chosen) => void }

/** From this many people on, a box finds them by a word. */
const MANY = 9

/** The invented people, any other number, and the caller who hides it. */
export function CallerChoices({ callers, chosen, onChoose }: Props) {
  const [words, setWords] = useState('')
  const shown = matching(callers, words)
  return (
    <fieldset className="app-caller-choices">
      <legend className="app-caller-choices__legend">Who phones?</legend>
      {callers.length >= MANY ? (
        <input
          className="nhsuk-input app-input app-caller-choices__find"
          type="search"
          aria-label="Find a caller by name, number or situation"
          placeholder="Find by name, number or situation"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      ) : null}
      {callers.length === 0 ? (
        <p className="app-quiet">No invented callers were given to this line. Type any number below.</p>
      ) : null}
      {callers.length > 0 && shown.length === 0 ? (
        <p className="app-quiet" role="status">
          Nobody here is like that. Take away a word, or type a number below.
        </p>
      ) : null}
      <div className="app-caller-choices__list">
        {shown.map(index => (
          <CallerRow
            key={index}
            caller={callers[index]}
            isChosen={chosen.kind === 'caller' && chosen.index === index}
            onChoose={() => onChoose({ kind: 'caller', index })}
          />
        ))}
        <label className="app-caller">
          <input
            className="app-choice__box"
            type="radio"
            name="who"
            checked={chosen.kind === 'number'}
            onChange={() => onChoose({ kind: 'number', typed: '' })}
          />
          <span className="app-caller__words">
            <b>Another number</b>
            <span className="app-quiet app-small">Somebody Goldthread may not know</span>
          </span>
        </label>
        {chosen.kind === 'number' ? (
          <input
            className="nhsuk-input app-input app-numbers"
            type="tel"
            autoComplete="off"
            aria-label="The number that phones"
            placeholder="07700 900123"
            value={chosen.typed}
            onChange={event => onChoose({ kind: 'number', typed: event.target.value })}
          />
        ) : null}
        <label className="app-caller">
          <input
            className="app-choice__box"
            type="radio"
            name="who"
            checked={chosen.kind === 'withheld'}
            onChange={() => onChoose({ kind: 'withheld' })}
          />
          <span className="app-caller__words">
            <b>Number withheld</b>
            <span className="app-quiet app-small">A caller who hides the number</span>
          </span>
        </label>
      </div>
    </fieldset>
  )
}

type RowProps = { caller: SuggestedCaller | undefined; isChosen: boolean; onChoose: () => void }

function CallerRow({ caller, isChosen, onChoose }: RowProps) {
  if (!caller) return null
  return (
    <label className="app-caller">
      <input className="app-choice__box" type="radio" name="who" checked={isChosen} onChange={onChoose} />
      <span className="app-caller__words">
        <span className="app-caller__name">
          <b>{caller.name}</b> <span className="app-quiet app-small">{showNumber(caller.number)}</span>
        </span>
        <span className="app-small">{caller.note}</span>
      </span>
    </label>
  )
}
