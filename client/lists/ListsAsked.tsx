import { useRef } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { quoted } from '#client/ui/core/quoted.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { Unbroken } from '#client/ui/Unbroken.tsx'
import { type ListAsked, listPurposes } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'
import { roles } from '#shared/staff.ts'
import { DecideList } from './DecideList.tsx'
import { decisionInWords, StateTag, showWhen } from './ListsTaken.tsx'
import './ListsPage.css'
import { useLookAgain } from './useLookAgain.ts'

/** Lists that wait for a privacy officer's yes, above what is to be judged afterwards: somebody waits for these. */
export function ListsAsked() {
  const loaded = useLoad('lists asked', signal => call(routes.listsAsked, { signal }))
  useLookAgain(loaded)
  const title = useRef<HTMLHeadingElement>(null)
  if (loaded.kind === 'failed')
    return <NotLoaded title="The lists that wait for you could not be shown." failed={loaded} />
  // Until it is known whether anything waits there is nothing to say.
  if (loaded.kind === 'loading' || loaded.value.lists.length === 0) return null
  const { lists } = loaded.value
  const waiting = lists.filter(({ state }) => state === 'asked')
  const done = lists.filter(({ state }) => state !== 'asked')
  const decided = () => {
    title.current?.focus()
    loaded.again()
  }
  return (
    <section className="app-stack" aria-labelledby="lists-asked">
      <h2 id="lists-asked" ref={title} tabIndex={-1} className="app-reviews__title">
        Lists to allow <span className="app-numbers app-quiet">{waiting.length}</span>
      </h2>
      {waiting.length > 0 ? (
        <ul className="app-stack">
          {waiting.map(list => (
            <li key={list.exportId} className="app-access__review">
              <Asked list={list} />
              <DecideList list={list} onDecided={decided} />
            </li>
          ))}
        </ul>
      ) : null}
      {done.length > 0 ? (
        <details className="app-lists__decided">
          <summary>Decided, or no longer asked for ({done.length})</summary>
          <ul className="app-stack">
            {done.map(list => (
              <li key={list.exportId} className="app-access__review">
                <Asked list={list} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function Asked({ list }: { list: ListAsked }) {
  const { state, decision, fetchedAt, dueAt } = list
  const isLate = state === 'asked' && Date.parse(dueAt) < Date.now()
  return (
    <div className="app-reviews__facts">
      <p className="app-reviews__head">
        <b>
          {list.included} {list.included === 1 ? 'person' : 'people'} · {listPurposes[list.purpose].text}
        </b>
        {state === 'asked' ? (
          <Tag tone={isLate ? 'danger' : 'plain'}>
            {isLate ? '■ late: was due' : 'due'} {showWhen(dueAt)}
          </Tag>
        ) : (
          <StateTag state={state} />
        )}
      </p>
      <p>
        <Unbroken
          words={`${list.by}, ${roles[list.role].text.toLowerCase()}, ${list.organisation}, ${showWhen(list.askedAt)}`}
        />
      </p>
      <p>They wrote: {quoted(list.because)}</p>
      <p className="app-quiet">
        {list.purpose === 'direct_care'
          ? 'With names, addresses and telephones, and what their role is shown. Who does not share with them by then is not in it.'
          : 'Without names, addresses and telephones, with NHS numbers. Who opted out, or does not share with them by then, is not in it.'}
      </p>
      {decision ? (
        <p>
          <Unbroken
            words={`${decisionInWords(decision)}${fetchedAt ? ` Taken ${showWhen(fetchedAt)}.` : ''}`}
          />
        </p>
      ) : null}
      {state === 'lapsed' ? (
        <p>{decision ? 'It was not taken in time.' : 'Nobody answered in time: nothing was taken.'}</p>
      ) : null}
    </div>
  )
}
