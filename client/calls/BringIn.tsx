import { type FormEvent, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { parsePhone } from '#client/patients/core/typedPhone.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CallId } from '#shared/ids.ts'
import { type LineService, PARTY_KIND_WORDS, type PartyKind, type PartyWho } from '#shared/parties.ts'
import { mayBeRung } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import { type ChosenContact, ContactToRing } from './ContactToRing.tsx'
import { newCommandId } from './useTakeCall.ts'

type Props = {
  callId: CallId
  /** Whom the call is about is known: their contacts can be rung. */
  isIdentified: boolean
  isStale: boolean
  onClose: () => void
}

const KINDS = (Object.keys(PARTY_KIND_WORDS) as PartyKind[]).map(value => ({
  value,
  says: PARTY_KIND_WORDS[value],
}))
const NUMBER = 'number'
const CONTACT = 'contact'

/** What a service of the line is brought in as. */
const AS: Readonly<Record<LineService['key'], PartyKind>> = {
  interpreter: 'interpreter',
  ambulance_control: 'professional',
  doctor_on_call: 'professional',
}

/** Whom to ring into the talk. The caller goes on hearing, unless the nurse says otherwise. */
export function BringIn({ callId, isIdentified, isStale, onClose }: Props) {
  const services = useLoad('line services', signal => ask(routes.lineServices, { signal }))
  const [commandId] = useState(newCommandId)
  const [whom, setWhom] = useState<string>('')
  const [kind, setKind] = useState<PartyKind | ''>('')
  const [number, setNumber] = useState('')
  const [contact, setContact] = useState<ChosenContact | null>(null)
  const [who, setWho] = useState('')
  const [language, setLanguage] = useState('')
  const [holds, setHolds] = useState<readonly string[]>([])
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()
  useFocusOnError(errors)
  const known = services.kind === 'here' ? services.value.services : []
  const typed = parsePhone(number)
  const to: PartyWho | null =
    whom === NUMBER
      ? typed && mayBeRung(typed)
        ? { by: 'number', number: typed }
        : null
      : (known.flatMap(({ key }) => (key === whom ? [{ by: 'service' as const, key }] : []))[0] ?? null)
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says
  const choose = (value: string) => {
    setWhom(value)
    if (value === CONTACT) setKind('family')
    const service = known.find(({ key }) => key === value)
    if (service) setKind(AS[service.key])
  }
  async function ring(event: FormEvent) {
    event.preventDefault()
    const wrong = [
      ...(whom === '' ? [{ id: 'party-whom', says: 'Choose whom to ring.' }] : []),
      ...(whom === CONTACT && !contact
        ? [{ id: 'party-contact', says: 'Choose which of their telephones to ring.' }]
        : []),
      ...(whom === NUMBER && !to
        ? [{ id: 'party-number', says: 'Type a British mobile, landline or freephone number.' }]
        : []),
      ...(whom === NUMBER && kind === '' ? [{ id: 'party-kind', says: 'Choose what they are.' }] : []),
    ]
    setErrors(wrong)
    if (whom === CONTACT && contact) {
      const body = { commandId, ...contact, holdFirst: holds.length > 0 }
      if (await send(() => ask(routes.bringInContact, { params: { callId }, body }))) onClose()
      return
    }
    if (!to || kind === '') return
    const body = {
      commandId,
      kind,
      to,
      ...(who.trim() ? { who: who.trim() } : {}),
      ...(kind === 'interpreter' && language.trim() ? { language: language.trim() } : {}),
      holdFirst: holds.length > 0,
    }
    if (await send(() => ask(routes.bringIn, { params: { callId }, body }))) onClose()
  }
  return (
    <Dialog title="Bring somebody into the call" onClose={onClose}>
      <form className="app-stack" onSubmit={event => void ring(event)} noValidate>
        <ErrorSummary errors={[...refusals, ...errors]} title="Nobody is rung yet" />
        <Notice tone="plain" title="They hear whatever is said">
          Say nothing of the record to whoever may not be told it. 999 is rung from another telephone.
        </Notice>
        <Select
          id="party-whom"
          label="Whom to ring"
          error={errorOf('party-whom')}
          value={whom}
          choices={[
            ...known.map(({ key, name }) => ({ value: key as string, says: name })),
            ...(isIdentified ? [{ value: CONTACT, says: 'Somebody on the record' }] : []),
            { value: NUMBER, says: 'A number that I type' },
          ]}
          onChange={choose}
        />
        {whom === CONTACT ? (
          <ContactToRing
            callId={callId}
            error={errorOf('party-contact')}
            value={contact}
            onChange={setContact}
          />
        ) : null}
        {whom === NUMBER ? (
          <>
            <TextField
              id="party-number"
              label="Their number"
              inputMode="tel"
              value={number}
              error={errorOf('party-number')}
              onChange={setNumber}
            />
            <Select
              id="party-kind"
              label="They are"
              error={errorOf('party-kind')}
              value={kind}
              choices={KINDS}
              onChange={setKind}
            />
          </>
        ) : null}
        {kind === 'interpreter' ? (
          <TextField
            label="Language (if you know it)"
            maxLength={60}
            value={language}
            onChange={setLanguage}
          />
        ) : whom === CONTACT ? null : (
          <TextField label="Who they are (optional)" maxLength={60} value={who} onChange={setWho} />
        )}
        <Checkboxes
          label="The caller meanwhile"
          values={holds}
          choices={[{ value: 'hold', says: 'On hold, while I speak to them first' }]}
          onChange={setHolds}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            Ring them
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
