import { useState } from 'react'
import { typedAs } from '#client/access/core/whom.ts'
import { SharedRecord } from '#client/access/SharedRecord.tsx'
import { call } from '#client/api/call.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { registeredWords } from './core/registeredWords.ts'
import type { RegisterForm } from './core/registerForm.ts'
import { RegisterPerson } from './RegisterPerson.tsx'

const TO_THE_FORM = { closes: 'Close this record: back to the form', leaves: 'Back to the form' }
const TO_WHAT_WAS_TYPED = {
  closes: 'Close this record: back to what you typed',
  leaves: 'Back to what you typed',
}

type Begun = { patientId: PatientId; name: string; sharing: ReturnType<typeof registeredWords> }
type Props = { me: Me; form: RegisterForm; isStale: boolean; onForm: (form: RegisterForm) => void }

/**
 * Registering without a call; the record that there was already, opened in its place while what was typed waits behind it; and the one
 * that was begun.
 */
export function Registering({ me, form, isStale, onForm }: Props) {
  const [registered, setRegistered] = useState<Begun | null>(null)
  const [lookedAt, look] = useState<PatientId | null>(null)
  useFocusAtFirst('registered', registered !== null)
  return (
    <>
      {registered !== null ? (
        <div id="registered" tabIndex={-1}>
          <Notice
            tone="well"
            role="status"
            title={`Registered: ${registered.name}.`}
            actions={
              lookedAt || !registered.sharing.opens ? null : (
                <Button onClick={() => look(registered.patientId)}>
                  Open the record of {registered.name}
                </Button>
              )
            }
          >
            The record is begun. {registered.sharing.says}
          </Notice>
        </div>
      ) : null}
      {lookedAt ? (
        <SharedRecord
          key={lookedAt}
          patientId={lookedAt}
          me={me}
          whom={registered?.name ?? typedAs({ ...form, name: `${form.given} ${form.family}` })}
          back={{ ...(registered ? TO_THE_FORM : TO_WHAT_WAS_TYPED), go: () => look(null) }}
          onOther={look}
        />
      ) : null}
      <div hidden={lookedAt !== null}>
        <RegisterPerson
          form={form}
          isAside={lookedAt !== null}
          isStale={isStale}
          onForm={next => {
            if (registered !== null && next.family + next.given !== '') setRegistered(null)
            onForm(next)
          }}
          register={body => call(routes.registerPerson, { body })}
          onRegistered={patientId =>
            setRegistered({
              patientId,
              name: `${form.given} ${form.family}`.trim(),
              sharing: registeredWords(form.share, me.organisationKind),
            })
          }
          same="opened"
          isOfTheLine={me.organisationKind === 'hub'}
          onSame={look}
        />
      </div>
    </>
  )
}
