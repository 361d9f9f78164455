import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { FieldSet } from './FieldSet.tsx'
import './Rows.css'

type Props = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  id: string
  rows: readonly { id: number; says: string; content: ReactNode }[]
  /** What is added, 'Medicine'; absent when there is no room for more. */
  add: string | undefined
  onAdd: () => void
  onRemove: (id: number) => void
}

/** Several things of one kind, each with its own fields. */
export function Rows({ label, hint, error, id, rows, add, onAdd, onRemove }: Props) {
  return (
    <FieldSet label={label} hint={hint} error={error}>
      <div className="app-rows">
        {rows.map(row => (
          <fieldset className="app-rows__row" key={row.id}>
            <legend className="nhsuk-u-visually-hidden">{row.says}</legend>
            <div className="app-rows__head">
              <b aria-hidden="true">{row.says}</b>
              <Button
                look="quiet"
                size="small"
                aria-label={`Take out: ${row.says}`}
                onClick={() => onRemove(row.id)}
              >
                Take out
              </Button>
            </div>
            {row.content}
          </fieldset>
        ))}
        {add ? (
          <Button id={id} size="small" className="app-rows__add" onClick={onAdd}>
            <span className="nhsuk-u-visually-hidden">Add: </span>
            <span aria-hidden="true">+ </span>
            {add}
          </Button>
        ) : null}
      </div>
    </FieldSet>
  )
}
