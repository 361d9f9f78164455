import { Notice } from '#client/ui/Notice.tsx'
import type { LineNumber } from '#shared/practice.ts'
import { showNumber } from './core/words.ts'

type Props = {
  numbers: readonly LineNumber[]
  chosen: string | undefined
  onChoose: (number: string) => void
}

/** Which line is rung. With one line there is nothing to choose: it is only said. */
export function LineChoice({ numbers, chosen, onChoose }: Props) {
  const [only, ...more] = numbers
  if (!only) {
    return (
      <Notice tone="caution" title="No line can be rung.">
        The practice line was started without a number. Start Goldthread again.
      </Notice>
    )
  }
  if (more.length === 0) {
    return (
      <p className="app-small">
        Rings <b>{only.name ?? 'the line'}</b> <span className="app-numbers">{showNumber(only.number)}</span>
      </p>
    )
  }
  return (
    <fieldset className="app-line-choice">
      <legend className="app-field__legend">Which line is rung?</legend>
      {numbers.map(line => (
        <label className="app-choice app-line-choice__line" key={line.number}>
          <input
            className="app-choice__box"
            type="radio"
            name="line"
            checked={line.number === chosen}
            onChange={() => onChoose(line.number)}
          />
          <span>
            {line.name ?? 'A line'} <span className="app-quiet app-small">{showNumber(line.number)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
