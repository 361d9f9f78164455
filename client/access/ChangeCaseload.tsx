import { call } from '#client/api/call.ts'
import { ReasonDialog, type Reasoned } from '#client/ui/ReasonDialog.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

const ACTS = {
  join: {
    title: (organisation: string) => `${organisation} looks after this person`,
    explains:
      'They come onto your list, and from now on everybody of yours may open their record, as far as they share it with you. They can read that you wrote this, and why.',
    label: 'What you look after them for',
    hint: 'One sentence: “Registered with us on Monday.” “Referred to our day centre.”',
    act: 'Take onto our list',
    busy: 'Taking on…',
    look: 'primary',
  },
  leave: {
    title: (organisation: string) => `${organisation} no longer looks after this person`,
    explains:
      'They leave your list, and their record closes at once to everybody of yours, on every page. The record stays, and nobody else loses it. They can read that you wrote this, and why.',
    label: 'Why you no longer look after them',
    hint: 'One sentence: “Moved to another practice.” Not where to, if they want nobody to know.',
    act: 'Take off our list',
    busy: 'Taking off…',
    look: 'danger',
  },
} as const
export type CaseloadAct = keyof typeof ACTS

type Props = {
  act: CaseloadAct
  patientId: PatientId
  organisation: string
  /** The person wants to be asked each time, and was. */
  hasAsked: boolean
  isStale: boolean
  onDone: () => void
  onClose: () => void
}

/** Onto the list of whom an organisation looks after, or off it: one sentence, asked once. */
export function ChangeCaseload({ act, patientId, organisation, hasAsked, isStale, onDone, onClose }: Props) {
  const { title, ...words } = ACTS[act]
  const send = (body: Reasoned) =>
    act === 'leave'
      ? call(routes.leaveCaseload, { params: { patientId }, body })
      : call(routes.joinCaseload, { params: { patientId }, query: hasAsked ? { asked: 'yes' } : {}, body })
  const done = () => {
    onDone()
    onClose()
  }
  return (
    <ReasonDialog
      {...words}
      title={title(organisation)}
      id="caseload-because"
      least={10}
      wanting="Say in a sentence why. The person and a privacy officer can read it."
      isStale={isStale}
      send={send}
      onDone={done}
      onClose={onClose}
    />
  )
}
