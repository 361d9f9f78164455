import type { ProtocolVersion } from '#shared/protocols.ts'
import { type Compared, compareLines, linesOf } from '../core/compare.ts'
import { versionName } from '../core/reviewWords.ts'

/** Colour never speaks alone. */
const MARKS: Readonly<Record<Compared['mark'], string>> = {
  same: '',
  changed: '≠ changed',
  only_first: '− taken away',
  only_second: '+ new',
}

/** Two versions side by side, what differs marked and on top of what is the same. */
export function CompareVersions({ first, second }: { first: ProtocolVersion; second: ProtocolVersion }) {
  const lines = compareLines(linesOf(first.content), linesOf(second.content))
  const differ = lines.filter(({ mark }) => mark !== 'same')
  return (
    <section aria-label="Two versions side by side">
      <p>
        {differ.length === 0 ? 'They say the same.' : `${differ.length} of ${lines.length} lines differ.`}
      </p>
      <div className="app-protocols__wide">
        <table className="app-protocols__table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">{versionName(first)}</th>
              <th scope="col">{versionName(second)}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, what, mark, first: before, second: after }) => (
              <tr key={key} className={`app-protocols__line--${mark}`}>
                <th scope="row">
                  {what} {MARKS[mark] ? <b className="app-small">{MARKS[mark]}</b> : null}
                </th>
                <td>{mark === 'same' || before === null ? before : <mark>{before}</mark>}</td>
                <td>{mark === 'same' || after === null ? after : <mark>{after}</mark>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
