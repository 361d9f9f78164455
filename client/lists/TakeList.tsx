import { type FormEvent, useState } from 'react'
import { call, callFile } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { saveFile } from '#client/ui/saveFile.ts'
import { TextArea } from '#client/ui/TextArea.tsx'
import { type ListPurpose, listPurposes, MOST_WITHOUT_YES, TAKE_HOURS } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'
import { ListsTaken } from './ListsTaken.tsx'
import { useLookAgain } from './useLookAgain.ts'

const PURPOSES = Object.entries(listPurposes).map(([value, { text }]) => ({
  value: value as ListPurpose,
  says: text,
})) // keys of a const object
const FILE_MS = 120_000

/** The list of those whom an organisation looks after, taken away as a file: first for what, then how many, then the file. */
export function TakeList({ organisation }: { organisation: string }) {
  const loaded = useLoad('lists taken', signal => call(routes.listsTaken, { signal }))
  useLookAgain(loaded)
  const [commandId, setCommandId] = useState(newCommandId)
  const [purpose, setPurpose] = useState<ListPurpose | ''>('')
  const [because, setBecause] = useState('')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)

  const lookAgain = () => {
    if (loaded.kind !== 'loading') loaded.again()
  }

  async function ask(event: FormEvent) {
    event.preventDefault()
    if (purpose === '') return setErrors([{ id: 'list-purpose', says: 'Say what the list is for.' }])
    setBusy(true)
    setErrors([])
    try {
      await call(routes.askForList, { body: { commandId, purpose, because } })
      setCommandId(newCommandId())
      setBecause('')
      setPurpose('')
      lookAgain()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const says = error.fields?.because
      setErrors([says ? { id: 'list-because', says } : { id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  async function fetchFile(exportId: string) {
    try {
      const file = await callFile(routes.fetchList, { params: { exportId }, patienceMs: FILE_MS })
      saveFile(file, 'caseload.csv')
    } finally {
      lookAgain() // one that needed a yes is taken by now, whether it came or broke off
    }
  }

  return (
    <section className="app-lists__part" aria-labelledby="take-list">
      <h2 id="take-list">Take a list</h2>
      <p>
        Those whom {organisation} looks after and who share with it, as CSV for a spreadsheet. Somebody with
        linked records is one row: what the kept record says comes first. Everybody in it can read that they
        were, by whom, and what for.
      </p>
      <form className="app-stack" onSubmit={ask} noValidate>
        <ErrorSummary errors={errors} title="The list was not asked for" />
        <Radios
          id="list-purpose"
          label="What is it for?"
          value={purpose}
          choices={PURPOSES}
          error={errors.find(({ id }) => id === 'list-purpose')?.says}
          onChange={chosen => {
            setPurpose(chosen)
            setErrors(before => before.filter(({ id }) => id !== 'list-purpose'))
          }}
        />
        {purpose === '' ? null : purpose === 'direct_care' ? (
          <p className="app-quiet">
            The list of a team that knows its people is open as soon as it is counted. Of more than{' '}
            {MOST_WITHOUT_YES} people it waits until a privacy officer allows it.
          </p>
        ) : (
          <p className="app-quiet">
            Without names, addresses and telephones, with NHS numbers. Whoever opted out of such use (National
            Data Opt-out) is not in it, also after death. It waits until a privacy officer allows it, and can
            then be taken once within {TAKE_HOURS} hours.
          </p>
        )}
        <TextArea
          id="list-because"
          label="Why, in a sentence"
          hint="Whoever is in the list can read it, and whoever allows it."
          error={errors.find(({ id }) => id === 'list-because')?.says}
          value={because}
          onChange={setBecause}
          maxLength={1000}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? 'Asking…' : 'Ask for the list'}
          </Button>
        </div>
      </form>
      {loaded.kind === 'loading' ? <Skeleton lines={3} label="Opening the lists…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The lists that were taken could not be shown." failed={loaded} />
      ) : null}
      {loaded.kind === 'here' ? <ListsTaken lists={loaded.value.lists} onFetch={fetchFile} /> : null}
    </section>
  )
}
