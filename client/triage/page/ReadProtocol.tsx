import type { ProtocolContent } from '#shared/triage.ts'
import { linesOf } from '../core/compare.ts'

/** All that it says, line by line, each with whose rule it is. */
export function ReadProtocol({ content }: { content: ProtocolContent }) {
  return (
    <div className="app-protocols__wide">
      <table className="app-protocols__table">
        <tbody>
          {linesOf(content).map(({ key, what, words }) => (
            <tr key={key}>
              <th scope="row">{what}</th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
