import { use } from 'react'
import { HearsLog } from '#client/patients/hearsLog.ts'
import { showMoment } from '#shared/days.ts'
import type { SharingChange } from '#shared/sharing.ts'

type Props = {
  change: SharingChange
  /** Who has it open in an emergency now: beside what was just taken back. */
  openInEmergency?: readonly string[] | undefined
}

/** One change of mind and what it came to, in words to the person; whoever else is on the line may not hear who had it open. */
export function Receipt({ change, openInEmergency = [] }: Props) {
  const hears = use(HearsLog)
  const isTheirs = hears?.may === false
  return (
    <div className="app-receipts__change">
      <p>
        <b>{change.what}</b>, <span className="app-numbers app-unbroken">{showMoment(change.at)}</span>
      </p>
      <p className="app-quiet app-small">Heard by {change.heardBy}</p>
      {change.receipts.length > 0 ? (
        <ul>
          {change.receipts.map(({ what }) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      ) : (
        <p className="app-small">Nobody sees more or less than before.</p>
      )}
      {change.allTheSame ? (
        <p>{[change.allTheSame, ...(isTheirs ? [] : openInEmergency)].join(' ')}</p>
      ) : null}
      {isTheirs ? (
        <p className="app-small">
          <b>Do not read to {hears.who} who had the record open, or by whose code.</b> {hears.because}
        </p>
      ) : null}
    </div>
  )
}
