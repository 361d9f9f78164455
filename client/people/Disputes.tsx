import { useState } from 'react'
import { ListIsOld, useListLoaded, Withheld } from '#client/access/ListIsOld.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { showDate, showTime } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { dayInBritain } from '#shared/days.ts'
import { type Dispute, disputeVerdicts } from '#shared/disputes.ts'
import { routes } from '#shared/routes.ts'
import { SeenList } from './SeenList.tsx'
import { Settle } from './Settle.tsx'

type Props = { maySettle: boolean }

/** Records of which somebody said that they may be the wrong person's: who saw them, and how it was settled. */
export function Disputes({ maySettle }: Props) {
  const loaded = useLoad('disputes', signal => call(routes.disputes, { signal }))
  const isWithheld = useListLoaded(loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the list…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open the list." failed={loaded} />
  const { disputes } = loaded.value
  if (disputes.length === 0) return <p className="app-quiet">No record is disputed, and none was.</p>
  return (
    <>
      <ListIsOld loaded={loaded} />
      {isWithheld ? <Withheld /> : null}
      <div hidden={isWithheld}>
        <ul className="app-stack">
          {disputes.map(dispute => (
            <DisputeCard
              key={dispute.disputeId}
              dispute={dispute}
              maySettle={maySettle}
              onDone={loaded.again}
            />
          ))}
        </ul>
      </div>
    </>
  )
}

function DisputeCard({ dispute, maySettle, onDone }: { dispute: Dispute; onDone: () => void } & Props) {
  const { disputeId, name, birthDate, because, raisedAt, raisedBy, settled } = dispute
  const [shows, setShows] = useState<'seen' | 'settle' | null>(null)
  useFocusIfLost(`dispute-${disputeId}`, shows === 'settle' && settled !== null)
  return (
    <li className="app-people__card">
      <div className="app-row">
        <Tag tone={settled ? 'plain' : 'danger'}>
          {settled ? 'Settled' : '■ Disputed: nothing is written on it'}
        </Tag>
        <b id={`dispute-${disputeId}`} tabIndex={-1}>
          {name}
          {birthDate ? `, born ${showDate(birthDate)}` : ''}
        </b>
      </div>
      <p>
        {quoted(because)}{' '}
        <span className="app-quiet">
          {raisedBy}, {showDate(dayInBritain(raisedAt))} {showTime(raisedAt)}
        </span>
      </p>
      {settled ? (
        <p>
          {disputeVerdicts[settled.verdict].text}
          {settled.wrong > 0 ? ` (${settled.wrong} marked as entered in error)` : ''}:{' '}
          {quoted(settled.because)}{' '}
          <span className="app-quiet">
            {settled.by}, {showDate(dayInBritain(settled.at))} {showTime(settled.at)}
          </span>
        </p>
      ) : null}
      <div className="app-row">
        <Button aria-expanded={shows === 'seen'} onClick={() => setShows(shows === 'seen' ? null : 'seen')}>
          Who saw it
        </Button>
        {maySettle && !settled ? (
          <Button
            look="primary"
            aria-expanded={shows === 'settle'}
            onClick={() => setShows(shows === 'settle' ? null : 'settle')}
          >
            Settle…
          </Button>
        ) : null}
      </div>
      {shows === 'seen' ? <SeenList disputeId={disputeId} /> : null}
      {shows === 'settle' && !settled ? <Settle disputeId={disputeId} onDone={onDone} /> : null}
    </li>
  )
}
