import type { Difference } from '#shared/record/difference.ts'
import { elided } from './core/elide.ts'

type Props = {
  difference: Difference
  /** The first version of an item: everything in it was put in, and it need not be said each time. */
  isFirst: boolean
}

/** What differs in one field. What was taken out and put in is also said in words, for who does not see the marks. */
export function DifferenceLine({ difference, isFirst }: Props) {
  const { words, change, before, after, marks } = difference
  if (marks)
    return (
      <li className="app-difference">
        <span className="app-quiet">{words}:</span>{' '}
        {elided(marks).map((mark, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change
          <Piece key={place} kind={mark.kind} text={mark.text} />
        ))}
      </li>
    )
  return (
    <li className="app-difference">
      <span className="app-quiet">{words}:</span>{' '}
      {isFirst ? (
        after
      ) : change === 'moved' ? (
        `now in this order: ${after}`
      ) : (
        <>
          {before === undefined ? null : <Piece kind="gone" text={before} />}
          {change === 'changed' ? <span aria-hidden="true"> → </span> : null}
          {after === undefined ? null : <Piece kind="new" text={after} />}
        </>
      )}
    </li>
  )
}

function Piece({ kind, text }: { kind: 'same' | 'gone' | 'new'; text: string }) {
  if (kind === 'same') return <span>{text}</span>
  if (kind === 'gone')
    return (
      <del className="app-difference__gone">
        <span className="nhsuk-u-visually-hidden"> taken out: </span>
        {text}
      </del>
    )
  return (
    <ins className="app-difference__new">
      <span className="nhsuk-u-visually-hidden"> put in: </span>
      {text}
    </ins>
  )
}
