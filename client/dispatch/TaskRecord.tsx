import { SharedRecord } from '#client/access/SharedRecord.tsx'
import { Button } from '#client/ui/Button.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'

type Props = { patientId: PatientId; me: Me; onClose: () => void; onOther: (patientId: PatientId) => void }

/** The record of whom a task is about, for the nurse who has taken it: under how it ends, which stays where it was. */
export function TaskRecord({ patientId, me, onClose, onOther }: Props) {
  useFocusAtFirst('task-record-close', true)
  return (
    <section className="app-task__record" aria-label="The record">
      <div className="app-row">
        <Button id="task-record-close" onClick={onClose}>
          Close this record
        </Button>
      </div>
      <SharedRecord key={patientId} patientId={patientId} me={me} onOther={onOther} />
    </section>
  )
}
