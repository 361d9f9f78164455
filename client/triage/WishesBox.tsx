import type { CprState, Wishes } from './core/wishes.ts'

/** A decision that is not clear is said in red: nobody is told to stop by it. */
const IS_CLEAR: readonly CprState[] = ['not_for', 'for']

/** What the person wants, beside every escalation. */
export function WishesBox({ wishes }: { wishes: Wishes | null }) {
  if (!wishes)
    return (
      <p className="app-prompts__caution">
        <span aria-hidden="true">■</span> Their wishes are not in view: no record is open.
      </p>
    )
  const { cpr, ceiling, places } = wishes
  return (
    <section className="app-prompts__wishes" aria-label="What they want">
      <p className={IS_CLEAR.includes(cpr.state) ? '' : 'app-prompts__caution'}>
        <b>{cpr.words}</b>
        {cpr.lines.length > 0 ? (
          <span className="app-small"> {cpr.lines.slice(0, 3).join(' · ')}</span>
        ) : null}
      </p>
      {ceiling.lines.map(line => (
        <p key={line} className="app-small">
          {line}
        </p>
      ))}
      {places.map(line => (
        <p key={line} className="app-small">
          {line}
        </p>
      ))}
    </section>
  )
}
