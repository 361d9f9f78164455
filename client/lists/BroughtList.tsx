import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { counted } from '#client/ui/core/counted.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useShownWithFocus } from '#client/ui/useShownWithFocus.ts'
import { type ListBrought, type RowVerdict, rowOutcomes, rowVerdicts } from '#shared/lists.ts'
import { BroughtRows } from './BroughtRows.tsx'

type Props = {
  list: ListBrought
  /** What its file is called; null of one that was brought before, or elsewhere. */
  file: string | null
  onWrite: (writesChanges: boolean) => Promise<void>
  onSaveLeftOut: () => void
}

const VERDICTS = Object.keys(rowVerdicts) as RowVerdict[] // keys of a const object
const LEFT_OUT: readonly RowVerdict[] = ['may_be', 'died', 'bad']

/** One list: how it was read, what it would do, and what became of it. Its counts add up to its rows. */
export function BroughtList({ list, file, onWrite, onSaveLeftOut }: Props) {
  const [shown, show] = useState<RowVerdict | null>(null)
  const [writesChanges, setWritesChanges] = useState(false)
  const { state, verdicts, outcomes, rows, reading } = list
  const count = (verdict: RowVerdict) => verdicts[verdict] ?? 0
  useFocusAtFirst('brought-state', true)
  // What wrote it, or brought it here from the lists of before, has gone; so has what said how far it was read.
  useFocusIfGone('brought-state')
  useShownWithFocus('brought-state', state)
  const leftOut = LEFT_OUT.reduce((sum, verdict) => sum + count(verdict), 0)
  const named = file === null ? 'The list' : `“${file}”`
  const writes = count('new') + count('to_join') + (writesChanges ? count('changed') : 0)

  if (state === 'refused')
    return (
      <div id="brought-state" className="app-lists__state" tabIndex={-1}>
        <Notice
          tone="caution"
          role="alert"
          title={`${file === null ? 'This file' : named} could not be read as a list.`}
        >
          {reading.join(' ')}
        </Notice>
      </div>
    )
  if (state === 'bringing' || state === 'reading')
    return (
      <p id="brought-state" className="app-lists__state" role="status" tabIndex={-1}>
        Reading {file === null ? 'the list' : named}: {counted(rows, 'row')} so far. Nothing is written.
      </p>
    )
  return (
    <div className="app-stack">
      <div id="brought-state" className="app-lists__state" tabIndex={-1}>
        {state === 'done' ? (
          <Notice
            tone="well"
            role="status"
            title={`${named} is written: ${rows === 1 ? 'its one row is' : `all ${rows} rows are`} accounted for.`}
          >
            {Object.entries(rowOutcomes)
              .flatMap(([outcome, { text }]) => {
                const many = outcomes[outcome as keyof typeof rowOutcomes] // keys of a const object
                return many ? [`${text}: ${many}`] : []
              })
              .join(' · ')}
          </Notice>
        ) : null}
        {state === 'running' ? (
          <p role="status">
            Writing: {Object.values(outcomes).reduce((sum, many) => sum + (many ?? 0), 0)} of{' '}
            {counted(rows, 'row')}. You may close this page; it goes on.
          </p>
        ) : null}
        {state === 'read' ? (
          <Notice
            tone="action"
            role="status"
            title={`${named} has ${counted(rows, 'row')}. Nothing is written yet.`}
          >
            {reading.join(' ')}
          </Notice>
        ) : null}
      </div>
      <ul className="app-lists__verdicts" aria-label="What the rows would do">
        {VERDICTS.filter(verdict => count(verdict) > 0).map(verdict => (
          <li key={verdict}>
            <span>
              <b>{count(verdict)}</b> {rowVerdicts[verdict].text}
              <span className="app-small app-quiet"> {rowVerdicts[verdict].says}</span>
            </span>
            <Button
              size="small"
              aria-expanded={shown === verdict}
              onClick={() => show(shown === verdict ? null : verdict)}
            >
              {shown === verdict ? 'Hide' : 'Show the rows'}
            </Button>
            {shown === verdict ? (
              <div className="app-lists__shown">
                <BroughtRows key={state} importId={list.importId} verdict={verdict} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {leftOut > 0 ? (
        <div className="app-row">
          <Button onClick={onSaveLeftOut}>Save the {leftOut} left out, to mend and bring again</Button>
        </div>
      ) : null}
      {state === 'read' && list.isOwn ? (
        <div className="app-stack">
          {count('changed') > 0 ? (
            <label className="app-choice">
              <input
                className="app-choice__box"
                type="checkbox"
                checked={writesChanges}
                onChange={event => setWritesChanges(event.target.checked)}
              />
              Write the list over the {count('changed')} that {count('changed') === 1 ? 'differs' : 'differ'}.
              The records keep what they said before.
            </label>
          ) : null}
          <div className="app-row">
            <Button look="primary" disabled={writes === 0} onClick={() => onWrite(writesChanges)}>
              {writes === 0 ? 'There is nothing to write' : `Write ${writes} of ${counted(rows, 'row')}`}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  )
}
