import { SharedRecord } from '#client/access/SharedRecord.tsx'
import type { useWordsLeft } from '#client/access/useWordsLeft.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'

type Props = {
  patientId: PatientId
  me: Me
  /** What she was typing as the task left her hands. */
  words: ReturnType<typeof useWordsLeft>
  onHalfWritten: (titles: readonly string[]) => void
  onClose: () => void
  onOther: (patientId: PatientId) => void
}

/** The record of whom a task is about, for the nurse who has taken it: under how it ends, which stays where it was. */
export function TaskRecord({ patientId, me, words, onHalfWritten, onClose, onOther }: Props) {
  return (
    <section className="app-task__record" aria-label="The record">
      <SharedRecord
        key={patientId}
        patientId={patientId}
        me={me}
        whom={null}
        words={words}
        back={{ closes: 'Close this record', leaves: 'Back to the task', go: onClose }}
        onOther={onOther}
        onHalfWritten={onHalfWritten}
      />
    </section>
  )
}
