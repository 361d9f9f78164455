import type { ReactNode } from 'react'
import { Button } from '#client/ui/Button.tsx'

type Props<Row> = {
  title: string
  rows: Row[]
  nameOf: (row: Row) => string
  fields: (row: Row, change: (row: Row) => void) => ReactNode
  another: () => Row
  onChange: (rows: Row[]) => void
}

/** Rows of one kind: each opens to be written, goes up, or goes away. */
export function Rows<Row extends { key: string }>({
  title,
  rows,
  nameOf,
  fields,
  another,
  onChange,
}: Props<Row>) {
  const up = (place: number) => {
    const [row, before] = [rows[place], rows[place - 1]]
    if (row && before) onChange(rows.with(place - 1, row).with(place, before))
  }
  return (
    <fieldset className="app-protocols__rows">
      <legend>{title}</legend>
      {rows.map((row, place) => (
        <details key={row.key} open={nameOf(row) === '' || undefined}>
          <summary>{nameOf(row) || 'New'}</summary>
          <div className="app-protocols__row">
            {fields(row, next => onChange(rows.with(place, next)))}
            <div className="app-row">
              <Button size="small" disabled={place === 0} onClick={() => up(place)}>
                Up
              </Button>
              <Button size="small" onClick={() => onChange(rows.filter(one => one !== row))}>
                Take away
              </Button>
            </div>
          </div>
        </details>
      ))}
      <Button size="small" onClick={() => onChange([...rows, another()])}>
        One more
      </Button>
    </fieldset>
  )
}
