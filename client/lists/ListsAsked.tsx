import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { AskedQueue } from '#client/secondYes/AskedQueue.tsx'
import { DueTag } from '#client/secondYes/DueTag.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Unbroken } from '#client/ui/Unbroken.tsx'
import { type ListAsked, listPurposes } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'
import { roles } from '#shared/staff.ts'
import { DecideList } from './DecideList.tsx'
import { decisionInWords, StateTag, showWhen } from './ListsTaken.tsx'
import { useLookAgain } from './useLookAgain.ts'

/** Lists that wait for a privacy officer's yes. */
export function ListsAsked() {
  const loaded = useLoad('lists asked', signal => call(routes.listsAsked, { signal }))
  useLookAgain(loaded)
  if (loaded.kind === 'failed')
    return <NotLoaded title="The lists that wait for you could not be shown." failed={loaded} />
  // Until it is known whether anything waits there is nothing to say.
  if (loaded.kind === 'loading' || loaded.value.lists.length === 0) return null
  return (
    <AskedQueue
      id="lists-asked"
      title="Lists to allow"
      items={loaded.value.lists}
      keyOf={({ exportId }) => exportId}
      isWaiting={({ state }) => state === 'asked'}
      facts={list => <Asked list={list} />}
      answer={(list, onDecided) => <DecideList list={list} onDecided={onDecided} />}
      again={loaded.again}
    />
  )
}

function Asked({ list }: { list: ListAsked }) {
  const { state, decision, fetchedAt, dueAt } = list
  return (
    <div className="app-reviews__facts">
      <div className="app-reviews__head">
        <h3>
          {list.included} {list.included === 1 ? 'person' : 'people'} · {listPurposes[list.purpose].text}
        </h3>
        {state === 'asked' ? <DueTag dueAt={dueAt} /> : <StateTag state={state} />}
      </div>
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
