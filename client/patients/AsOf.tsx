import { showTimeToSecond } from '#client/ui/core/when.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import './ItemActs.css'
import { useRecordActs } from './recordActs.ts'

/** Of which moment the record on the screen is; pressed, it asks for another one. */
export function AsOf({ record }: { record: RecordAtAGlance }) {
  const acts = useRecordActs()
  const words = `As of ${showTimeToSecond(record.asOf)} · version ${record.version}`
  if (!acts) return <span className="app-quiet app-small app-numbers">{words}</span>
  return (
    <button
      type="button"
      id={AS_OF}
      className="app-item__history app-as-of app-numbers"
      title="The record on a past day"
      aria-label={`The record on a past day. This is as of ${showTimeToSecond(record.asOf)}, version ${record.version}`}
      onClick={() => acts.showPast()}
    >
      {words}
    </button>
  )
}

/** Where the focus goes when what had it has left the record. */
export const AS_OF = 'record-as-of'
