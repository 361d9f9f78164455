import { useState } from 'react'
import { ListIsOld, useListLoaded, Withheld } from '#client/access/ListIsOld.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { type ListRowShown, type RowVerdict, rowOutcomes, rowVerdicts } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'

type Props = { importId: string; verdict: RowVerdict }

/** The rows of one kind, a page at a time: where each stands in the file, and what is to be known of it. */
export function BroughtRows({ importId, verdict }: Props) {
  const [after, setAfter] = useState(0)
  const listId = `rows-${importId}-${verdict}`
  useFocusIfGone(listId, '.app-lists__shown')
  const loaded = useLoad(`rows ${importId} ${verdict} ${after}`, signal =>
    call(routes.rowsOfList, { params: { importId }, query: { verdict, after }, signal }),
  )
  const isWithheld = useListLoaded(loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={4} label="Opening the rows…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The rows could not be shown." failed={loaded} />
  if (isWithheld) return <Withheld />
  const { rows, more } = loaded.value
  const last = rows.at(-1)
  return (
    <div className="app-stack">
      <ListIsOld loaded={loaded} />
      <ol id={listId} tabIndex={-1} className="app-lists__rows" aria-label={rowVerdicts[verdict].text}>
        {rows.map(row => (
          <OneRow key={row.place} row={row} />
        ))}
      </ol>
      <div className="app-row">
        {after > 0 ? <Button onClick={() => setAfter(0)}>From the first</Button> : null}
        {more && last ? <Button onClick={() => setAfter(last.place)}>The next rows</Button> : null}
      </div>
    </div>
  )
}

function OneRow({ row }: { row: ListRowShown }) {
  const { place, firstLine, lastLine, who, problems, differences, because, outcome } = row
  const lines = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`
  return (
    <li>
      <span>
        <b>{who}</b>{' '}
        <span className="app-small app-quiet">
          row {place}, {lines}
        </span>
        {outcome ? <span className="app-small"> · {rowOutcomes[outcome].text}</span> : null}
      </span>
      {problems.map(problem => (
        <span key={`${problem.column} ${problem.because}`}>
          {problem.column}: {problem.because}
        </span>
      ))}
      {differences.map(({ column, record, list }) => (
        <span key={column}>
          {column}: the record says {record === '' ? 'nothing' : `“${record}”`}, the list “{list}”
        </span>
      ))}
      {because && problems.length === 0 ? <span>{because}</span> : null}
    </li>
  )
}
