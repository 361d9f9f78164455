import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showDate, showTime } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { dayInBritain } from '#shared/days.ts'
import { type Dispute, disputeVerdicts, type WrongItem } from '#shared/disputes.ts'
import { routes } from '#shared/routes.ts'
import { quoted } from './core/quoted.ts'
import { SeenList } from './SeenList.tsx'
import { useAct } from './useAct.ts'

type Props = { maySettle: boolean }

/** Records of which somebody said that they may be the wrong person's: who saw them, and how it was settled. */
export function Disputes({ maySettle }: Props) {
  const loaded = useLoad('disputes', signal => call(routes.disputes, { signal }))
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the list…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open the list." failed={loaded} />
  const { disputes } = loaded.value
  if (disputes.length === 0) return <p className="app-quiet">No record is disputed, and none was.</p>
  return (
    <ul className="app-stack">
      {disputes.map(dispute => (
        <DisputeCard key={dispute.disputeId} dispute={dispute} maySettle={maySettle} onDone={loaded.again} />
      ))}
    </ul>
  )
}

function DisputeCard({ dispute, maySettle, onDone }: { dispute: Dispute; onDone: () => void } & Props) {
  const { disputeId, name, because, raisedAt, raisedBy, settled } = dispute
  const [shows, setShows] = useState<'seen' | 'settle' | null>(null)
  return (
    <li className="app-people__card">
      <div className="app-row">
        <Tag tone={settled ? 'plain' : 'danger'}>
          {settled ? 'Settled' : '■ Disputed: nothing is written on it'}
        </Tag>
        <b>{name}</b>
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
      {shows === 'settle' ? <Settle disputeId={disputeId} onDone={onDone} /> : null}
    </li>
  )
}

/** Right after all, or with what is about somebody else: that is struck through in the same moment. */
function Settle({ disputeId, onDone }: { disputeId: string; onDone: () => void }) {
  const loaded = useLoad(`items ${disputeId}`, signal =>
    call(routes.disputedItems, { params: { disputeId }, signal }),
  )
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wrong, setWrong] = useState<readonly WrongItem[]>([])
  const { isBusy, says, act } = useAct(onDone)
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the record…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The record could not be opened." failed={loaded} />
  const isWrong = (itemId: string) => wrong.some(item => item.itemId === itemId)
  const settle = () =>
    void act(() =>
      call(routes.settleDispute, {
        params: { disputeId },
        body: {
          commandId,
          verdict: wrong.length > 0 ? 'entries_wrong' : 'right_after_all',
          because,
          wrong: [...wrong],
        },
      }),
    )
  return (
    <div className="app-stack">
      <ErrorSummary errors={says ? [{ id: '', says }] : []} title="That was not done" />
      <fieldset className="app-stack">
        <legend>
          <b>What is about somebody else?</b> Tick nothing if the record is right.
        </legend>
        {loaded.value.items.map(({ section, itemId, version, title, headline, by, on }) => (
          <label key={itemId} className="app-choice">
            <input
              className="app-choice__box"
              type="checkbox"
              checked={isWrong(itemId)}
              onChange={() =>
                setWrong(
                  isWrong(itemId)
                    ? wrong.filter(item => item.itemId !== itemId)
                    : [...wrong, { section, itemId, version }],
                )
              }
            />
            <span>
              <b>{title}</b>: {headline}{' '}
              <span className="app-quiet app-small">
                {by}, {showDate(on)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextArea
        label="How you know"
        hint="Whom you asked, and what they said."
        value={because}
        onChange={setBecause}
        maxLength={1000}
        rows={2}
      />
      <div className="app-row">
        <Button look={wrong.length > 0 ? 'danger' : 'primary'} disabled={isBusy} onClick={settle}>
          {wrong.length > 0
            ? `Strike out ${wrong.length}, and open the record again`
            : 'It is right: open the record again'}
        </Button>
      </div>
    </div>
  )
}
