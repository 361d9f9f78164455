import { useState } from 'react'
import { SharedRecord } from '#client/access/SharedRecord.tsx'
import { Button } from '#client/ui/Button.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'

type Props = { patientId: PatientId; me: Me }

/** The record of whom a task is about, for the nurse who has taken it: she reads it before she rings. */
export function TaskRecord({ patientId, me }: Props) {
  const [lookedAt, look] = useState<PatientId | null>(null)
  useFocusAtFirst('task-record-close', lookedAt !== null)
  if (!lookedAt)
    return (
      <div>
        <Button onClick={() => look(patientId)}>Open the record</Button>
      </div>
    )
  return (
    <section className="app-task__record" aria-label="The record">
      <div className="app-row">
        <Button id="task-record-close" onClick={() => look(null)}>
          Close this record
        </Button>
      </div>
      <SharedRecord key={lookedAt} patientId={lookedAt} me={me} onOther={look} />
    </section>
  )
}
