import { type FormEvent, useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useListsTold } from '#client/live/useListsTold.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { useSubmitKey } from '#client/ui/useSubmitKey.ts'
import { useUnheard } from '#client/ui/useUnheard.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CommandId, PatientId } from '#shared/ids.ts'
import type { Registered, Registration } from '#shared/registering.ts'
import { routes } from '#shared/routes.ts'
import { AlikePeople } from './AlikePeople.tsx'
import type { SameDone } from './core/alikeWords.ts'
import { judgeRegistration, NOTHING_TYPED, type RegisterForm, referredFrom } from './core/registerForm.ts'
import './Register.css'
import { RegisterFields } from './RegisterFields.tsx'

type Alike = Extract<Registered, { kind: 'alike' }>
type Props = {
  form: RegisterForm
  onForm: (form: RegisterForm) => void
  isStale?: boolean
  /** Behind a record that was opened from here: it keeps what was typed, and takes no keys. */
  isAside?: boolean
  register: (asked: {
    commandId: CommandId
    person: Registration
    notThese: PatientId[]
  }) => Promise<Registered>
  onRegistered: (patientId: PatientId) => void
  /** It is one of those shown: what is done about it, and the act. */
  same: SameDone
  isOfTheLine?: boolean
  onSame: (patientId: PatientId) => void
}

/** Referral and registration on one short form; who may already be the same is shown before anything is saved. */
export function RegisterPerson(props: Props) {
  const { form, onForm, isStale = false, isAside = false, register, onRegistered, same, onSame } = props
  const { isOfTheLine = false } = props
  const offer = useLoad('registering', signal => call(routes.registering, { signal }))
  const [commandId, setCommandId] = useState(newCommandId)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [alike, setAlike] = useState<Alike | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isTurned, setTurned] = useState(false)
  /** To ask again would be to register: it is taken away, and whoever registers presses once more. */
  const turned = useCallback(() => {
    setAlike(null)
    setTurned(true)
  }, [])
  useListsTold({ again: alike ? turned : null, isAsking: false })
  const formBox = useSubmitKey('Register this person', !isStale && !isBusy && !isAside)
  const unheard = useUnheard()
  useFocusOnError(errors)
  const change = (given: Partial<RegisterForm>) => {
    onForm({ ...form, ...given })
    setErrors([])
    setAlike(null)
  }

  async function save(notThese: PatientId[]) {
    if (offer.kind !== 'here') return
    const judged = judgeRegistration(
      referredFrom(form, offer.value.own),
      dayInBritain(new Date().toISOString()),
    )
    if (judged.kind === 'wanting') return setErrors(judged.errors)
    setBusy(true)
    setTurned(false)
    setErrors([])
    try {
      const answer = await register({ commandId, person: judged.person, notThese })
      if (answer.kind === 'alike') return setAlike(answer)
      setAlike(null)
      setCommandId(newCommandId())
      onForm(NOTHING_TYPED)
      onRegistered(answer.patientId)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const fields = Object.entries(error.fields ?? {})
      setErrors(
        fields.length > 0
          ? fields.map(([name, says]) => ({ id: `register-${name.split('.').at(-1)}`, says }))
          : [{ id: '', says: error.message }],
      )
    } finally {
      setBusy(false)
    }
  }

  if (offer.kind === 'loading') return <Skeleton lines={8} label="Opening the form…" />
  if (offer.kind === 'failed') return <NotLoaded title="The form could not be opened." failed={offer} />
  return (
    <form
      className="app-register"
      aria-label="Register a person"
      ref={formBox}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save([])
      }}
    >
      <p className="app-quiet app-small">
        Only a name is needed. You are shown who may already be on the records before anything is saved.
      </p>
      <ErrorSummary errors={errors} />
      <RegisterFields
        form={referredFrom(form, offer.value.own)}
        offer={offer.value}
        errors={errors}
        onChange={change}
      />
      {alike ? (
        <AlikePeople
          alike={alike}
          isBusy={isBusy || isStale}
          isAside={isAside}
          same={same}
          isOfTheLine={isOfTheLine}
          onSame={onSame}
          onNone={ids => void save(ids)}
        />
      ) : (
        <div className="app-register__foot">
          <Button type="submit" look="primary" disabled={isBusy || isStale} shortcut="X">
            {isBusy ? 'Looking who is there…' : 'Register'}
          </Button>
        </div>
      )}
      {isTurned ? (
        <Notice tone="plain" role="status" title="Who this may be has changed meanwhile.">
          Press Register: you are asked again before anything is saved.
        </Notice>
      ) : null}
      {isStale ? (
        <Notice tone="danger" title={`${unheard.title}.`}>
          What you typed stays here.
        </Notice>
      ) : null}
    </form>
  )
}
