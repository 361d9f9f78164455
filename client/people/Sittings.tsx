import { Button } from '#client/ui/Button.tsx'
import { showDate } from '#client/ui/core/when.ts'
import {
  keyOf,
  markOf,
  markSince,
  type SettledItem,
  type Sitting,
  turnItem,
  turnSitting,
} from './core/settling.ts'
import './Sittings.css'

type Props = {
  sittings: readonly Sitting[]
  wrong: ReadonlySet<string>
  error?: string | undefined
  onChange: (wrong: ReadonlySet<string>) => void
}

/** What is on a disputed record, by who wrote it when: marked as somebody else's at once, from a day on, or line by line. */
export function Sittings({ sittings, wrong, error, onChange }: Props) {
  return (
    <fieldset
      className="app-sittings"
      id="settle-wrong"
      tabIndex={-1}
      {...(error ? { 'aria-describedby': 'settle-wrong-error' } : {})}
    >
      <legend>
        <b>What is about somebody else?</b> Mark all that one person wrote in a day, or everything since; then
        change any line.
      </legend>
      {error ? (
        <p className="app-field__error" id="settle-wrong-error">
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {error}
        </p>
      ) : null}
      {sittings.map((sitting, place) => (
        <OneSitting
          key={sitting.key}
          sitting={sitting}
          wrong={wrong}
          onTurn={() => onChange(turnSitting(sitting, wrong))}
          onItem={item => onChange(turnItem(item, wrong))}
          onSince={place > 0 ? () => onChange(markSince(sittings, sitting, wrong)) : null}
        />
      ))}
    </fieldset>
  )
}

type OneProps = {
  sitting: Sitting
  wrong: ReadonlySet<string>
  onTurn: () => void
  onItem: (item: SettledItem) => void
  /** Null for the newest: there is nothing since. */
  onSince: (() => void) | null
}

function OneSitting({ sitting, wrong, onTurn, onItem, onSince }: OneProps) {
  const { by, on, items } = sitting
  const mark = markOf(sitting, wrong)
  return (
    <div className="app-sitting">
      <div className="app-row">
        <label className="app-choice">
          <input
            className="app-choice__box"
            type="checkbox"
            checked={mark === 'all'}
            ref={box => {
              if (box) box.indeterminate = mark === 'some'
            }}
            onChange={onTurn}
          />
          <span>
            <b>{showDate(on)}</b>, {by}: {items.length === 1 ? 'one line' : `all ${items.length} lines`}
          </span>
        </label>
        {onSince ? (
          <Button look="quiet" size="small" onClick={onSince}>
            Everything since {showDate(on)}
          </Button>
        ) : null}
      </div>
      <div className="app-sitting__items">
        {items.map(item => (
          <label key={keyOf(item)} className="app-choice">
            <input
              className="app-choice__box"
              type="checkbox"
              checked={wrong.has(keyOf(item))}
              onChange={() => onItem(item)}
            />
            <span>
              <b>{item.title}</b>: {item.headline}
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}
