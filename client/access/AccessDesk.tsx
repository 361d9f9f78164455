import { useReducer, useState } from 'react'
import { ListsAsked } from '#client/lists/ListsAsked.tsx'
import { MissedColleagues } from '#client/responder/MissedColleagues.tsx'
import { useFocusBack } from '#client/ui/useFocusBack.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import './AccessDesk.css'
import { Caseload } from './Caseload.tsx'
import type { Whom } from './core/whom.ts'
import { DeskStrip } from './DeskStrip.tsx'
import { FindPerson } from './FindPerson.tsx'
import { Reviews } from './Reviews.tsx'
import { RolesAsked } from './RolesAsked.tsx'
import { SharedRecord } from './SharedRecord.tsx'
import { YourTasks } from './YourTasks.tsx'

type Props = { me: Me; onLeave: () => void }

/** The page of those who look after the same people and do not answer the telephone. */
export function AccessDesk({ me, onLeave }: Props) {
  return (
    <div className="app-access">
      <title>Shared records · Goldthread</title>
      <DeskStrip me={me} title={me.organisation} onLeave={onLeave}>
        {me.role === 'clinician' || me.role === 'paramedic' ? <YourTasks /> : null}
      </DeskStrip>
      {me.role === 'clinician' || me.role === 'paramedic' ? <MissedColleagues me={me} /> : null}
      {me.role === 'privacy_officer' ? (
        <main className="app-access__only app-stack">
          <RolesAsked />
          <ListsAsked />
          <Reviews />
          <p>
            <a href="/people">Records whose identity is disputed…</a>
          </p>
        </main>
      ) : (
        <Records me={me} />
      )}
    </div>
  )
}

function Records({ me }: { me: Me }) {
  const [looked, setLooked] = useState<{ at: PatientId; whom: Whom } | null>(null)
  const lookedAt = looked?.at ?? null
  const notePressed = useFocusBack(looked !== null)
  const look = (at: PatientId, whom: Whom) => {
    notePressed()
    setLooked({ at, whom })
  }
  const [changes, listChanged] = useReducer((times: number) => times + 1, 0)
  useFocusIfGone('you-look-after', 'body')
  return (
    <div className={`app-access__columns ${lookedAt ? 'app-access__columns--looking' : ''}`}>
      <nav className="app-access__people" aria-label="People">
        <section className="app-stack">
          <h2 id="you-look-after" tabIndex={-1}>
            You look after
          </h2>
          <Caseload organisation={me.organisation} lookedAt={lookedAt} changes={changes} onLook={look} />
          {me.role === 'administrator' ? null : (
            <p>
              <a href="/duties">Your duties…</a>
            </p>
          )}
          {me.role === 'paramedic' ? null : (
            <p>
              <a href="/lists">Take or bring a list…</a>
              <br />
              <a href="/people">
                {me.role === 'administrator'
                  ? 'Register a person, or two records of one…'
                  : 'Register a person…'}
              </a>
              {me.role === 'clinician' ? (
                <>
                  <br />
                  <a href="/protocols">How the line asks…</a>
                </>
              ) : null}
            </p>
          )}
        </section>
        <section className="app-stack">
          <h2>Somebody else</h2>
          <FindPerson lookedAt={lookedAt} onLook={look} />
        </section>
      </nav>
      <main className="app-access__centre">
        {looked ? (
          <SharedRecord
            key={looked.at}
            patientId={looked.at}
            me={me}
            whom={looked.whom}
            back={{ closes: 'Close this record', leaves: 'Back', go: () => setLooked(null) }}
            onOther={at => setLooked({ at, whom: looked.whom })}
            onListChanged={listChanged}
          />
        ) : (
          <p className="app-quiet app-access__empty">
            Choose somebody you look after. Their record opens here, and every look is written down where they
            can read it.
          </p>
        )}
      </main>
    </div>
  )
}
