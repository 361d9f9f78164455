import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { CallId } from '#shared/ids.ts'
import type { LeftWritten } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import './LeftBehind.css'
import { LeftItem } from './LeftItem.tsx'

type Props = { callId: CallId; isStale: boolean }

/** What a call wrote on the records that it left, each named, with what can be done about it here: no call opens that record any more. */
export function LeftBehind({ callId, isStale }: Props) {
  const loaded = useLoad(`left ${callId}`, signal => call(routes.leftWritten, { params: { callId }, signal }))
  if (loaded.kind === 'loading') return <Skeleton lines={3} label="Fetching what was written there…" />
  if (loaded.kind === 'failed')
    return <NotLoaded title="What was written there could not be fetched." failed={loaded} />
  const { records } = loaded.value
  if (records.length === 0)
    return (
      <Notice tone="well" role="status" title="All of it has been seen to.">
        Nothing that the call wrote on a record which it left is still as it wrote it.
      </Notice>
    )
  return (
    <>
      {records.map(record => (
        <OnOne
          key={record.patientId}
          record={record}
          callId={callId}
          isStale={isStale}
          again={loaded.again}
        />
      ))}
    </>
  )
}

type OneProps = Props & { record: LeftWritten['records'][number]; again: () => void }

function OnOne({ record, callId, isStale, again }: OneProps) {
  const { patientId, name, items, notShown, codes } = record
  const title = `left-${patientId}`
  return (
    <section className="app-stack" aria-labelledby={title}>
      <h3 id={title}>Still on {name ? `${name}’s record` : 'a record without a name'}</h3>
      <ul className="app-left__items">
        {items.map(left => (
          <LeftItem
            key={`${left.item.section} ${left.item.itemId}`}
            left={left}
            callId={callId}
            patientId={patientId}
            isStale={isStale}
            onSettled={again}
          />
        ))}
        {codes.map(code => (
          <li key={code} className="app-left__item">
            <b>{code}</b>
            <span className="app-small">{ASK_OTHERS}</span>
          </li>
        ))}
        {notShown > 0 ? (
          <li className="app-left__item">
            <b>
              {notShown === 1 ? 'One thing' : `${notShown} things`} in a part that is kept apart, or that may
              tell a protected place
            </b>
            <span className="app-small">{ASK_OTHERS}</span>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

const ASK_OTHERS =
  'It is put right on the record itself, by whoever has a call or a task about this person, or looks after them: tell the shift lead.'
