import type { Contested, Side } from './core/merge.ts'

type Props = {
  id: string
  field: Contested
  /** Who wrote theirs. */
  by: string
  chosen: Side | undefined
  onChoose: (side: Side) => void
}

/** One field that is not the same in all three: what it was, and theirs and mine to choose from where both changed it. */
export function ConflictField({ id, field, by, chosen, onChoose }: Props) {
  const { words, was, theirs, mine, changedBy, mayKeepBoth } = field
  if (changedBy !== 'both')
    return (
      <div className="app-conflict__field">
        <p className="app-field__legend">{words}</p>
        <p>
          <b>{(changedBy === 'theirs' ? theirs : mine) ?? NOTHING}</b>{' '}
          <span className="app-quiet app-small">
            {WHOSE[changedBy](by)}; it was: {was ?? NOTHING}
          </span>
        </p>
      </div>
    )
  const choices: [Side, string, string | undefined][] = [
    ['theirs', by, theirs],
    ['mine', 'You', mine],
    ...(mayKeepBoth
      ? [['both', 'Both', 'what each of you put in or took out'] as [Side, string, string]]
      : []),
  ]
  return (
    <fieldset className="app-conflict__field app-conflict__field--both">
      <legend className="app-field__legend">
        △ {words} <span className="app-quiet">· it was: {was ?? NOTHING}</span>
      </legend>
      {choices.map(([side, who, says], place) => (
        <label className="app-choice" key={side}>
          <input
            className="app-choice__box"
            type="radio"
            name={id}
            {...(place === 0 ? { id } : {})}
            checked={chosen === side}
            onChange={() => onChoose(side)}
          />
          <span>
            <span className="app-quiet">{who}:</span> {says ?? NOTHING}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const NOTHING = 'nothing'
const WHOSE = {
  theirs: (by: string) => `by ${by}`,
  mine: () => 'by you',
  agreed: (by: string) => `by you and by ${by}`,
} as const
