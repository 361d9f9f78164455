import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { known } from '#shared/record/knownState.ts'
import { Identity } from '#shared/record/who.ts'
import { routes } from '#shared/routes.ts'
import { NOTHING_TYPED, type RegisterForm } from './core/registerForm.ts'
import { RegisterPerson } from './RegisterPerson.tsx'

type Props = { callId: CallId; epoch: number; record: RecordAtAGlance; isStale: boolean; onDone: () => void }

/** A provisional person is registered in the call about them, by one form; or is said to be somebody whom we know. */
export function CompleteRegistration({ callId, epoch, record, isStale, onDone }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [form, setForm] = useState<RegisterForm>(() => begun(record))
  const [says, setSays] = useState<string | null>(null)
  if (!record.banner.isProvisional) return null

  async function same(keptId: PatientId) {
    try {
      const answer = await call(routes.proposeLink, {
        body: {
          commandId: newCommandId(),
          keptId,
          otherId: record.patientId as PatientId, // the record that is open here
          because: 'Begun in a call as provisional, and found among the records when it was completed.',
        },
      })
      setSays(
        answer.kind === 'done'
          ? 'Proposed: a shift lead looks at both and links them. Until then, write here.'
          : answer.because,
      )
      setOpen(false)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(error.message)
    }
  }
  return (
    <>
      <Button size="small" disabled={isStale} onClick={() => setOpen(true)}>
        Complete the registration…
      </Button>
      {says ? (
        <Notice tone="plain" role="status" title="Two records, one person.">
          {says}
        </Notice>
      ) : null}
      {isOpen ? (
        <Dialog look="wide" title="Complete the registration" onClose={() => setOpen(false)}>
          <RegisterPerson
            form={form}
            onForm={setForm}
            isStale={isStale}
            register={asked => call(routes.completePerson, { params: { callId }, body: { ...asked, epoch } })}
            same="proposed"
            onSame={patientId => void same(patientId)}
            onRegistered={() => {
              setOpen(false)
              onDone()
            }}
          />
        </Dialog>
      ) : null}
    </>
  )
}

/** What is known of a provisional person stands in the form already. */
function begun({ identity }: RecordAtAGlance): RegisterForm {
  const body = Identity.safeParse(identity?.body).data
  const name = known(body?.name)
  const birthDate = known(body?.birthDate)
  return {
    ...NOTHING_TYPED,
    given: name?.given ?? '',
    family: name?.family ?? '',
    birthDate: birthDate ? birthDate.split('-').reverse().join(' ') : '',
    nhsNumber: known(body?.nhsNumber) ?? '',
  }
}
