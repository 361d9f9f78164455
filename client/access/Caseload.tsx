import { useMemo, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoadAnew } from '#client/api/useLoadAnew.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Whom } from './core/whom.ts'
import { ListIsOld, useListLoaded, Withheld } from './ListIsOld.tsx'
import { PersonRow } from './PersonRow.tsx'

type Props = {
  organisation: string
  lookedAt: PatientId | null
  /** How often somebody came onto the list or left it on this page. */
  changes: number
  onLook: (patientId: PatientId, whom: Whom) => void
}

/** Those whom this organisation looks after. */
export function Caseload({ organisation, lookedAt, changes, onLook }: Props) {
  const loaded = useLoadAnew('caseload', changes, signal => call(routes.caseload, { signal }))
  const isWithheld = useListLoaded(loaded)
  const [wanted, setWanted] = useState('')
  const people = loaded.kind === 'here' ? loaded.value.people : null
  const shown = useMemo(() => {
    const words = wanted.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
    return people?.filter(({ name }) => words.every(word => name.toLocaleLowerCase('en-GB').includes(word)))
  }, [people, wanted])

  if (loaded.kind === 'loading') return <Skeleton lines={6} label="Opening your list…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open your list." failed={loaded} />
  if (isWithheld) return <Withheld />
  if (!people || people.length === 0)
    return <p className="app-quiet">Nobody yet. Those whom {organisation} looks after come here.</p>
  return (
    <div className="app-stack">
      <ListIsOld loaded={loaded} />
      {people.length > 8 ? (
        <TextField label="Show names with" value={wanted} onChange={setWanted} maxLength={70} />
      ) : null}
      <ul>
        {shown?.map(person => (
          <PersonRow
            key={person.patientId}
            person={person}
            isLookedAt={person.patientId === lookedAt}
            isListed
            onLook={onLook}
          />
        ))}
      </ul>
      {shown?.length === 0 ? <p className="app-quiet">Nobody on your list has that in their name.</p> : null}
    </div>
  )
}
