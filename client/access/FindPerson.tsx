import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type FindForm, type FindQuery, judgeFinding, NOTHING_TYPED } from './core/finding.ts'
import { PersonRow } from './PersonRow.tsx'

type Found = Awaited<ReturnType<typeof find>>
const find = (body: FindQuery) => call(routes.findKnown, { body })

type Props = {
  lookedAt: PatientId | null
  died: ReadonlyMap<PatientId, boolean>
  onLook: (patientId: PatientId) => void
}

/** Finds somebody by what only who knows them can type. */
export function FindPerson({ lookedAt, died, onLook }: Props) {
  const [form, setForm] = useState<FindForm>(NOTHING_TYPED)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [found, setFound] = useState<Found | null>(null)
  const { isBusy, refusals, forget, send } = useSend()
  const saysOf = (field: keyof FindForm) => errors.find(({ id }) => id === `find-${field}`)?.says
  const set = (given: Partial<FindForm>) => {
    setForm(before => ({ ...before, ...given }))
    setErrors([])
    forget()
  }

  async function look(event: FormEvent) {
    event.preventDefault()
    const judged = judgeFinding(form, new Date().getFullYear())
    setFound(null)
    forget()
    setErrors(judged.kind === 'wanting' ? judged.errors : [])
    if (judged.kind !== 'wanting') await send(async () => setFound(await find(judged.query)))
  }

  return (
    <form className="app-stack app-access__find" onSubmit={look} noValidate aria-label="Find somebody">
      <ErrorSummary errors={[...errors, ...refusals]} />
      <TextField
        id="find-nhsNumber"
        label="NHS number"
        inputMode="numeric"
        error={saysOf('nhsNumber')}
        value={form.nhsNumber}
        onChange={nhsNumber => set({ nhsNumber })}
      />
      <TextField
        id="find-name"
        label="or first and family name"
        error={saysOf('name')}
        value={form.name}
        onChange={name => set({ name })}
        maxLength={140}
      />
      <TextField
        id="find-birthDate"
        label="with birth date"
        placeholder="14 5 1955"
        error={saysOf('birthDate')}
        value={form.birthDate}
        onChange={birthDate => set({ birthDate })}
      />
      <TextField
        id="find-address"
        label="or street or postcode"
        hint="Of those you look after."
        error={saysOf('address')}
        value={form.address}
        onChange={address => set({ address })}
        maxLength={140}
      />
      <Button type="submit" disabled={isBusy}>
        {isBusy ? 'Looking…' : 'Find'}
      </Button>
      <div role="status">
        {found?.people.length ? (
          <ul>
            {found.people.map(person => (
              <PersonRow
                key={person.patientId}
                person={person}
                isLookedAt={person.patientId === lookedAt}
                hasDied={died.get(person.patientId)}
                onLook={onLook}
              />
            ))}
          </ul>
        ) : null}
        {found?.mayExist ? <MayExist patientId={found.mayExist} onLook={onLook} /> : null}
        {found && found.people.length === 0 && !found.mayExist ? (
          <Notice tone="plain" title="Nobody is found by that.">
            Check each digit and letter with who told you.
          </Notice>
        ) : null}
      </div>
    </form>
  )
}

function MayExist({ patientId, onLook }: { patientId: PatientId; onLook: Props['onLook'] }) {
  return (
    <Notice
      tone="caution"
      title="A record may exist."
      actions={<Button onClick={() => onLook(patientId)}>Go on</Button>}
    >
      Your organisation does not look after this person, as far as we know.
    </Notice>
  )
}
