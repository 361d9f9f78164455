import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { CommandId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'

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
  const { title, explains, label, hint, act: says, busy, look } = ACTS[act]
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wanting, setWanting] = useState<string | undefined>(undefined)
  const { isBusy, refusals, forget, send } = useSend()

  async function change(event: FormEvent) {
    event.preventDefault()
    forget()
    const isWanting = !isReason(because, 10)
    setWanting(isWanting ? 'Say in a sentence why. The person and a privacy officer can read it.' : undefined)
    if (isWanting || !(await send(() => asked({ commandId, because })))) return
    onDone()
    onClose()
  }

  const asked = (body: { commandId: CommandId; because: string }) =>
    act === 'leave'
      ? call(routes.leaveCaseload, { params: { patientId }, body })
      : call(routes.joinCaseload, { params: { patientId }, query: hasAsked ? { asked: 'yes' } : {}, body })

  return (
    <Dialog title={title(organisation)} onClose={onClose}>
      <form className="app-stack" onSubmit={change} noValidate>
        <ErrorSummary errors={wanting ? [{ id: 'caseload-because', says: wanting }] : refusals} />
        <p>{explains}</p>
        <TextArea
          id="caseload-because"
          label={label}
          hint={hint}
          error={wanting}
          value={because}
          onChange={setBecause}
          maxLength={1000}
          rows={3}
          autoFocus
        />
        <div className="app-row">
          <Button type="submit" look={look} disabled={isStale || isBusy}>
            {isBusy ? busy : says}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
