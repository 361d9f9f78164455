import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LineSummary } from '#shared/staff.ts'

/** The number of the line, where nobody but a nurse there can help on. */
export function RingTheLine({ line }: { line: LineSummary }) {
  return (
    <p>
      Ring the line, at any hour:{' '}
      <a className="app-ring-the-line" href={`tel:${line.phoneNumber}`}>
        {showPhoneNumber(line.phoneNumber)}
      </a>
    </p>
  )
}
