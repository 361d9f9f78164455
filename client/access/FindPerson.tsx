import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type FindForm, type FindQuery, judgeFinding, NOTHING_TYPED } from './core/finding.ts'
import { typedAs, type Whom } from './core/whom.ts'
import { ListIsOld, useListLoaded, Withheld } from './ListIsOld.tsx'
import { PersonRow } from './PersonRow.tsx'

type Props = {
  lookedAt: PatientId | null
  onLook: (patientId: PatientId, whom: Whom) => void
}

/** Finds somebody by what only who knows them can type. */
export function FindPerson({ lookedAt, onLook }: Props) {
  const [form, setForm] = useState<FindForm>(NOTHING_TYPED)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { found, isAsked, isBusy, isGone, refusals, loaded, find } = useFound()
  const isWithheld = useListLoaded(loaded, isAsked)
  const saysOf = (field: keyof FindForm) => errors.find(({ id }) => id === `find-${field}`)?.says
  const set = (given: Partial<FindForm>) => {
    setForm(before => ({ ...before, ...given }))
    setErrors([])
    if (refusals.length > 0) find(null)
  }

  function look(event: FormEvent) {
    event.preventDefault()
    const judged = judgeFinding(form, new Date().getFullYear())
    setErrors(judged.kind === 'wanting' ? judged.errors : [])
    find(judged.kind === 'wanting' ? null : judged.query)
  }

  return (
    <form className="app-stack app-access__find" onSubmit={look} noValidate aria-label="Find somebody">
      <ErrorSummary
        errors={[...errors, ...refusals]}
        {...(errors.length === 0 ? { title: 'The search shows nobody' } : {})}
      />
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
      <TextField
        id="find-phone"
        label="or telephone"
        hint="Of those you look after."
        inputMode="tel"
        error={saysOf('phone')}
        value={form.phone}
        onChange={phone => set({ phone })}
        maxLength={40}
      />
      <Button type="submit" disabled={isBusy}>
        {isBusy ? 'Looking…' : 'Find'}
      </Button>
      {found ? <ListIsOld loaded={loaded} /> : null}
      <div role="status" hidden={isWithheld}>
        {found?.people.length ? (
          <ul>
            {found.people.map(person => (
              <PersonRow
                key={person.patientId}
                person={person}
                isLookedAt={person.patientId === lookedAt}
                onLook={onLook}
              />
            ))}
          </ul>
        ) : null}
        {found?.mayExist ? (
          <MayExist patientId={found.mayExist} whom={typedAs(form)} onLook={onLook} />
        ) : null}
        {found && found.people.length === 0 && !found.mayExist ? (
          <Notice tone="plain" title="Nobody is found by that.">
            Check each digit and letter with who told you.
          </Notice>
        ) : null}
        {isGone ? <Notice tone="plain" title="Nobody is found by that any more." /> : null}
      </div>
      {isWithheld ? <Withheld /> : null}
    </form>
  )
}

/** Whom a search found; asked again when that may be another now. Only what was pressed for is answered with an error. */
function useFound() {
  const [asked, ask] = useState<{ query: FindQuery | null; times: number }>({ query: null, times: 0 })
  const { query, times } = asked
  const loaded = useLoad(query && `find ${times}`, signal =>
    call(routes.findKnown, { body: query ?? {}, signal }),
  )
  const answered = useRef(0)
  useEffect(() => {
    if (loaded.kind === 'here') answered.current = times
  }, [loaded.kind, times])
  const failure = loaded.kind === 'failed' ? loaded.failure : null
  const isGone = failure !== null && answered.current === times
  const refusals = useMemo(
    () => (failure === null || isGone ? [] : [{ id: '', says: failure.message }]),
    [failure, isGone],
  )
  return {
    found: loaded.kind === 'here' ? loaded.value : null,
    isAsked: query !== null,
    isBusy: query !== null && loaded.kind === 'loading',
    isGone,
    refusals,
    loaded,
    find: (next: FindQuery | null) => ask({ query: next, times: times + 1 }),
  }
}

type MayExistProps = { patientId: PatientId; whom: Whom; onLook: Props['onLook'] }

function MayExist({ patientId, whom, onLook }: MayExistProps) {
  return (
    <Notice
      tone="caution"
      title="A record may exist."
      actions={<Button onClick={() => onLook(patientId, whom)}>Go on</Button>}
    >
      We cannot tell you more here. If you go on, that is written down where the person can read it.
    </Notice>
  )
}
